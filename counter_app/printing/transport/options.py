"""The options of one printer in the query of its address, each checked with an example."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl

from counter_app.domain.errors import InputFault
from counter_app.printing.spec import SIZES
from counter_app.printing.transport.escp import Form
from counter_app.printing.transport.escpos import WIDTHS
from counter_app.words import _

_FARTHEST = 50.0
_FORM_MM = (50.0, 420.0, 25.0, 560.0)
_REACH = (240, 2448)


def fault(message: str) -> InputFault:
    """What is wrong with a printer's address."""
    return InputFault({"printer": message})


def _width(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in WIDTHS:
        raise ValueError(text)
    return int(text)


def _reach(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not _REACH[0] <= int(text) <= _REACH[1]:
        raise ValueError(text)
    return int(text)


def _offset(text: str) -> float:
    millimetres = float(text)
    if not -_FARTHEST <= millimetres <= _FARTHEST:
        raise ValueError(text)
    return millimetres


def _paper(text: str) -> str:
    if text not in SIZES:
        raise ValueError(text)
    return text


def _form(text: str) -> tuple[float, float]:
    width, height = map(float, text.split("x"))
    narrow, wide, low, high = _FORM_MM
    if not (narrow <= width <= wide and low <= height <= high):
        raise ValueError(text)
    return width, height


_READERS: Mapping[str, Callable[[str], Any]] = {
    "width": _width,
    "reach": _reach,
    "form": _form,
    "paper": _paper,
    "dx": _offset,
    "dy": _offset,
}
_EXAMPLES = {
    "width": "width=576, width=384",
    "reach": "reach=1440",
    "form": "form=241x140",
    "paper": "paper=A5",
    "dx": "dx=2",
    "dy": "dy=-1.5",
}
KNOWN: Mapping[str, tuple[str, ...]] = {
    "ipp": ("paper", "dx", "dy"),
    "ipps": ("paper", "dx", "dy"),
    "escpos": ("width", "dx", "dy"),
    "escp": ("form", "paper", "reach", "dx", "dy"),
    "winspool": ("paper", "dx", "dy"),
    "file": (),
}
"""The schemes of addresses and the options each takes."""


def read(parts: SplitResult) -> dict[str, Any]:
    """The options of an address of a known scheme; InputFault names the option and an example."""
    if parts.fragment:
        raise fault(_("A printer's address has no part after #."))
    known = KNOWN[parts.scheme]
    options: dict[str, Any] = {}
    for name, text in parse_qsl(parts.query, keep_blank_values=True):
        if name not in known:
            examples = ", ".join(_EXAMPLES[option] for option in known) or "–"
            raise fault(
                _("A printer of {scheme}:// has no option {option}. It knows: {examples}").format(
                    scheme=parts.scheme, option=name, examples=examples
                )
            )
        if name in options:
            raise fault(_("The option {option} stands twice.").format(option=name))
        try:
            options[name] = _READERS[name](text)
        except ValueError as odd:
            raise fault(
                _("The option {option} cannot be {value}. For example: {example}").format(
                    option=name, value=text or "–", example=_EXAMPLES[name]
                )
            ) from odd
    if parts.scheme == "escp" and not SIZES[options.get("paper", "form241")][1]:
        words = _("A dot-matrix printer takes sheets and forms, no rolls. For example: {example}")
        raise fault(words.format(example=_EXAMPLES["paper"]))
    if "form" in options and "paper" in options:
        raise fault(_("Give form or paper, not both."))
    return options


def form_of(options: Mapping[str, Any]) -> Form:
    """The paper in a dot-matrix printer: its form, the sheet size, else the common 241×140."""
    size = options.get("form") or SIZES[options.get("paper", "form241")]
    reach = {"reach": options["reach"]} if "reach" in options else {}
    return Form(*size, **reach)
