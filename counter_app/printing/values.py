"""The values of one paper, checked against what the paper declares before anything is drawn."""

import re
from collections.abc import Mapping
from typing import Any

from counter_app.domain.errors import InputFault
from counter_app.printing.codes import ink_of
from counter_app.printing.fonts import Fonts, MissingGlyph
from counter_app.printing.spec import PaperSpec, Value
from counter_app.words import _

# Marks without a shape that pasting brings along; they print nothing in any font.
_SHAPELESS = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Checked = dict[str, Any]


def clean(text: str) -> str:
    """Newlines of every system as one, tabs as an ideographic space, shapeless marks away."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _SHAPELESS.sub("", text.replace("\t", "\u3000"))


def check_values(spec: PaperSpec, values: Mapping[str, Any], fonts: Fonts) -> Checked:
    """The values as the layout wants them: every declared name, cleaned, printable.

    Raises InputFault with one message for each value that is required and empty, unknown or of
    the wrong type; MissingGlyph for the first character no font has.
    """
    faults = {
        name: _("The paper does not know the value {name}.").format(name=name)
        for name in values
        if name not in spec.values
    }
    checked: Checked = {}
    for name, declared in spec.values.items():
        given = values.get(name)
        if given is None or given == "" or given == []:
            if declared.required:
                faults[name] = _("{label} is empty: fill it in before printing.").format(
                    label=declared.label
                )
            checked[name] = "" if declared.type in ("text", "image") else ()
            continue
        checked[name] = _read(declared, given)
        if checked[name] is None:
            faults[name] = _("{label} has the wrong type.").format(label=declared.label)
        elif declared.required and not any(_texts_of(checked[name])):
            faults[name] = _("{label} is empty: fill it in before printing.").format(
                label=declared.label
            )
    if faults:
        raise InputFault(faults)
    for name, value in checked.items():
        if spec.values[name].type == "image":
            continue
        if missing := fonts.first_missing("".join(_texts_of(value))):
            raise MissingGlyph(missing, name)
    return checked


def _read(declared: Value, given: Any) -> Any:
    """The cleaned value, or None when its type is not the declared one."""
    if declared.type == "text":
        return clean(given).strip(" \n") if isinstance(given, str) else None
    if declared.type == "image":
        return _read_picture(given)
    if not isinstance(given, list | tuple):
        return None
    if declared.type == "list":
        if not all(isinstance(item, str) for item in given):
            return None
        return tuple(clean(item).strip(" \n") for item in given)
    return _read_rows(declared, given)


def _read_picture(given: Any) -> str | None:
    """The picture as given, or None when it is none."""
    try:
        ink_of(given)
    except (TypeError, ValueError):
        return None
    return str(given)


def _read_rows(declared: Value, given: list[Any] | tuple[Any, ...]) -> Any:
    rows: list[dict[str, str]] = []
    for row in given:
        if not isinstance(row, Mapping) or not row.keys() <= set(declared.columns):
            return None
        cells = {column: row.get(column, "") for column in declared.columns}
        if not all(isinstance(cell, str) for cell in cells.values()):
            return None
        rows.append({column: clean(cell).strip(" \n") for column, cell in cells.items()})
    return tuple(rows)


def _texts_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [
        text for item in value for text in (item.values() if isinstance(item, dict) else (item,))
    ]
