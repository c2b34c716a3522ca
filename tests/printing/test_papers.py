"""The papers of the hall as they come out."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.errors import InputFault
from counter_app.printing.breaking import NO_END, NO_START
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import GROUPS, KINDS, names, paper, render, sample
from counter_app.printing.fonts import MissingGlyph
from counter_app.printing.marks import reprinted
from counter_app.printing.operations import Text
from counter_app.printing.raster import page_count, to_png
from counter_app.words import RESOURCES
from tests.printing.reading import CREATED, codes_of, pages_of, pdf_of, text_of

SEVEN = ["事项名称", "设立依据", "申请人", "申报材料", "承诺时间", "办事窗口", "窗口电话"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in GROUPS["ledgers"]])
def test_every_paper_prints_all_its_values_and_its_code(kind: str) -> None:
    """The sample of each paper: one sheet a copy, every value on it, the QR read at 150 dpi."""
    spec, values = paper(kind), sample(kind)
    pdf = pdf_of(kind, values)
    pages = pages_of(pdf)
    assert len(pages) == max(len(spec.copies), 1)
    for page, text in enumerate(pages):
        bare = re.sub(r"\s", "", text)
        assert codes_of(pdf, page) == {values[name] for name in ("qr",) if name in values}
        for name, printed in texts_of(values):
            assert re.sub(r"\s", "", printed) in bare, (name, printed)
    for copy, text in zip(spec.copies, pages, strict=False):
        assert copy in text


@pytest.mark.parametrize("kind", GROUPS["ledgers"])
def test_a_ledger_runs_over_pages_with_its_head_and_its_totals(kind: str) -> None:
    """The sample of a ledger: every value once it is read through, each page numbered and under
    the head of its table, the totals on the last one, the signatures there alone."""
    spec, values = paper(kind), sample(kind)
    pages = [re.sub(r"\s", "", text) for text in pages_of(pdf_of(kind, values))]
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in text
        assert spec.title in text
        assert values["period"] in text
        assert "序号" in text
    whole = "".join(pages)
    for name, printed in texts_of(values):
        assert re.sub(r"\s", "", printed) in whole, (name, printed)
    assert "合计" in pages[-1]
    assert values["printed_on"] in pages[-1]
    assert not any("打印日期" in text for text in pages[:-1])


@pytest.mark.parametrize("kind", GROUPS["ledgers"])
def test_a_period_without_entries_is_printed_as_such(kind: str) -> None:
    """Nothing happened: one page that says so, with its totals; an empty ledger is an answer."""
    values = {
        name: [] if paper(kind).values[name].type == "rows" else value
        for name, value in sample(kind).items()
    }
    pages = pages_of(pdf_of(kind, values))
    assert len(pages) == 1
    assert "本期无记录" in pages[0]
    assert "合计" in pages[0]


def texts_of(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Every text of the values but the QR code; paragraphs apart."""
    found: list[tuple[str, str]] = []
    for name, value in values.items():
        cells = (
            [value]
            if isinstance(value, str)
            else [
                text
                for item in value
                for text in (item.values() if isinstance(item, dict) else [item])
            ]
        )
        found += [(name, line) for cell in cells for line in cell.split("\n") if name != "qr"]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_required_value_is_named_by_its_label(kind: str) -> None:
    """Each required value left empty in turn: refused with its Chinese label."""
    for name, value in paper(kind).values.items():
        if value.required:
            with pytest.raises(InputFault) as fault:
                render(kind, sample(kind) | {name: "" if value.type == "text" else []})
            assert value.label in fault.value.faults[name]


def test_the_one_time_notice_demands_its_seven_elements() -> None:
    """A3.3.1: none of the seven may be empty."""
    required = [value.label for value in paper("one_time_notice").values.values() if value.required]
    assert set(SEVEN) <= set(required)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_give_the_same_bytes(kind: str) -> None:
    """Twice the same paper, twice the same bytes; another time of making, others."""
    first, again = (pdf_of(kind, sample(kind)) for _ in range(2))
    assert first == again
    sheets = render(kind, sample(kind))
    assert to_pdf(sheets, title="试纸", created=CREATED.replace(minute=1)) != first


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_as_a_subset(kind: str) -> None:
    """No font but ours, each with its file and its subset tag, and nothing of Helvetica."""
    pdf = pdf_of(kind, sample(kind))
    assert b"Helvetica" not in pdf
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", pdf))
    assert names
    assert all(re.match(rb"[A-Z]{6}\+", name) for name in names)
    assert pdf.count(b"/FontFile2") == len(names)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            for thing in page.get_objects():
                if isinstance(thing, pypdfium2.PdfTextObj):
                    assert thing.get_font().is_embedded


def test_rare_names_print_and_read_back() -> None:
    """The applicant's name has 䶮, 𬱖 and 𠀀: drawn as ink, and copied out as typed."""
    name = "王䶮𬱖𠀀"
    pdf = pdf_of("one_time_notice", sample("one_time_notice") | {"applicant": name})
    assert name in text_of(pdf)


def test_a_private_use_character_is_refused_with_its_field() -> None:
    """U+E863 in the name: no paper, and the fault stands at the field."""
    with pytest.raises(MissingGlyph) as fault:
        render("one_time_notice", sample("one_time_notice") | {"applicant": "王\ue863"})
    assert "U+E863" in fault.value.faults["applicant"]


def test_pasted_line_breaks_and_marks_do_no_harm() -> None:
    """Text pasted from elsewhere: CR LF, tabs, zero-width marks."""
    pasted = "\ufeff一、\r\n二、\t三\u200b、\r四"
    pdf = pdf_of("one_time_notice", sample("one_time_notice") | {"content": pasted})
    assert all(part in text_of(pdf) for part in ("一、", "二、", "三、", "四"))


@pytest.mark.parametrize("name", ["content", "notes"])
def test_ten_thousand_characters_run_over_pages(name: str) -> None:
    """A very long note, in a cell and as a paragraph: pages with numbers, nothing lost."""
    long = "交城县政务服务大厅，" * 1000
    value = long if name == "content" else [long]
    pages = pages_of(pdf_of("one_time_notice", sample("one_time_notice") | {name: value}))
    half = len(pages) // 2
    assert half > 3
    assert sum(page.count("交") for page in pages[:half]) >= 1000
    assert f"第{half}页 共{half}页" in pages[half - 1]
    assert "签收" in pages[half - 1]


def test_a_long_list_repeats_its_head_and_keeps_the_signature() -> None:
    """Ninety materials: the head on every sheet, the signature box whole on the last."""
    values = sample("one_time_notice")
    values["materials"] = values["materials"] * 15
    pages = pages_of(pdf_of("one_time_notice", values))
    half = pages[: len(pages) // 2]
    assert len(half) > 1
    assert all("材料名称" in page for page in half[:-1])
    assert sum("签收" in page for page in half) == 1
    assert all(values["number"] in page for page in half)
    assert "90" in "".join(half)


def test_an_optional_block_disappears_with_its_value() -> None:
    """No on-the-spot correction: not a word about it."""
    values = sample("correction_notice")
    assert "当场更正" in text_of(pdf_of("correction_notice", values))
    del values["corrected"]
    assert "当场更正" not in text_of(pdf_of("correction_notice", values))


def test_a_deemed_acceptance_does_not_claim_a_review() -> None:
    """视为受理: the notice says why, and not that the materials were found complete."""
    told = "自收到申请材料之日起五日内未告知补正，依法自2026年11月20日起视为受理。"
    values = sample("acceptance_notice")
    assert "材料齐全" in text_of(pdf_of("acceptance_notice", values))
    text = text_of(pdf_of("acceptance_notice", values | {"deemed": told}))
    assert "视为受理" in text
    assert "材料齐全" not in text


def test_values_not_yet_approved_read_as_such() -> None:
    """未核定 where the county has decided nothing: a sentence that still reads, no invention."""
    open_ = "未核定（由中心核定后公布）"
    text = text_of(pdf_of("correction_notice", sample("correction_notice") | {"limit": open_}))
    assert open_ in text
    values = sample("non_acceptance_notice") | {"review_organ": "未核定", "court": "未核定"}
    text = text_of(pdf_of("non_acceptance_notice", values))
    assert "复议机关：未核定" in text
    assert "管辖法院：未核定" in text


def test_the_sample_mark_lies_across_the_sheet() -> None:
    """A layout not yet in force prints 样张."""
    assert "样张" in text_of(pdf_of("guide_slip", sample("guide_slip"), sample=True))
    assert "样张" not in text_of(pdf_of("guide_slip", sample("guide_slip")))


@pytest.mark.parametrize("kind", ["guide_slip", "acceptance_notice"])
def test_a_reprint_is_the_same_paper_with_one_more_line(kind: str) -> None:
    """补打: every operation of the first print, and the line."""
    sheets = render(kind, sample(kind))
    again = reprinted(sheets, 2, "2026年11月24日", "0712")
    for before, after in zip(sheets.sheets, again.sheets, strict=True):
        assert after.operations[:-1] == before.operations
        line = after.operations[-1]
        assert isinstance(line, Text)
        assert line.text == "补打 第2次 2026年11月24日 0712"
        assert 0 < line.y < after.height
    assert "补打 第2次" in text_of(to_pdf(again, title="引导单", created=CREATED))


def test_the_preview_is_a_picture() -> None:
    """A page as PNG, in the size of its resolution."""
    pdf = pdf_of("advice_slip", sample("advice_slip"))
    assert page_count(pdf) == 2
    assert to_png(pdf, 1, dpi=72).startswith(b"\x89PNG")


def test_threads_print_at_once() -> None:
    """Four papers drawn and looked at in four threads: each as if it were alone."""
    alone = {kind: pdf_of(kind, sample(kind)) for kind in KINDS[:4]}

    def again(kind: str) -> bool:
        pdfs = [pdf_of(kind, sample(kind)) for _ in range(5)]
        return set(pdfs) == {alone[kind]} and to_png(pdfs[0]).startswith(b"\x89PNG")

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(again, alone))


def test_every_paper_file_is_in_the_catalogue() -> None:
    """No TOML without its line in the catalogue, no line without its TOML."""
    assert {path.stem for path in (RESOURCES / "papers").glob("*.toml")} == set(names())


WORDS = st.lists(
    st.sampled_from(
        [
            "交城县",
            "，",
            "（复印件）",
            "《许可法》",
            "2026年",
            "A4",
            "“",
            "”",
            "；",
            "第32条",
            "。",
            "营业执照",
        ]
    ),
    min_size=1,
    max_size=60,
).map("".join)


@given(WORDS, WORDS)
@settings(max_examples=40)
def test_random_papers_have_no_forbidden_line(remark: str, note: str) -> None:
    """Random remarks and notes: no line starts with ， or ends with 《."""
    if any(mark + other in remark + note for mark in "“《（" for other in "”》），。；"):
        return
    values = sample("one_time_notice") | {"notes": [note]}
    values["materials"] = [{"name": "营业执照", "remark": remark}]
    for operation in render("one_time_notice", values).sheets[0].operations:
        if isinstance(operation, Text) and len(operation.text) > 3:
            inner = operation.text
            assert inner[0] not in NO_START or inner[0] in remark[:1] + note[:1]
            assert inner[-1] not in NO_END or inner[-1] in remark[-1:] + note[-1:]
