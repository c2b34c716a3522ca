"""Every paper the program can print. A new paper is one TOML file and one line here.

A paper may have further layouts for other sheet sizes: `resources/papers/<kind>.<size>.toml`
prints the values that `<kind>.toml` declares.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from counter_app.domain.errors import InputFault
from counter_app.printing.fonts import Fonts, house_fonts
from counter_app.printing.layout import layout
from counter_app.printing.marks import Run
from counter_app.printing.operations import Sheets
from counter_app.printing.spec import PaperSpec, load_spec
from counter_app.words import RESOURCES, _

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reception": (
            "one_time_notice",
            "guide_slip",
            "advice_slip",
            "consult_sheet",
            "consult_reply",
            "message_slip",
        ),
        "intake": (
            "receipt_voucher",
            "correction_notice",
            "acceptance_notice",
            "non_acceptance_notice",
            "restart_notice",
            "returned_materials",
            "supply_undertaking",
            "referral_list",
            "fee_notice",
        ),
        "decision": (
            "extension_approval",
            "extension_notice",
            "special_procedure_notice",
            "completion_notice",
            "collection_notice",
            "service_receipt",
            "completion_slip_on_the_spot",
        ),
        "proxy": (
            "proxy_notice",
            "entrustment",
            "resumption_entrustment",
            "proxy_material_list",
            "remedy_advice",
            "dispatch_slip",
            "urging_slip",
            "supervision_order",
            "progress_feedback",
            "coordination_record",
            "handover_list",
            "suspension_slip",
            "termination_slip",
            "completion_slip",
            "satisfaction_form",
            "confidentiality_undertaking",
        ),
        "window": (
            "absence_sign",
            "opening_sheet",
            "closing_sheet",
            "inspection_sheet",
            "suggestion_sheet",
            "satisfaction_survey",
            "regulation_text",
            "read_receipt",
        ),
        "ledgers": (
            "proxy_ledger",
            "consult_ledger",
            "telephone_ledger",
            "guide_ledger",
            "message_ledger",
            "case_ledger",
            "correction_ledger",
            "extension_ledger",
            "warning_ledger",
            "overdue_register",
            "responsibility_register",
            "overdue_reasons",
            "paper_register",
            "fee_ledger",
            "absence_register",
            "attendance_register",
            "inspection_register",
            "rating_ledger",
            "access_log",
            "opinion_register",
            "daily_report",
            "monthly_report",
            "figures_sheet",
            "time_limit_report",
            "satisfaction_report",
        ),
        "files": (
            "service_guide",
            "guide_poster",
            "change_note",
            "file_cover",
            "file_index",
            "archive_handover",
        ),
    }
)
"""The kinds of paper by the work they belong to."""

KINDS = tuple(kind for group in GROUPS.values() for kind in group)

LAYOUTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "one_time_notice": ("A5", "roll80"),
        "absence_sign": ("A5L",),
        "suspension_slip": ("form241",),
        "termination_slip": ("form241",),
        "completion_slip": ("form241",),
    }
)
"""The further sheet sizes a kind is laid out for, besides the one of its own file."""


def names() -> tuple[str, ...]:
    """Every layout there is: the kinds, and `kind.size` for each further size."""
    return (*KINDS, *(f"{kind}.{size}" for kind, sizes in LAYOUTS.items() for size in sizes))


def text_of(name: str) -> str:
    """The shipped TOML of the layout `name`; raises InputFault for one not in the catalogue."""
    if name not in names():
        raise InputFault({"kind": _("There is no paper called {kind}.").format(kind=name)})
    return (RESOURCES / "papers" / f"{name}.toml").read_text("utf-8")


def read(name: str, text: str) -> PaperSpec:
    """The checked layout that `text` makes of `name`; faults are InputFault by line and field."""
    kind, _dot, size = name.partition(".")
    return load_spec(name, text, paper(kind) if size else None)


@cache
def paper(name: str) -> PaperSpec:
    """The checked shipped layout `name`; raises InputFault for one not in the catalogue."""
    return read(name, text_of(name))


def sample(name: str) -> dict[str, Any]:
    """Made-up values for the paper `name`, for previews and tests."""
    return dict(paper(name).sample)


def render(
    spec: str | PaperSpec,
    values: Mapping[str, Any],
    *,
    fonts: Fonts | None = None,
    sample: bool = False,
) -> Sheets:
    """Lay out the paper `spec` (a name or a loaded layout) with `values`.

    Raises InputFault naming each value that is missing or wrong.
    """
    return run(spec, values, fonts=fonts, sample=sample).gathered()


def run(
    spec: str | PaperSpec,
    values: Mapping[str, Any],
    *,
    fonts: Fonts | None = None,
    sample: bool = False,
) -> Run:
    """The same paper sheet by sheet as it is drawn, for a ledger of any length."""
    loaded = paper(spec) if isinstance(spec, str) else spec
    return layout(loaded, values, fonts or house_fonts(), sample=sample)
