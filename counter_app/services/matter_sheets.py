"""Service guides as an .xlsx workbook: one row per matter, its materials on a second sheet.

Several texts in one cell stand on lines of their own. Names of the columns are
those of the first row of `write_blank`; their order does not matter.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from counter_app.domain.errors import InputFault
from counter_app.services.matter_listing import AUDIENCES, CLASSES, CLOCKS, NEEDS, TYPES
from counter_app.words import _

MATTER_SHEET = "事项"
MATERIAL_SHEET = "材料清单"
UNITS = {"工作日": "working_day", "自然日": "calendar_day", "月": "month", "小时": "hour"}
DEEM_RULES = {"5个工作日": "five_working_days", "当日": "same_day", "无": "none"}
YES_OR_NO = {"是": True, "否": False}

Row = Mapping[str, str]


@attrs.frozen
class Column:
    """One column: its heading, the content field it fills, how its text is read."""

    heading: str
    field: str
    read: Callable[[str], Any]
    example: str = ""


@attrs.frozen
class SheetRow:
    """One matter as read, with its row and the faults found on the way."""

    number: int
    content: dict[str, Any]
    faults: tuple[tuple[int, str, str], ...]


def _text(text: str) -> str:
    return text


def _fact(text: str) -> str | None:
    return text or None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.replace(";", "；").split("；") if name.strip()]


def _count(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError(_("A whole number, 0 or more, is expected here."))
    return int(text)


def _one_of(known: Mapping[str, Any], default: Any = None) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if not text and default is not None:
            return default
        if text not in known:
            message = _("“{value}” is not known here; use one of: {known}.")
            raise ValueError(message.format(value=text, known="、".join(known)))
        return known[text]

    return read


def _limit(text: str) -> dict[str, Any] | None:
    """“20工作日”, “3 月”, “24小时”; empty is no limit."""
    plain = "".join(text.split()).replace("个", "")
    if not plain:
        return None
    digits = plain.rstrip("".join(UNITS))
    unit = UNITS.get(plain[len(digits) :])
    if not digits.isdecimal() or unit is None:
        message = _("Write the limit with its unit: {samples}.")
        raise ValueError(message.format(samples="、".join(f"20{unit}" for unit in UNITS)))
    return {"amount": int(digits), "unit": unit}


MATTER_COLUMNS = (
    Column("事项编码", "code", _text, "JC-SP-005"),
    Column("事项名称", "name", _text, "食品经营许可（新办）"),
    Column("别名", "aliases", _names, "小卖部；饭店"),
    Column("事项类型", "matter_type", _one_of(TYPES), "行政许可"),
    Column("实施部门", "department", _fact, "市场监督管理部门"),
    Column("股室", "section", _fact),
    Column("办事窗口", "counters", _names, "W03"),
    Column("咨询电话", "phone", _fact),
    Column("办理对象", "audience", _one_of(AUDIENCES), "个人、法人"),
    Column("设立依据", "legal_basis", _lines, "食品安全法 第35条"),
    Column("申请条件", "conditions", _lines),
    Column("办理流程", "process", _lines, "申请\n受理\n审查\n决定"),
    Column("法定时限", "statutory", _limit, "20工作日"),
    Column("承诺时限", "pledged", _limit, "10工作日"),
    Column("计时起点", "clock_start", _one_of(CLOCKS, "accepted"), "受理"),
    Column("可延长", "extension", _limit, "10工作日"),
    Column("延长批准人", "extension_approver", _text, "本行政机关负责人"),
    Column("办件类型", "case_class", _one_of(CLASSES), "承诺件"),
    Column("收费标准", "fee", _fact, "不收费"),
    Column("收费依据", "fee_basis", _text),
    Column("适用行政许可法", "permit_law_applies", _one_of(YES_OR_NO, False), "是"),
    Column("视为受理", "deem_rule", _one_of(DEEM_RULES, "none"), "5个工作日"),
    Column("补正期限", "correction_limit", _text, "5个工作日"),
    Column("特殊程序", "special_procedures", _lines),
    Column("办理结果", "result_doc", _fact, "食品经营许可证"),
    Column("送达时限", "deliver", _limit, "10工作日"),
    Column("有效期", "validity", _fact),
    Column("延续", "renewal", _fact),
    Column("来源", "source_urls", _lines),
    Column("备注", "notes", _text),
)
MATERIAL_COLUMNS = (
    Column("事项编码", "code", _text, "JC-SP-005"),
    Column("材料名称", "name", _text, "食品经营许可申请书"),
    Column("材料形式", "form", _text, "纸质"),
    Column("原件份数", "originals", _count, "1"),
    Column("复印件份数", "copies", _count, "0"),
    Column("来源渠道", "source", _text, "申请人自备"),
    Column("必要性", "required", _one_of(NEEDS), "必要"),
    Column("填报须知", "notes", _text),
    Column("样表文件", "template", _text),
    Column("要求依据", "basis", _text),
    Column("可容缺", "deferrable", _one_of(YES_OR_NO, False), "否"),
)


EDITOR_COLUMNS = (
    Column("补正期限（天数）", "correction_within", _limit, "20工作日"),
    Column("延续提前期", "renewal_lead", _limit, "30自然日"),
    Column("上级机关", "superior", _fact),
    Column("上级办理时限", "superior_limit", _limit, "15工作日"),
    Column("另不计入的程序", "excluded_procedures", _lines, "征求有关部门意见"),
    Column("保管期限", "retention", _fact, "30年"),
)
"""Fields of a guide that the workbook leaves alone and the editor writes."""


def write_blank(path: Path) -> None:
    """Write a workbook with the headings and one example row per sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, columns in ((MATTER_SHEET, MATTER_COLUMNS), (MATERIAL_SHEET, MATERIAL_COLUMNS)):
        sheet = book.create_sheet(title)
        sheet.append([column.heading for column in columns])
        sheet.append([column.example for column in columns])
    book.save(path)


def read_workbook(path: Path) -> list[SheetRow]:
    """Every matter of the workbook with its materials; InputFault when it is no such workbook."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as fault:
        message = _("This is not an .xlsx workbook that can be read.")
        raise InputFault({"file": message}) from fault
    try:
        matters = list(_rows(book, MATTER_SHEET, MATTER_COLUMNS))
        materials = list(_rows(book, MATERIAL_SHEET, MATERIAL_COLUMNS))
    finally:
        book.close()
    return _joined(matters, materials)


def _rows(book: Any, title: str, columns: tuple[Column, ...]) -> Iterator[tuple[int, Row]]:
    if title not in book.sheetnames:
        raise InputFault({title: _("The workbook has no sheet of this name.")})
    lines = book[title].iter_rows(values_only=True)
    headings = [_cell(value) for value in next(lines, ())]
    for column in columns:
        if column.heading not in headings:
            message = _("The sheet {title} has no column of this name.")
            raise InputFault({column.heading: message.format(title=title)})
    for number, values in enumerate(lines, start=2):
        row = dict(zip(headings, map(_cell, values), strict=False))
        if any(row.values()):
            yield number, row


def _cell(value: object) -> str:
    """A cell as text; whole numbers lose the “.0” that spreadsheets add."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _joined(matters: list[tuple[int, Row]], materials: list[tuple[int, Row]]) -> list[SheetRow]:
    found = {}
    for number, row in matters:
        content, faults = _read(number, row, MATTER_COLUMNS, "")
        content["materials"] = []
        found[number] = (content, faults)
    by_code = {content["code"]: (content, faults) for content, faults in found.values()}
    strays: list[SheetRow] = []
    for number, row in materials:
        content, faults = _read(number, row, MATERIAL_COLUMNS, f"{MATERIAL_SHEET}·")
        owner = by_code.get(content.pop("code"))
        if owner is None:
            message = _("No matter of the first sheet has this code.")
            faults.append((number, f"{MATERIAL_SHEET}·事项编码", message))
            strays.append(SheetRow(number, {}, tuple(faults)))
            continue
        owner[0]["materials"].append({"id": f"m{len(owner[0]['materials']) + 1:02d}", **content})
        owner[1].extend(faults)
    rows = [SheetRow(number, content, tuple(faults)) for number, (content, faults) in found.items()]
    return rows + strays


def _read(
    number: int, row: Row, columns: tuple[Column, ...], prefix: str
) -> tuple[dict[str, Any], list[tuple[int, str, str]]]:
    content: dict[str, Any] = {}
    faults: list[tuple[int, str, str]] = []
    for column in columns:
        try:
            content[column.field] = column.read(row.get(column.heading, ""))
        except ValueError as fault:
            faults.append((number, prefix + column.heading, str(fault)))
    return content, faults
