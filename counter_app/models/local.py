"""What stays on this PC and is no fact: drafts, rendered sheets, settings."""

from counter_app.models.base import Row
from counter_app.models.engine import (
    BlobField,
    BooleanField,
    CompositeKey,
    IntegerField,
    TextField,
)


class DraftRow(Row):
    """A form half filled in, saved by itself; `key` tells several drafts of a form apart."""

    form = TextField()
    key = TextField()
    data = TextField()
    saved_at = TextField()

    class Meta:
        table_name = "draft"
        primary_key = CompositeKey("form", "key")


class SheetRow(Row):
    """The drawing operations of an issued paper: a reprint shows exactly what was issued."""

    paper = TextField(primary_key=True)
    operations = BlobField()

    class Meta:
        table_name = "sheet"


class PrintJobRow(Row):
    """The last print of a paper at this PC: what the printer calls it and how far it got.

    Written before the printer is asked, so that a program killed meanwhile finds it again.
    """

    paper = TextField(primary_key=True)
    attempt = IntegerField()
    printer = TextField()
    job = TextField()
    stage = TextField(index=True)
    reason = TextField()
    cancel = BooleanField(default=False)

    class Meta:
        table_name = "print_job"


class SettingRow(Row):
    """A setting of this window that lives with the records."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"
