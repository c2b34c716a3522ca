"""What the lists of annexes 3 and 4 need: one step, added to until its release."""

from counter_app.models.base import CounterDatabase

LOOKS = """
CREATE INDEX "fact_looks" ON "fact" ("recorded_at") WHERE "kind" = 'party.looked_at';
"""
"""The access log reads looks by the day they were recorded (A5.5.1)."""

WATCH = """
ALTER TABLE "cases" ADD COLUMN "owed" TEXT NOT NULL DEFAULT '';
ALTER TABLE "cases" ADD COLUMN "owed_on" TEXT;
ALTER TABLE "cases" ADD COLUMN "lapses_at" TEXT;
ALTER TABLE "cases" ADD COLUMN "next_owed" TEXT NOT NULL DEFAULT '';
ALTER TABLE "cases" ADD COLUMN "next_on" TEXT;
ALTER TABLE "cases" ADD COLUMN "decided_on" TEXT;
ALTER TABLE "cases" ADD COLUMN "supply_by" TEXT;
ALTER TABLE "cases" ADD COLUMN "expires_on" TEXT;
ALTER TABLE "cases" ADD COLUMN "untold" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "cases" ADD COLUMN "extension_asked_by" TEXT NOT NULL DEFAULT '';
ALTER TABLE "cases" ADD COLUMN "explained" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "cases" ADD COLUMN "public_reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "cases" ADD COLUMN "breached" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "cases_counter_owed_on" ON "cases" ("counter", "owed_on");
CREATE INDEX "cases_owed_on" ON "cases" ("owed_on");
CREATE INDEX "cases_decided_on" ON "cases" ("decided_on");
CREATE INDEX "cases_supply_by" ON "cases" ("supply_by") WHERE "supply_by" IS NOT NULL;
CREATE INDEX "cases_expires_on" ON "cases" ("expires_on") WHERE "expires_on" IS NOT NULL;
CREATE INDEX "cases_untold" ON "cases" ("untold") WHERE "untold" = 1;
CREATE INDEX "cases_extension_asked_by" ON "cases" ("extension_asked_by")
    WHERE "extension_asked_by" <> '';
CREATE INDEX "cases_breached" ON "cases" ("breached") WHERE "breached" = 1;
"""
"""What a case owes and what time makes of it: lists tell every light without folding (3.5)."""

LATE = """
ALTER TABLE "cases" ADD COLUMN "entered_late" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "document" ADD COLUMN "note" TEXT NOT NULL DEFAULT '';
ALTER TABLE "visit" ADD COLUMN "entered_late" INTEGER NOT NULL DEFAULT 0;
"""
"""Lists and ledgers say of a case or visit that it was entered after the event (A4.3)."""


def up(database: CounterDatabase) -> None:
    """Create the tables, columns and indexes of this step."""
    database.run_script(LOOKS)
    database.run_script(WATCH)
    database.run_script(LATE)
