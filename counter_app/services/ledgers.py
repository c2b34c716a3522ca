"""Ledgers as papers: a kind, a period, perhaps one window, and what the facts say of it.

Every row and every total is read from facts; nothing in a ledger is typed (A5.4.1.2).
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from counter_app.domain.errors import InputFault
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.services import wordings
from counter_app.services.desk import Desk
from counter_app.services.figures import By, daily_report, figures_sheet, monthly_report
from counter_app.services.ledger_access import access_log
from counter_app.services.ledger_cases import case_ledger, correction_ledger
from counter_app.services.ledger_papers import paper_register
from counter_app.services.ledger_period import Period, words
from counter_app.services.ledger_ratings import rating_ledger, satisfaction_report
from counter_app.services.ledger_time import (
    extension_ledger,
    overdue_reasons,
    overdue_register,
    responsibility_register,
)
from counter_app.services.ledger_visits import consult_ledger, guide_ledger, telephone_ledger
from counter_app.services.ledger_window import (
    absence_register,
    attendance_register,
    inspection_register,
    message_ledger,
    opinion_register,
)
from counter_app.services.paper_values import clerk_words, day_words
from counter_app.words import _

AVAILABLE: Mapping[str, Callable[[Period], dict[str, Any]]] = MappingProxyType(
    {
        "consult_ledger": consult_ledger,
        "telephone_ledger": telephone_ledger,
        "guide_ledger": guide_ledger,
        "case_ledger": case_ledger,
        "correction_ledger": correction_ledger,
        "extension_ledger": extension_ledger,
        "overdue_register": overdue_register,
        "responsibility_register": responsibility_register,
        "overdue_reasons": overdue_reasons,
        "paper_register": paper_register,
        "access_log": access_log,
        "absence_register": absence_register,
        "attendance_register": attendance_register,
        "inspection_register": inspection_register,
        "message_ledger": message_ledger,
        "opinion_register": opinion_register,
        "rating_ledger": rating_ledger,
        "satisfaction_report": satisfaction_report,
        "daily_report": daily_report,
        "monthly_report": monthly_report,
    }
)
"""The ledgers that have facts behind them; the others come with their regimes."""


def values_of(desk: Desk, kind: str, first: date, last: date, window: str = "") -> dict[str, Any]:
    """The values of the ledger `kind` from `first` to `last`, both included.

    `window` is the id of one window, empty for all. Raises InputFault for a ledger without
    facts, a period that ends before it begins, a window the hall does not have.
    """
    hall = desk.reference.hall()
    counter = hall.counter(window) if window else None
    faults = {}
    if kind not in AVAILABLE:
        message = _("There is no such ledger; there are: {kinds}.")
        faults["kind"] = message.format(kinds=", ".join(AVAILABLE))
    if last < first:
        faults["to"] = _("The last day lies before the first one.")
    if window and counter is None:
        faults["window"] = _("The hall has no window {window}.").format(window=window)
    if faults:
        raise InputFault(faults)
    period = Period(desk=desk, first=first, last=last, window=window)
    return _values(period, kind, AVAILABLE[kind])


def _values(period: Period, kind: str, count: Callable[[Period], dict[str, Any]]) -> dict[str, Any]:
    """What `count` says of the period, with what stands over every ledger."""
    desk = period.desk
    hall = desk.reference.hall()
    counter = hall.counter(period.window) if period.window else None
    told = {
        "office": hall.name,
        "period": period.text(),
        "scope": counter.label if counter else words()["scope_all"],
        "printed_on": day_words(desk.clock()),
        "printed_by": clerk_words(hall, desk.station.clerk),
        **desk.read(lambda: count(period)),
    }
    declared = catalogue.paper(kind).values
    return {name: value for name, value in told.items() if name in declared}


def pdf_of(desk: Desk, kind: str, first: date, last: date, window: str = "") -> bytes:
    """The ledger as PDF under the wording in force, sheet by sheet; a demo hall's bears 样张."""
    return _pdf(desk, kind, values_of(desk, kind, first, last, window))


def figures_pdf(period: Period, by: By) -> bytes:
    """The figures of a period as PDF, told apart as on the screen; for supervisors."""
    values = _values(period, "figures_sheet", lambda period: figures_sheet(period, by))
    return _pdf(period.desk, "figures_sheet", values)


def _pdf(desk: Desk, kind: str, values: dict[str, Any]) -> bytes:
    spec = wordings.spec_in_force(kind, desk.clock().date())
    sheets = catalogue.run(spec, values, sample=desk.reference.hall().demo)
    title = f"{spec.title} {values['period']}"
    return to_pdf(sheets, title=title, created=desk.clock())
