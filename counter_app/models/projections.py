"""Rows for lists and search: caches of folds, rebuilt from facts at any time.

Instants are ISO 8601 text with offset, days ISO text; they sort as written.
Colours and lapses are not stored, they come from the present time.
"""

from counter_app.models.base import Row
from counter_app.models.engine import (
    SQL,
    AutoField,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    IntegerField,
    TextField,
)


class VisitRow(Row):
    """A visit as the lists show it."""

    id = TextField(primary_key=True)
    number = TextField()
    state = TextField()
    channel = TextField()
    first_contact = TextField()
    counter = TextField()
    opened_at = TextField()
    day = TextField()
    visitor = TextField(default="")
    visitor_name = TextField(default="")
    visitor_initials = TextField(default="")
    matter = TextField(default="")
    matter_name = TextField(default="")
    promised_by = TextField(null=True)
    guided_to = TextField(default="")
    guide_confirmed = BooleanField(default=False)
    case_id = TextField(default="")
    entered_late = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    guided_at = TextField(null=True)
    with_clerk = TextField(default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        table_name = "visit"
        indexes = (
            (("day", "opened_at"), False),
            (("state", "opened_at"), False),
            (("number",), False),
            (("visitor",), False),
            (("guided_to", "guide_confirmed"), False),
            SQL(
                'CREATE INDEX "visit_lost" ON "visit" ("state", "guided_at")'
                ' WHERE "state" = \'guided\' AND NOT "guide_confirmed" AND "guided_to" <> \'\''
            ),
            SQL(
                'CREATE INDEX "visit_handed_on" ON "visit" ("with_clerk", "opened_at")'
                " WHERE \"with_clerk\" <> ''"
            ),
        )


class CaseRow(Row):
    """A case as the lists show it; `n` is the order in which this PC came to know it.

    Update rows in place: replacing one would give it a new `n`. The tails are
    the last six digits of the applicant's numbers, turned round (`grams.tail`).
    `owed`, `owed_on`, `lapses_at`, `next_owed` and `next_on` are a `Watch`; `breached`: some
    rule was broken whatever the day (`warnings.records`).
    """

    n = AutoField()
    id = TextField(unique=True)
    number = TextField(index=True)
    state = TextField()
    matter = TextField()
    matter_name = TextField()
    case_class = TextField(default="")
    applicant = TextField(index=True)
    applicant_name = TextField(default="")
    applicant_initials = TextField(default="")
    number_tail = TextField(default="")
    phone_tail = TextField(default="")
    counter = TextField()
    clerk = TextField()
    first_contact = TextField()
    received_at = TextField()
    accepted_on = TextField(null=True)
    clock_from = TextField(null=True)
    due_on = TextField(null=True)
    statutory_due_on = TextField(null=True)
    telling_due_on = TextField(null=True)
    ended_at = TextField(null=True)
    updated_hlc = BigIntegerField(default=0)
    owed = TextField(default="", constraints=[SQL("DEFAULT ''")])
    owed_on = TextField(null=True)
    lapses_at = TextField(null=True)
    next_owed = TextField(default="", constraints=[SQL("DEFAULT ''")])
    next_on = TextField(null=True)
    decided_on = TextField(null=True)
    supply_by = TextField(null=True)
    expires_on = TextField(null=True)
    untold = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    extension_asked_by = TextField(default="", constraints=[SQL("DEFAULT ''")])
    explained = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    public_reason = TextField(default="", constraints=[SQL("DEFAULT ''")])
    breached = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    entered_late = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])

    class Meta:
        table_name = "cases"
        indexes = (
            (("state", "due_on"), False),
            (("state", "telling_due_on"), False),
            (("counter", "received_at"), False),
            (("received_at",), False),
            (("applicant_initials",), False),
            (("number_tail",), False),
            (("phone_tail",), False),
            (("counter", "owed_on"), False),
            (("owed_on",), False),
            (("decided_on",), False),
            SQL(
                'CREATE INDEX "cases_supply_by" ON "cases" ("supply_by")'
                ' WHERE "supply_by" IS NOT NULL'
            ),
            SQL(
                'CREATE INDEX "cases_expires_on" ON "cases" ("expires_on")'
                ' WHERE "expires_on" IS NOT NULL'
            ),
            SQL('CREATE INDEX "cases_untold" ON "cases" ("untold") WHERE "untold" = 1'),
            SQL(
                'CREATE INDEX "cases_extension_asked_by" ON "cases" ("extension_asked_by")'
                " WHERE \"extension_asked_by\" <> ''"
            ),
            SQL('CREATE INDEX "cases_breached" ON "cases" ("breached") WHERE "breached" = 1'),
        )


class PartyRow(Row):
    """A person or organisation as search needs it; empty texts after erasure."""

    n = AutoField()
    id = TextField(unique=True)
    party_kind = TextField()
    name = TextField(default="")
    initials = TextField(default="")
    number = TextField(default="")
    number_reversed = TextField(default="")
    phone = TextField(default="")
    phone_reversed = TextField(default="")

    class Meta:
        table_name = "party"
        indexes = (
            (("number",), False),
            (("initials",), False),
            (("number_reversed",), False),
            (("phone_reversed",), False),
        )


class PaperRow(Row):
    """An issued paper with the outcome of its prints; told means printed or handed over.

    A number should be used once; two windows may still have used it (a clone),
    so the index is not unique and the double is shown as a clash.
    """

    id = TextField(primary_key=True)
    kind = TextField()
    number = TextField(index=True)
    about = TextField(index=True)
    state = TextField(index=True)
    copies = IntegerField(default=1)
    issued_at = TextField(index=True)
    counter = TextField()
    clerk = TextField()
    attempts = IntegerField(default=0)
    told_at = TextField(null=True)
    void = BooleanField(default=False)

    class Meta:
        table_name = "paper"


class DocumentRow(Row):
    """One version of a piece of reference data; `id` is the fact that published it."""

    id = TextField(primary_key=True)
    kind = TextField()
    key = TextField()
    number = IntegerField()
    effective_from = TextField()
    content = TextField()
    source = TextField(default="")
    approved_by = TextField(default="")
    note = TextField(default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        table_name = "document"
        indexes = ((("kind", "key", "effective_from"), False),)


class WordingRow(Row):
    """A text of a paper's layout: proposed, answered, or kept as a paper was issued under it.

    `version` is empty where the shipped text is meant. `approved_at` is the clock
    value of the approval, which decides between two of the same day.
    """

    id = TextField(primary_key=True)
    layout = TextField()
    version = TextField()
    text = TextField()
    based_on = TextField(default="")
    note = TextField(default="")
    state = TextField()
    proposed_by = TextField(default="")
    proposed_at = TextField(default="")
    decided_by = TextField(default="")
    decided_at = TextField(null=True)
    effective_from = TextField(null=True)
    reason = TextField(default="")
    approved_at = BigIntegerField(default=0)

    class Meta:
        table_name = "wording"
        indexes = (
            (("layout", "version"), False),
            (("state", "layout"), False),
        )


class RegisterRow(Row):
    """A line of one of the small registers: absences, shifts, ratings, opinions, messages, …

    `counter` and `clerk` are whom it is about, `for_clerk` whom it waits for, `tag` its category,
    `amount` a number of its kind (minutes late or too long, stars), `about` the visit or case.
    `owes`: an explanation is still to come.
    """

    id = TextField(primary_key=True)
    kind = TextField()
    number = TextField(default="")
    counter = TextField(default="")
    clerk = TextField(default="")
    at = TextField()
    day = TextField()
    is_open = BooleanField(default=False)
    owes = BooleanField(default=False)
    due = TextField(null=True)
    ended_at = TextField(null=True)
    for_clerk = TextField(default="")
    about = TextField(default="")
    tag = TextField(default="")
    amount = IntegerField(default=0)

    class Meta:
        table_name = "register"
        indexes = (
            (("kind", "is_open", "counter"), False),
            (("kind", "day"), False),
            (("kind", "about"), False),
            (("for_clerk", "is_open"), False),
        )


class SeriesRow(Row):
    """A leased block of serials; `next` is the first one not yet used."""

    series = TextField()
    year = IntegerField()
    counter = TextField()
    first = IntegerField()
    last = IntegerField()
    next = IntegerField()
    actor = TextField()
    confirmed = BooleanField(default=False)

    class Meta:
        table_name = "series"
        primary_key = CompositeKey("series", "year", "counter", "first")
