"""Every paper the program can print. A new paper is one TOML file and one line here."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from counter_app.domain.errors import InputFault
from counter_app.printing.fonts import Fonts, house_fonts
from counter_app.printing.layout import layout
from counter_app.printing.operations import Sheets
from counter_app.printing.spec import PaperSpec, load_spec
from counter_app.words import RESOURCES, _

KINDS = (
    "one_time_notice",
    "correction_notice",
    "acceptance_notice",
    "non_acceptance_notice",
    "receipt_voucher",
    "guide_slip",
    "advice_slip",
)


@cache
def paper(kind: str) -> PaperSpec:
    """The checked layout of `kind`; raises InputFault for a kind that is not in the catalogue."""
    if kind not in KINDS:
        raise InputFault({"kind": _("There is no paper called {kind}.").format(kind=kind)})
    return load_spec(kind, (RESOURCES / "papers" / f"{kind}.toml").read_text("utf-8"))


def sample(kind: str) -> dict[str, Any]:
    """Made-up values for the paper `kind`, for previews and tests."""
    return dict(paper(kind).sample)


def render(
    spec: str | PaperSpec,
    values: Mapping[str, Any],
    *,
    fonts: Fonts | None = None,
    sample: bool = False,
) -> Sheets:
    """Lay out the paper `spec` (a kind or a loaded layout) with `values`.

    Raises InputFault naming each value that is missing or wrong.
    """
    loaded = paper(spec) if isinstance(spec, str) else spec
    return layout(loaded, values, fonts or house_fonts(), sample=sample)
