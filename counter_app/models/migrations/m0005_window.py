"""What the window and its citizen need: one step, added to until its release."""

from counter_app.models.base import CounterDatabase

REGISTER = """
CREATE TABLE "register" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "counter" TEXT NOT NULL,
    "clerk" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "is_open" INTEGER NOT NULL,
    "owes" INTEGER NOT NULL,
    "due" TEXT,
    "ended_at" TEXT,
    "for_clerk" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "amount" INTEGER NOT NULL
);
CREATE INDEX "register_kind_is_open_counter" ON "register" ("kind", "is_open", "counter");
CREATE INDEX "register_kind_day" ON "register" ("kind", "day");
CREATE INDEX "register_kind_about" ON "register" ("kind", "about");
CREATE INDEX "register_for_clerk_is_open" ON "register" ("for_clerk", "is_open");
"""
"""Absences, shifts, ratings, opinions, messages, inspections, disputes, receipts of reading."""

VISITS = """
ALTER TABLE "visit" ADD COLUMN "guided_at" TEXT;
ALTER TABLE "visit" ADD COLUMN "with_clerk" TEXT NOT NULL DEFAULT '';
CREATE INDEX "visit_lost" ON "visit" ("state", "guided_at")
    WHERE "state" = 'guided' AND NOT "guide_confirmed" AND "guided_to" <> '';
CREATE INDEX "visit_handed_on" ON "visit" ("with_clerk", "opened_at") WHERE "with_clerk" <> '';
"""
"""When somebody was sent on, and who goes on with a visit (A2.1, A2.4)."""


def up(database: CounterDatabase) -> None:
    """Create the table and columns of this step."""
    database.run_script(REGISTER)
    database.run_script(VISITS)
