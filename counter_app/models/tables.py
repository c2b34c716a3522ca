"""Every table in one list."""

from counter_app.models.base import Row
from counter_app.models.journal import (
    FactRow,
    HoleRow,
    MetaRow,
    OutboxRow,
    PartyKeyRow,
    SegmentRow,
    SubjectRow,
    TipRow,
)
from counter_app.models.local import DraftRow, PrintJobRow, SettingRow, SheetRow
from counter_app.models.projections import (
    CaseRow,
    DocumentRow,
    PaperRow,
    PartyRow,
    RegisterRow,
    SeriesRow,
    VisitRow,
    WordingRow,
)

PROJECTIONS: tuple[type[Row], ...] = (
    VisitRow,
    CaseRow,
    PartyRow,
    PaperRow,
    DocumentRow,
    WordingRow,
    RegisterRow,
    SeriesRow,
)
"""What a rebuild empties and fills again from facts."""

TABLES: tuple[type[Row], ...] = (
    FactRow,
    SubjectRow,
    OutboxRow,
    PartyKeyRow,
    MetaRow,
    SegmentRow,
    TipRow,
    HoleRow,
    *PROJECTIONS,
    DraftRow,
    SheetRow,
    PrintJobRow,
    SettingRow,
)
