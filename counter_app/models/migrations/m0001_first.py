"""The first schema, frozen as text: the tables of today may look different."""

from counter_app.models.base import CounterDatabase

TABLES = """
CREATE TABLE "fact" (
    "id" TEXT NOT NULL PRIMARY KEY, "actor" TEXT NOT NULL, "seq" INTEGER NOT NULL,
    "subject_kind" TEXT NOT NULL, "subject" TEXT NOT NULL, "kind" TEXT NOT NULL, "hlc"
    INTEGER NOT NULL, "recorded_at" TEXT NOT NULL, "line" BLOB NOT NULL
);
CREATE UNIQUE INDEX "fact_actor_seq_id" ON "fact" ("actor", "seq", "id");
CREATE INDEX "fact_subject" ON "fact" ("subject");
CREATE TABLE "subject" (
    "id" TEXT NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "heads" TEXT NOT NULL, "hlc"
    INTEGER NOT NULL, "clash" TEXT NOT NULL, "needs_update" INTEGER NOT NULL
);
CREATE INDEX "subject_clash" ON "subject" ("hlc") WHERE clash <> '';
CREATE TABLE "outbox" (
    "n" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "fact" TEXT NOT NULL
);
CREATE TABLE "party_key" (
    "name" TEXT NOT NULL PRIMARY KEY, "key" BLOB NOT NULL
);
CREATE TABLE "meta" (
    "key" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL
);
CREATE TABLE "segment" (
    "h16" TEXT NOT NULL PRIMARY KEY, "actor" TEXT NOT NULL, "n" INTEGER NOT NULL, "prev"
    TEXT NOT NULL, "bytes" BLOB NOT NULL, "state" TEXT NOT NULL
);
CREATE INDEX "segment_state" ON "segment" ("state");
CREATE INDEX "segment_actor_n" ON "segment" ("actor", "n");
CREATE TABLE "tip" (
    "actor" TEXT NOT NULL PRIMARY KEY, "n" INTEGER NOT NULL, "h16" TEXT NOT NULL
);
CREATE TABLE "hole" (
    "h16" TEXT NOT NULL PRIMARY KEY, "actor" TEXT NOT NULL, "n" INTEGER NOT NULL, "since"
    TEXT NOT NULL
);
CREATE TABLE "visit" (
    "id" TEXT NOT NULL PRIMARY KEY, "number" TEXT NOT NULL, "state" TEXT NOT NULL, "channel"
    TEXT NOT NULL, "first_contact" TEXT NOT NULL, "counter" TEXT NOT NULL, "opened_at" TEXT
    NOT NULL, "day" TEXT NOT NULL, "visitor" TEXT NOT NULL, "visitor_name" TEXT NOT NULL,
    "visitor_initials" TEXT NOT NULL, "matter" TEXT NOT NULL, "matter_name" TEXT NOT NULL,
    "promised_by" TEXT, "guided_to" TEXT NOT NULL, "guide_confirmed" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL
);
CREATE INDEX "visit_day_opened_at" ON "visit" ("day", "opened_at");
CREATE INDEX "visit_state_opened_at" ON "visit" ("state", "opened_at");
CREATE INDEX "visit_number" ON "visit" ("number");
CREATE INDEX "visit_visitor" ON "visit" ("visitor");
CREATE INDEX "visit_guided_to_guide_confirmed" ON "visit" ("guided_to", "guide_confirmed");
CREATE TABLE "cases" (
    "n" INTEGER NOT NULL PRIMARY KEY, "id" TEXT NOT NULL, "number" TEXT NOT NULL, "state"
    TEXT NOT NULL, "matter" TEXT NOT NULL, "matter_name" TEXT NOT NULL, "case_class" TEXT
    NOT NULL, "applicant" TEXT NOT NULL, "applicant_name" TEXT NOT NULL,
    "applicant_initials" TEXT NOT NULL, "number_tail" TEXT NOT NULL, "phone_tail" TEXT NOT
    NULL, "counter" TEXT NOT NULL, "clerk" TEXT NOT NULL, "first_contact" TEXT NOT NULL,
    "received_at" TEXT NOT NULL, "accepted_on" TEXT, "clock_from" TEXT, "due_on" TEXT,
    "statutory_due_on" TEXT, "telling_due_on" TEXT, "ended_at" TEXT, "updated_hlc" INTEGER
    NOT NULL
);
CREATE UNIQUE INDEX "cases_id" ON "cases" ("id");
CREATE INDEX "cases_number" ON "cases" ("number");
CREATE INDEX "cases_applicant" ON "cases" ("applicant");
CREATE INDEX "cases_state_due_on" ON "cases" ("state", "due_on");
CREATE INDEX "cases_state_telling_due_on" ON "cases" ("state", "telling_due_on");
CREATE INDEX "cases_counter_received_at" ON "cases" ("counter", "received_at");
CREATE INDEX "cases_received_at" ON "cases" ("received_at");
CREATE INDEX "cases_applicant_initials" ON "cases" ("applicant_initials");
CREATE INDEX "cases_number_tail" ON "cases" ("number_tail");
CREATE INDEX "cases_phone_tail" ON "cases" ("phone_tail");
CREATE TABLE "party" (
    "n" INTEGER NOT NULL PRIMARY KEY, "id" TEXT NOT NULL, "party_kind" TEXT NOT NULL, "name"
    TEXT NOT NULL, "initials" TEXT NOT NULL, "number" TEXT NOT NULL, "number_reversed" TEXT
    NOT NULL, "phone" TEXT NOT NULL, "phone_reversed" TEXT NOT NULL
);
CREATE UNIQUE INDEX "party_id" ON "party" ("id");
CREATE INDEX "party_number" ON "party" ("number");
CREATE INDEX "party_initials" ON "party" ("initials");
CREATE INDEX "party_number_reversed" ON "party" ("number_reversed");
CREATE INDEX "party_phone_reversed" ON "party" ("phone_reversed");
CREATE TABLE "paper" (
    "id" TEXT NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "number" TEXT NOT NULL, "about"
    TEXT NOT NULL, "state" TEXT NOT NULL, "copies" INTEGER NOT NULL, "issued_at" TEXT NOT
    NULL, "counter" TEXT NOT NULL, "clerk" TEXT NOT NULL, "attempts" INTEGER NOT NULL,
    "told_at" TEXT, "void" INTEGER NOT NULL
);
CREATE INDEX "paper_number" ON "paper" ("number");
CREATE INDEX "paper_about" ON "paper" ("about");
CREATE INDEX "paper_state" ON "paper" ("state");
CREATE INDEX "paper_issued_at" ON "paper" ("issued_at");
CREATE TABLE "document" (
    "id" TEXT NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "key" TEXT NOT NULL, "number"
    INTEGER NOT NULL, "effective_from" TEXT NOT NULL, "content" TEXT NOT NULL, "source" TEXT
    NOT NULL, "approved_by" TEXT NOT NULL
);
CREATE INDEX "document_kind_key_effective_from" ON "document" ("kind", "key", "effective_from");
CREATE TABLE "series" (
    "series" TEXT NOT NULL, "year" INTEGER NOT NULL, "counter" TEXT NOT NULL, "first"
    INTEGER NOT NULL, "last" INTEGER NOT NULL, "next" INTEGER NOT NULL, "actor" TEXT NOT
    NULL, "confirmed" INTEGER NOT NULL, PRIMARY KEY ("series", "year", "counter", "first")
);
CREATE TABLE "draft" (
    "form" TEXT NOT NULL, "key" TEXT NOT NULL, "data" TEXT NOT NULL, "saved_at" TEXT NOT
    NULL, PRIMARY KEY ("form", "key")
);
CREATE TABLE "sheet" (
    "paper" TEXT NOT NULL PRIMARY KEY, "operations" BLOB NOT NULL
);
CREATE TABLE "setting" (
    "key" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL
);
"""

SEARCH = """
CREATE VIRTUAL TABLE cases_gram USING fts5 (
    applicant_name, number, matter_name,
    content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TRIGGER cases_gram_insert AFTER INSERT ON cases BEGIN
    INSERT INTO cases_gram (rowid, applicant_name, number, matter_name)
    VALUES (new.n, grams(new.applicant_name), grams(new.number), grams(new.matter_name));
END;
CREATE TRIGGER cases_gram_delete AFTER DELETE ON cases BEGIN
    DELETE FROM cases_gram WHERE rowid = old.n;
END;
CREATE TRIGGER cases_gram_update AFTER UPDATE OF n, applicant_name, number, matter_name ON cases
BEGIN
    DELETE FROM cases_gram WHERE rowid = old.n;
    INSERT INTO cases_gram (rowid, applicant_name, number, matter_name)
    VALUES (new.n, grams(new.applicant_name), grams(new.number), grams(new.matter_name));
END;
CREATE VIRTUAL TABLE party_gram USING fts5 (
    name, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TRIGGER party_gram_insert AFTER INSERT ON party BEGIN
    INSERT INTO party_gram (rowid, name) VALUES (new.n, grams(new.name));
END;
CREATE TRIGGER party_gram_delete AFTER DELETE ON party BEGIN
    DELETE FROM party_gram WHERE rowid = old.n;
END;
CREATE TRIGGER party_gram_update AFTER UPDATE OF n, name ON party BEGIN
    DELETE FROM party_gram WHERE rowid = old.n;
    INSERT INTO party_gram (rowid, name) VALUES (new.n, grams(new.name));
END;
"""
"""Tokens come ready made from `grams`: `ascii` splits at spaces and knows no outdated Unicode."""


def up(database: CounterDatabase) -> None:
    """Create every table, index and trigger."""
    database.run_script(TABLES + SEARCH)
