"""What the lists of annexes 3 and 4 need: one step, added to until its release."""

from counter_app.models.base import CounterDatabase

LOOKS = """
CREATE INDEX "fact_looks" ON "fact" ("recorded_at") WHERE "kind" = 'party.looked_at';
"""
"""The access log reads looks by the day they were recorded (A5.5.1)."""

LATE = """
ALTER TABLE "cases" ADD COLUMN "entered_late" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "visit" ADD COLUMN "entered_late" INTEGER NOT NULL DEFAULT 0;
"""
"""Lists and ledgers say of a case or visit that it was entered after the event (A4.3)."""


def up(database: CounterDatabase) -> None:
    """Create the tables, columns and indexes of this step."""
    database.run_script(LOOKS)
    database.run_script(LATE)
