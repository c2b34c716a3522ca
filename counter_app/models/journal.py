"""The append-only journal and what the courier keeps of it.

Facts are the source; every other table can be rebuilt from them. `line` is the
stored form `models.codec` writes; nothing here knows what it says.
"""

from counter_app.models.base import Row
from counter_app.models.engine import (
    SQL,
    AutoIncrementField,
    BigIntegerField,
    BlobField,
    BooleanField,
    IntegerField,
    TextField,
)


class FactRow(Row):
    """One fact as it was written, by us or by another window."""

    id = TextField(primary_key=True)
    actor = TextField()
    seq = IntegerField()
    subject_kind = TextField()
    subject = TextField()
    kind = TextField()
    hlc = BigIntegerField()
    recorded_at = TextField()
    line = BlobField()

    class Meta:
        table_name = "fact"
        indexes = (
            (("actor", "seq", "id"), True),
            (("subject",), False),
            SQL(
                'CREATE INDEX "fact_looks" ON "fact" ("recorded_at")'
                " WHERE \"kind\" = 'party.looked_at'"
            ),
        )


class SubjectRow(Row):
    """What is known of a subject as a whole: its heads (JSON list), its clock, its trouble.

    `clash` is empty or the sentence a clerk reads; `needs_update` is set while
    the subject holds facts of a newer program.
    """

    id = TextField(primary_key=True)
    kind = TextField()
    heads = TextField()
    hlc = BigIntegerField()
    clash = TextField(default="")
    needs_update = BooleanField(default=False)

    class Meta:
        table_name = "subject"


SubjectRow.add_index(SubjectRow.hlc, where=SQL("clash <> ''"), name="subject_clash")


class OutboxRow(Row):
    """A fact of ours that is not in a segment yet; `n` is the order of writing."""

    n = AutoIncrementField()
    fact = TextField()

    class Meta:
        table_name = "outbox"


class PartyKeyRow(Row):
    """The key a party's particulars are sealed under; deleting the row erases them."""

    name = TextField(primary_key=True)
    key = BlobField()

    class Meta:
        table_name = "party_key"


class MetaRow(Row):
    """Who we are and where our counters stand: actor, last seq, last clock."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "meta"


class SegmentRow(Row):
    """Bytes that lie, or will lie, on the share under `h16`.

    `state` is pending (cut, not yet on the share), published (ours, there) or
    foreign (another window's).
    """

    h16 = TextField(primary_key=True)
    actor = TextField()
    n = IntegerField()
    prev = TextField()
    bytes = BlobField()
    state = TextField(index=True)

    class Meta:
        table_name = "segment"
        indexes = ((("actor", "n"), False),)


class TipRow(Row):
    """The newest segment of an actor we hold with its whole chain."""

    actor = TextField(primary_key=True)
    n = IntegerField()
    h16 = TextField()

    class Meta:
        table_name = "tip"


class HoleRow(Row):
    """A segment others name as predecessor that the share does not give us (sync 6.5)."""

    h16 = TextField(primary_key=True)
    actor = TextField()
    n = IntegerField()
    since = TextField()

    class Meta:
        table_name = "hole"
