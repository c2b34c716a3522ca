"""Changing the text of a layout piece by piece: what is not touched stays as it was typed.

Moving and removing cut the text at its `[[block]]` lines; a single field is set with tomlkit,
so that comments, order and spelling of everything else stay.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, cast

from attrs import frozen

from counter_app.domain.errors import InputFault
from counter_app.printing.blocks import BLOCKS
from counter_app.printing.entries import Entry, block_entries, meant, sheet_entries, written
from counter_app.printing.spec import PaperSpec, unreadable
from counter_app.words import _

SHEET = -1
"""The place of what holds for the whole paper: title, sheet, type, copies, footer."""
NEW_TEXT = '[[block]]\ntype = "text"\ntext = ""\n\n'
_BLOCK = "block"
_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z_][\w.-]*)\s*\]\]?\s*(?:#.*)?")


@frozen
class Section:
    """A table of the text: its name (empty for the head) and its lines, the end not included."""

    name: str
    first: int
    end: int


@frozen
class BlockLine:
    """A block in the list: its type, whether it is switched off, and the words it is known by."""

    place: int
    kind: str
    off: bool
    words: str


@frozen
class LayoutText:
    """The text of a layout. Every change gives a new one; faults are InputFault by field."""

    text: str

    def data(self) -> dict[str, Any]:
        """The parsed text; raises InputFault by line when it is no TOML."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as fault:
            raise unreadable("layout", fault) from fault

    def sections(self) -> tuple[Section, ...]:
        """The tables in order of their lines."""
        lines = self._lines()
        heads = [(0, "")]
        for number, line in enumerate(lines):
            if found := _HEADER.fullmatch(line.rstrip("\r\n")):
                heads.append((number, found[1]))
        ends = [first for first, _name in heads[1:]] + [len(lines)]
        return tuple(
            Section(name, first, end) for (first, name), end in zip(heads, ends, strict=True)
        )

    def _lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    def _blocks(self) -> list[Section]:
        return [section for section in self.sections() if section.name == _BLOCK]

    def blocks(self) -> tuple[BlockLine, ...]:
        """The blocks in the order they are printed."""
        tables = self.data().get(_BLOCK, [])
        return tuple(
            BlockLine(place, str(table.get("type", "")), table.get("off") is True, _words(table))
            for place, table in enumerate(tables)
        )

    def entries(self, place: int, spec: PaperSpec) -> tuple[Entry, ...]:
        """The fields at `place`; `spec` tells which values there are to name."""
        data = self.data()
        if place == SHEET:
            return sheet_entries(data)
        block = data[_BLOCK][place]
        return block_entries(block, spec.values) if block.get("type") in BLOCKS else ()

    def place_of(self, line: int) -> int:
        """The block that line (from 1) belongs to, SHEET for everything else."""
        for place, section in enumerate(self._blocks()):
            if section.first < line <= section.end:
                return place
        return SHEET

    def line_of(self, place: int) -> int:
        """The line (from 1) a block begins at; 1 for the sheet."""
        return 1 if place == SHEET else self._blocks()[place].first + 1

    # -- changes

    def moved(self, place: int, step: int) -> "LayoutText":
        """The block `step` places further down (or up); at the ends nothing changes."""
        blocks = self._blocks()
        other = place + step
        if not 0 <= other < len(blocks):
            return self
        first, second = (blocks[n] for n in sorted((place, other)))
        lines = _closed(self._lines())
        return self._joined(
            lines[: first.first],
            lines[second.first : second.end],
            lines[first.end : second.first],
            lines[first.first : first.end],
            lines[second.end :],
        )

    def removed(self, place: int) -> "LayoutText":
        """Without the block."""
        section = self._blocks()[place]
        lines = self._lines()
        return self._joined(lines[: section.first], lines[section.end :])

    def with_text_block(self, place: int) -> "LayoutText":
        """With an empty text block behind the block at `place`."""
        section = self._blocks()[place]
        lines = _closed(self._lines())
        return self._joined(lines[: section.end], [NEW_TEXT], lines[section.end :])

    def switched(self, place: int) -> "LayoutText":
        """The block switched off, or on again."""
        is_off = self.data()[_BLOCK][place].get("off") is True
        return self._set(self._blocks()[place], "off", None if is_off else True)

    def with_entry(self, place: int, entry: Entry, text: str) -> "LayoutText":
        """With the field as typed. Raises InputFault on the entry's name."""
        value = meant(entry, text)
        if place != SHEET:
            return self._set(self._blocks()[place], entry.key, value)
        table = entry.name.rpartition(".")[0]
        found = next((one for one in self.sections() if one.name == table), None)
        if found is None:
            message = _("The table [{table}] is missing in the text.").format(table=table)
            raise InputFault({entry.name: message})
        return self._set(found, entry.key, value)

    def _set(self, section: Section, key: str, value: Any) -> "LayoutText":
        """Set or drop one key of a table; its other lines stay."""
        import tomlkit  # only who edits a layout pays for it

        lines = self._lines()
        segment = "".join(lines[section.first : section.end])
        body = segment.rstrip() + "\n" if segment.strip() else ""
        document = tomlkit.parse(body)
        table: Any = document
        if section.name == _BLOCK:
            table = cast(Any, document)[_BLOCK][0]
        elif section.name:
            table = cast(Any, document)[section.name]
        if _same(table, key, value):
            return self
        if value is None:
            del table[key]
        else:
            table[key] = tomlkit.parse(f"value = {written(value)}\n")["value"]
        changed = tomlkit.dumps(document)
        rest = segment[len(segment.rstrip()) :].removeprefix("\n")
        return self._joined(lines[: section.first], [changed, rest], lines[section.end :])

    def _joined(self, *parts: list[str]) -> "LayoutText":
        return LayoutText("".join(line for part in parts for line in part))


def _closed(lines: list[str]) -> list[str]:
    """The same lines, the last one ended: another may follow it now."""
    if lines and not lines[-1].endswith("\n"):
        return [*lines[:-1], lines[-1] + "\n"]
    return lines


def _same(table: Any, key: str, value: Any) -> bool:
    if key not in table:
        return value is None
    found = table[key]
    plain = found.unwrap() if hasattr(found, "unwrap") else found
    return bool(plain == value) and isinstance(plain, bool) == isinstance(value, bool)


def _words(table: Mapping[str, Any]) -> str:
    """The first words a block prints, or the value it is about."""
    for key in ("text", "each", "value", "rows", "lines", "texts", "options", "head"):
        found = table.get(key)
        while isinstance(found, list) and found:
            found = found[0]
        if isinstance(found, str) and found:
            return found.replace("\n", " ")
    return ""
