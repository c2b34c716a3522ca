"""Whether a text of a layout can be printed, and how it looks: checked before it is proposed."""

import re
from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from counter_app.domain.clock import CST
from counter_app.domain.errors import InputFault
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.printing.fonts import MissingGlyph
from counter_app.printing.raster import page_count, to_png
from counter_app.printing.spec import PaperSpec, names_printed
from counter_app.words import _

LARGEST_TEXT = 64 * 1024
PREVIEW_DPI = 96
MOST_PAGES = 8
"""A preview shows the first pages; a mistyped size may make hundreds."""
_PLACE = re.compile(r"[^:]+:(\d+) (.+)")
_DRAWN = datetime(2026, 1, 1, tzinfo=CST)


@frozen
class Fault:
    """What is wrong with a text. `line` counts from 1, 0 where no line is to blame."""

    line: int
    field: str
    message: str


def faults_of(fault: InputFault) -> list[Fault]:
    """The faults of a check, each with its line and field."""
    found = []
    for place, message in fault.faults.items():
        match = _PLACE.fullmatch(place)
        line, field = (int(match[1]), match[2]) if match else (0, place)
        found.append(Fault(line, field, message))
    return sorted(found, key=lambda one: one.line)


def check(layout: str, text: str) -> PaperSpec:
    """The layout `text` makes, tried with its sample.

    Raises InputFault by line and field: what is no layout, what leaves out a value the law or the
    regimes want on the paper, what takes another series of numbers, what cannot be printed.
    """
    if len(text.encode()) > LARGEST_TEXT:
        raise InputFault({"text": _("The text is longer than any paper needs (64 KB).")})
    shipped = catalogue.paper(layout)
    spec = catalogue.read(layout, text)
    faults = dict(_misfits(layout, text, spec, shipped))
    if faults:
        raise InputFault(faults)
    try:
        catalogue.render(spec, spec.sample, sample=True)
    except MissingGlyph as missing:
        message = next(iter(missing.faults.values()))
        line = _line_with(text, missing.character)
        raise InputFault({f"{layout}.toml:{line} text": message}) from missing
    except InputFault as fault:
        named = {
            f"{layout}.toml:{_line_of(text, name)} {name}": message
            for name, message in fault.faults.items()
        }
        raise InputFault(named) from fault
    return spec


def _misfits(
    layout: str, text: str, spec: PaperSpec, shipped: PaperSpec
) -> Iterator[tuple[str, str]]:
    """Where the text and the program that fills it in do not fit together."""

    def at(name: str) -> str:
        return f"{layout}.toml:{_line_of(text, name)} {name}"

    if spec.series != shipped.series:
        yield at("series"), _("The series of numbers belongs to the paper and stays as it is.")
    for name in spec.values.keys() - shipped.values.keys():
        yield at(name), _("The program does not give the value {name}.").format(name=name)
    for name, wanted in shipped.values.items():
        found = spec.values.get(name)
        if found is None:
            yield (
                at(name),
                _("The program gives the value {name}: keep it among the values.").format(
                    name=name
                ),
            )
        elif (found.type, found.required, found.columns) != (
            wanted.type,
            wanted.required,
            wanted.columns,
        ):
            yield at(name), _("Only the label of a value may change.")
    for name in sorted(names_printed(shipped) - names_printed(spec)):
        if shipped.values[name].required:
            message = _("“{label}” must stand on this paper; print the value {name} somewhere.")
            yield at(name), message.format(label=shipped.values[name].label, name=name)


def _line_of(text: str, name: str) -> int:
    """The first line that sets `name`; the first of all when none does."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.split("=")[0].strip(" []") == name:
            return number
    return 1


def _line_with(text: str, character: str) -> int:
    """The first line with `character`."""
    return text[: max(text.find(character), 0)].count("\n") + 1


def sample_pdf(layout: str, text: str) -> bytes:
    """The paper with its sample values and 样张 across; raises what `check` raises."""
    spec = check(layout, text)
    return to_pdf(
        catalogue.render(spec, spec.sample, sample=True), title=spec.title, created=_DRAWN
    )


def preview(layout: str, text: str, dpi: int = PREVIEW_DPI) -> list[bytes]:
    """The first pages of that paper as PNG; raises what `check` raises."""
    pdf = sample_pdf(layout, text)
    return [to_png(pdf, page, dpi) for page in range(min(page_count(pdf), MOST_PAGES))]
