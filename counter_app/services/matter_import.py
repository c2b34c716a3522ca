"""Bringing service guides in from a file: everything is checked, then all or nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec
from counter_app.services.matter_listing import content_of, is_listing
from counter_app.services.matter_sheets import MATTER_COLUMNS, read_workbook
from counter_app.words import _


@attrs.frozen
class Finding:
    """What is wrong in one field; `row` counts matters (JSON) or sheet rows, 0 is the file."""

    row: int
    field: str
    message: str

    def line(self) -> str:
        """The finding as one line."""
        if self.row == 0:
            return _("File, {field}: {message}").format(field=self.field, message=self.message)
        text = _("Row {row}, {field}: {message}")
        return text.format(row=self.row, field=self.field, message=self.message)


class ImportFault(InputFault):
    """Nothing was taken over; `findings` names every row and field."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__({f"{one.row}.{one.field}": one.line() for one in self.findings})


def check(path: Path) -> list[Finding]:
    """Everything that is wrong with the file; an empty list means that `read` will succeed."""
    return _examine(path)[1]


def read(path: Path) -> list[dict[str, Any]]:
    """The guides of the file as document contents, complete with search initials.

    Reads .json (our own export or a collected listing) and .xlsx (see
    `matter_sheets`). Raises ImportFault with every finding if there is any.
    """
    contents, findings = _examine(path)
    if findings:
        raise ImportFault(findings)
    return contents


def write(path: Path, specs: Iterable[MatterSpec]) -> None:
    """Export guides as JSON that `read` takes back."""
    text = json.dumps({"matters": [spec.to_content() for spec in specs]}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def initials(names: Iterable[str]) -> str:
    """The pinyin initials of every name, lower case, joined by spaces, for typing instead of it."""
    from pypinyin import Style, lazy_pinyin

    keys = []
    for name in names:
        letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
        keys.append("".join(one for one in letters if one.isalnum()).lower())
    return " ".join(dict.fromkeys(key for key in keys if key))


def _examine(path: Path) -> tuple[list[dict[str, Any]], list[Finding]]:
    try:
        rows = list(_sheet_rows(path) if path.suffix.lower() == ".xlsx" else _json_rows(path))
    except InputFault as fault:
        return [], [Finding(0, field, message) for field, message in fault.faults.items()]
    contents: list[dict[str, Any]] = []
    findings: list[Finding] = []
    codes: dict[str, int] = {}
    for number, content, faults in rows:
        findings.extend(faults)
        if faults:
            continue
        checked, more = _checked(number, content, codes)
        findings.extend(more)
        contents.extend(checked)
    if not rows:
        findings.append(Finding(0, "matters", _("The file holds no matter.")))
    return contents, findings


Row = tuple[int, Mapping[str, Any], list[Finding]]


def _json_rows(path: Path) -> Iterator[Row]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        message = _("The file cannot be read as JSON: {reason}")
        raise InputFault({"file": message.format(reason=fault)}) from fault
    matters = document.get("matters", [document]) if isinstance(document, dict) else document
    if not isinstance(matters, list):
        raise InputFault({"matters": _("A list is expected here.")})
    for number, record in enumerate(matters, start=1):
        if not isinstance(record, dict):
            yield number, {}, [Finding(number, "matters", _("Named values are expected here."))]
            continue
        try:
            yield number, content_of(record) if is_listing(record) else record, []
        except InputFault as fault:
            yield number, {}, _findings(number, fault)


def _sheet_rows(path: Path) -> Iterator[Row]:
    for row in read_workbook(path):
        yield row.number, row.content, [Finding(*fault) for fault in row.faults]


def _checked(
    number: int, content: Mapping[str, Any], codes: dict[str, int]
) -> tuple[list[dict[str, Any]], list[Finding]]:
    try:
        spec = MatterSpec.from_content(content)
    except InputFault as fault:
        return [], _findings(number, fault)
    if spec.code in codes:
        message = _("The code {code} stands in row {row} already.")
        text = message.format(code=spec.code, row=codes[spec.code])
        return [], [Finding(number, _heading("code"), text)]
    codes[spec.code] = number
    keyed = attrs.evolve(spec, initials=spec.initials or initials((spec.name, *spec.aliases)))
    return [keyed.to_content()], []


def _findings(number: int, fault: InputFault) -> list[Finding]:
    return [Finding(number, _heading(key), text) for key, text in fault.faults.items()]


def _heading(field: str) -> str:
    """The column heading of a field, which is what people see; other fields keep their path."""
    headings = {column.field: column.heading for column in MATTER_COLUMNS}
    return headings.get(field, field)
