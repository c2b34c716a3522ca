"""Wordings of the papers: one row for every text proposed, in force or kept."""

from counter_app.models.base import CounterDatabase

TABLES = """
CREATE TABLE "wording" (
    "id" TEXT NOT NULL PRIMARY KEY, "layout" TEXT NOT NULL, "version" TEXT NOT NULL, "text"
    TEXT NOT NULL, "based_on" TEXT NOT NULL, "note" TEXT NOT NULL, "state" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL, "proposed_at" TEXT NOT NULL, "decided_by" TEXT NOT NULL,
    "decided_at" TEXT, "effective_from" TEXT, "reason" TEXT NOT NULL, "approved_at"
    INTEGER NOT NULL
);
CREATE INDEX "wording_layout_version" ON "wording" ("layout", "version");
CREATE INDEX "wording_state_layout" ON "wording" ("state", "layout");
"""


def up(database: CounterDatabase) -> None:
    """Create the table; the facts it is made from cannot be older than it."""
    database.run_script(TABLES)
