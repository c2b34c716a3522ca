"""What is at a printer of this PC: outcomes are facts, progress is not."""

from counter_app.models.base import CounterDatabase

TABLE = """
CREATE TABLE "print_job" (
    "paper" TEXT NOT NULL PRIMARY KEY, "attempt" INTEGER NOT NULL, "printer" TEXT NOT NULL,
    "job" TEXT NOT NULL, "stage" TEXT NOT NULL, "reason" TEXT NOT NULL, "cancel" INTEGER NOT
    NULL
);
CREATE INDEX "print_job_stage" ON "print_job" ("stage");
"""


def up(database: CounterDatabase) -> None:
    """Create the table."""
    database.run_script(TABLE)
