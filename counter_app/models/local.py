"""What stays on this PC and is no fact: drafts, rendered sheets, settings."""

from counter_app.models.base import Row
from counter_app.models.engine import BlobField, CompositeKey, TextField


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


class SettingRow(Row):
    """A setting of this window that lives with the records."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"
