"""Bringing service guides in from JSON and from workbooks, all or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from counter_app.domain.matters import ClockStart, MatterSpec, Required
from counter_app.services.matter_import import Finding, ImportFault, check, initials, read, write
from counter_app.services.matter_sheets import (
    MATERIAL_COLUMNS,
    MATERIAL_SHEET,
    MATTER_COLUMNS,
    MATTER_SHEET,
    write_blank,
)
from counter_app.words import RESOURCES

EXPORTED = [
    MatterSpec.from_content(json.loads(path.read_text(encoding="utf-8")))
    for path in sorted((RESOURCES / "matters").glob("*.json"))
]
RECORD: dict[str, Any] = {
    "code": "X-001",
    "name": "示例许可",
    "type": "行政许可",
    "department": "示例部门",
    "section": "(股室占位·待本县核定)",
    "phone": "0358-0000000(占位)",
    "legal_basis": ["示例法 第1条", "示例办法 — 条款UNVERIFIED"],
    "conditions": ["有场所"],
    "materials": [
        {
            "name": "申请书",
            "original": 1,
            "copies": None,
            "required": "必要",
            "notes": "UNVERIFIED",
        },
        {"name": "委托书", "original": 1, "copies": 0, "required": "委托办理时", "notes": ""},
        {"name": "平面图", "required": "情形", "notes": "格式UNVERIFIED"},
    ],
    "process": ["申请", "决定"],
    "statutory_days": 20,
    "statutory_unit": "日(条例原文)",
    "clock_start": "受理",
    "extension_days": 10,
    "promised_days": 3,
    "promised_unit": "工作日",
    "promised_source": "外县公布,非交城",
    "case_kind": "承诺件",
    "fee": "不收费",
    "fee_basis": None,
    "fee_status": "not stated",
    "audience": "个人、法人",
    "validity": "5年(第三方页)",
    "renewal_lead": "届满前30日",
    "special_procedures": [],
    "deem_rule": "行政许可法32(四): 5个工作日",
    "permit_law_applies": True,
    "deliver_days": 10,
    "result_doc": "许可证",
    "source_url": ["https://example.org"],
    "verified": {"statutory_days": "law text read"},
    "notes": "说明",
}


def _json(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def _listing(tmp_path: Path, **changes: Any) -> Path:
    return _json(tmp_path / "listing.json", {"matters": [{**RECORD, **changes}]})


def test_our_own_export_comes_back(tmp_path: Path) -> None:
    """Every demo guide is written and read back as the same guide."""
    path = tmp_path / "export.json"
    write(path, EXPORTED)
    assert check(path) == []
    assert [MatterSpec.from_content(content) for content in read(path)] == EXPORTED


def test_a_listing_becomes_guides(tmp_path: Path) -> None:
    """Facts are kept; placeholders and doubtful values become unknown, with a remark."""
    spec = MatterSpec.from_content(read(_listing(tmp_path))[0])
    assert spec.statutory is not None
    assert spec.statutory.to_content() == {"amount": 20, "unit": "working_day"}
    assert spec.statutory_note == "日(条例原文)"
    assert (spec.section, spec.phone, spec.fee, spec.pledged) == (None, None, None, None)
    assert spec.legal_basis == ("示例法 第1条",)
    assert spec.validity is None
    assert spec.renewal == "届满前30日"
    assert spec.clock_start is ClockStart.ACCEPTED
    assert [one.required for one in spec.materials] == [
        Required.REQUIRED,
        Required.WHEN_BY_AGENT,
        Required.WHEN_APPLICABLE,
    ]
    assert {"fee", "pledged", "validity", "phone"} <= spec.unknown
    assert all(word in spec.notes for word in ("3工作日", "不收费", "示例办法", "申请书", "说明"))
    assert spec.initials == "slxk"


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"statutory_unit": "工作日"}, "statutory", {"amount": 20, "unit": "working_day"}),
        ({"statutory_unit": "个月(原文)"}, "statutory", {"amount": 20, "unit": "month"}),
        ({"statutory_unit": "小时"}, "statutory", {"amount": 20, "unit": "hour"}),
        (
            {"statutory_unit": "日", "permit_law_applies": False},
            "statutory",
            {"amount": 20, "unit": "calendar_day"},
        ),
        ({"statutory_days": None}, "statutory", None),
        ({"fee_status": "sourced"}, "fee", "不收费"),
        ({"fee": None}, "fee", None),
        ({"fee": "80元(UNVERIFIED)", "fee_basis": "某文件(UNVERIFIED)"}, "fee", None),
        ({"promised_days": None}, "pledged", None),
        ({"deem_rule": None}, "deem_rule", "none"),
        ({"deem_rule": "未设此条款"}, "deem_rule", "none"),
        ({"deem_rule": "不动产登记暂行条例17"}, "deem_rule", "same_day"),
        ({"clock_start": "收到全部有效文件"}, "clock_start", "all_received"),
    ],
)
def test_values_of_a_listing(
    tmp_path: Path, changes: dict[str, Any], field: str, value: object
) -> None:
    """Units, fees and deeming are read as the law and the source say."""
    assert read(_listing(tmp_path, **changes))[0][field] == value


def test_a_single_guide_or_a_bare_list(tmp_path: Path) -> None:
    """One guide alone and a list without a head are read as well, with a byte order mark too."""
    content = EXPORTED[0].to_content()
    path = tmp_path / "one.json"
    path.write_text("\ufeff" + json.dumps(content), encoding="utf-8")
    assert read(path) == [content]
    assert read(_json(path, [content])) == [content]


@pytest.mark.parametrize(
    ("document", "row", "field"),
    [
        ({"matters": [{**RECORD, "type": "许可"}]}, 1, "type"),
        ({"matters": [RECORD, {**RECORD, "code": ""}]}, 2, "事项编码"),
        ({"matters": [RECORD, RECORD]}, 2, "事项编码"),
        ({"matters": [{**RECORD, "materials": [{"name": "", "required": "必要"}]}]}, 1, ""),
        ({"matters": [{**RECORD, "statutory_days": "20"}]}, 1, "statutory_days"),
        ({"matters": ["甲"]}, 1, "matters"),
        ({"matters": {}}, 0, "matters"),
        ({"matters": []}, 0, "matters"),
        ("甲", 0, "matters"),
    ],
)
def test_faults_are_named_by_row_and_field(
    tmp_path: Path, document: object, row: int, field: str
) -> None:
    """One fault anywhere and nothing is taken over; row and field are named."""
    path = _json(tmp_path / "faulty.json", document)
    found = check(path)
    assert [one.row for one in found] == [row]
    assert field in found[0].field
    with pytest.raises(ImportFault) as caught:
        read(path)
    assert caught.value.findings == tuple(found)
    assert found[0].message in found[0].line()


def test_all_findings_at_once(tmp_path: Path) -> None:
    """Three faulty guides give three findings, not the first alone."""
    faulty = {**RECORD, "audience": "大家"}
    assert len(check(_json(tmp_path / "three.json", [faulty, RECORD, faulty, faulty]))) == 3


@pytest.mark.parametrize("name", ["no.json", "no.xlsx"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    """A missing file is a finding about the file."""
    assert [(one.row, one.field) for one in check(tmp_path / name)] == [(0, "file")]


@pytest.mark.parametrize("name", ["bad.json", "bad.xlsx"])
def test_a_file_that_is_something_else(tmp_path: Path, name: str) -> None:
    """Bytes that are neither JSON nor a workbook are a finding about the file."""
    (tmp_path / name).write_bytes(b"\xff\xfe\x00{")
    assert [one.field for one in check(tmp_path / name)] == ["file"]


def test_the_blank_workbook_is_a_good_one(tmp_path: Path) -> None:
    """The example row of the blank workbook reads as a guide with one material."""
    path = tmp_path / "blank.xlsx"
    write_blank(path)
    spec = MatterSpec.from_content(read(path)[0])
    assert spec.name == "食品经营许可（新办）"
    assert [(one.id, one.originals, one.copies) for one in spec.materials] == [("m01", 1, 0)]
    assert spec.pledged is not None
    assert spec.aliases == ("小卖部", "饭店")


def _workbook(path: Path, matter: dict[str, Any], material: dict[str, Any]) -> Path:
    """A workbook of one guide, the blank's example changed by heading."""
    write_blank(path)
    book = load_workbook(path)
    for title, changes in ((MATTER_SHEET, matter), (MATERIAL_SHEET, material)):
        sheet = book[title]
        headings = [cell.value for cell in sheet[1]]
        for heading, value in changes.items():
            sheet.cell(row=2, column=headings.index(heading) + 1).value = value
    book.save(path)
    return path


def test_cells_as_spreadsheets_write_them(tmp_path: Path) -> None:
    """Numbers as 1E+16, empty cells and limits with spaces are read as meant."""
    matter = {
        "法定时限": "3 个月",
        "承诺时限": None,
        "适用行政许可法": None,
        "视为受理": None,
        "咨询电话": 1e16,
    }
    material = {"原件份数": 2.0, "复印件份数": None, "可容缺": "是", "必要性": "情形"}
    path = _workbook(tmp_path / "cells.XLSX", matter, material)
    spec = MatterSpec.from_content(read(path)[0])
    assert spec.statutory is not None
    assert spec.statutory.to_content() == {"amount": 3, "unit": "month"}
    assert (spec.pledged, spec.permit_law_applies) == (None, False)
    assert spec.phone == "10000000000000000"
    only = spec.materials[0]
    assert (only.originals, only.copies, only.deferrable) == (2, None, True)


@pytest.mark.parametrize(
    ("matter", "material", "heading"),
    [
        ({"事项类型": "许可"}, {}, "事项类型"),
        ({"法定时限": "20"}, {}, "法定时限"),
        ({"法定时限": "若干工作日"}, {}, "法定时限"),
        ({"承诺时限": "30工作日"}, {}, "承诺时限"),
        ({"事项名称": None}, {}, "事项名称"),
        ({}, {"原件份数": "一"}, "材料清单·原件份数"),
        ({}, {"必要性": None}, "材料清单·必要性"),
        ({}, {"事项编码": "JC-XX-999"}, "材料清单·事项编码"),
    ],
)
def test_faulty_cells_are_named_by_heading(
    tmp_path: Path, matter: dict[str, Any], material: dict[str, Any], heading: str
) -> None:
    """Row 2 and the heading of the column: what the administrator sees in the sheet."""
    path = _workbook(tmp_path / "faulty.xlsx", matter, material)
    assert [(one.row, one.field) for one in check(path)] == [(2, heading)]


def test_an_empty_workbook_and_missing_parts(tmp_path: Path) -> None:
    """A missing sheet, a missing column and no rows at all are findings about the file."""
    path = tmp_path / "parts.xlsx"
    book = Workbook()
    book.save(path)
    assert [one.field for one in check(path)] == [MATTER_SHEET]
    book.create_sheet(MATTER_SHEET)
    book.save(path)
    assert [one.field for one in check(path)] == ["事项编码"]
    book[MATTER_SHEET].append([column.heading for column in MATTER_COLUMNS])
    book[MATTER_SHEET].append([" "])
    book.create_sheet(MATERIAL_SHEET).append([column.heading for column in MATERIAL_COLUMNS])
    book.save(path)
    assert [(one.row, one.field) for one in check(path)] == [(0, "matters")]


def test_initials() -> None:
    """Pinyin initials per name, Latin letters kept, equal ones once."""
    assert (
        initials(["食品经营许可（新办）", "KTV 歌厅", "个体户", "个体户"]) == "spjyxkxb ktvgt gth"
    )
    assert initials(["……"]) == ""


def test_finding_lines() -> None:
    """A finding of a row and one of the file read differently."""
    assert Finding(0, "file", "甲").line() != Finding(1, "file", "甲").line()
