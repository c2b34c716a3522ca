"""The public page and its blank forms: complete guides only, searched offline (A3.2b, A3.4.4)."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.errors import InputFault, Refusal
from counter_app.services import blank_forms, guide_export
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.matter_guides import guide_of
from counter_app.services.profiles import Opened
from tests.hall import Clock
from tests.printing.reading import pdf_of, spec_of
from tests.services.windows import FOOD, carry, join, revised, switch
from tests.services.wording_desk import administrator

BLANK = pdf_of(spec_of('[[block]]\ntype = "text"\ntext = "空白申请书"\n'), {})


class Reader(HTMLParser):
    """What stands on a page: headings, links, the text of scripts, everything loaded from afar."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """html.parser's hook."""
        if tag not in ("meta", "input", "link", "img"):
            self.open.append(tag)
        self.links += [value or "" for name, value in attributes if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        """html.parser's hook."""
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """html.parser's hook."""
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)


def read(text: str) -> Reader:
    """A page that is well formed."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A blank form of one page."""
    path = tmp_path / "食品经营许可申请书.pdf"
    path.write_bytes(BLANK)
    return path


@pytest.fixture
def complete(first: Opened, blank: Path) -> Desk:
    """Food permits have all eight elements: the blank form was the last one missing."""
    desk = administrator(first)
    blank_forms.attach(desk, FOOD, "m01", blank)
    return desk


def test_an_attached_form_completes_the_guide(complete: Desk) -> None:
    """A3.2b: the guide names its file, and the list of what is missing is empty."""
    guide = guide_of(complete, FOOD)
    assert guide.missing_for_publication == ()
    assert guide.spec.materials[0].template == "食品经营许可申请书.pdf"


def test_only_complete_guides_are_made_public(complete: Desk, tmp_path: Path) -> None:
    """A3.4.4: one page with one guide; the other fifty-three are told with what they lack."""
    path = tmp_path / "out.html"
    done = guide_export.write(complete, path)
    assert done.written == 1
    assert len(done.gaps) == 53
    assert all(gap.missing for gap in done.gaps)
    page = read(path.read_text("utf-8"))
    assert page.texts["h2"] == ["食品经营许可(新办)"]


def test_where_nothing_is_complete_nothing_is_made_public(desk: Desk, tmp_path: Path) -> None:
    """A3.4.4: the refusal names the clause and the way out; no file is written."""
    with pytest.raises(Refusal) as refusal:
        guide_export.write(desk, tmp_path / "out.html")
    assert refusal.value.clause == "A3.4.4"
    assert not (tmp_path / "out.html").exists()


def test_the_page_needs_no_network(complete: Desk, tmp_path: Path) -> None:
    """Opened from a file: nothing is loaded from elsewhere; the blank form stands in it."""
    path = tmp_path / "out.html"
    guide_export.write(complete, path)
    links = read(path.read_text("utf-8")).links
    assert links
    assert all(link.startswith(("data:", "#")) for link in links)


def test_the_search_knows_names_aliases_and_initials(complete: Desk, tmp_path: Path) -> None:
    """Typed on a telephone: 饭店 finds the food permit."""
    path = tmp_path / "out.html"
    guide_export.write(complete, path)
    page = read(path.read_text("utf-8"))
    index = json.loads(page.texts["script"][0])
    spec = guide_of(complete, FOOD).spec
    for word in (spec.name, *spec.aliases, spec.initials):
        assert word.lower() in index[0]["keys"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(text=st.text(min_size=1, max_size=40))
def test_no_text_breaks_out_of_the_page(complete: Desk, text: str) -> None:
    """Property: whatever an editor typed is text and nothing else, and the search stays JSON."""
    guides, _gaps = guide_export.public_guides(complete)
    spec = attrs.evolve(
        guides[0].spec, name=f"许可{text}", aliases=(text,), plain_note=text, conditions=(text,)
    )
    page = read(guide_export.page(complete, [attrs.evolve(guides[0], spec=spec)]))
    assert json.loads(page.texts["script"][0])[0]["name"] == f"许可{text}"
    assert len(page.texts["h2"]) >= 1


def test_a_mark_of_the_page_in_a_text_stays_text(complete: Desk) -> None:
    """An alias called @GUIDES@ is no hole of the template."""
    guides, _gaps = guide_export.public_guides(complete)
    spec = attrs.evolve(guides[0].spec, plain_note="@GUIDES@")
    text = guide_export.page(complete, [attrs.evolve(guides[0], spec=spec)])
    assert text.count("@GUIDES@") == 1


def test_no_person_stands_on_the_public_page(complete: Desk, tmp_path: Path) -> None:
    """A5.5.1: no member of the staff and no number of an identity card."""
    path = tmp_path / "out.html"
    guide_export.write(complete, path)
    text = re.sub(r"data:[^\"]*", "", path.read_text("utf-8"))
    assert not [one.name for one in complete.reference.hall().staff if one.name in text]
    assert not re.search(r"\b\d{17}[\dX]\b", text)


# -- blank forms


def test_the_newest_form_is_handed_out(complete: Desk, tmp_path: Path) -> None:
    """A corrected form takes its place; the first stays on record."""
    newer = tmp_path / "申请书2027.pdf"
    newer.write_bytes(BLANK)
    blank_forms.attach(complete, FOOD, "m01", newer)
    (one,) = blank_forms.blanks_of(FOOD)
    assert (one.name, one.pages, one.pdf) == ("申请书2027.pdf", 1, BLANK)


def test_a_sample_stands_beside_its_blank(complete: Desk, blank: Path, tmp_path: Path) -> None:
    """A3.2b: 示范文本 and 空白表格 both on the page; the sample alone completes no guide."""
    blank_forms.attach(complete, FOOD, "m02", blank, is_sample=True)
    assert [one.is_sample for one in blank_forms.blanks_of(FOOD)] == [False, True]
    assert blank_forms.names_of(FOOD) == {"m01": "食品经营许可申请书.pdf"}
    guide_export.write(complete, tmp_path / "out.html")
    links = read((tmp_path / "out.html").read_text("utf-8")).texts["a"]
    assert links == ["空白表格", "示范文本"]


def test_a_form_reaches_the_other_windows(first: Opened, complete: Desk, tmp_path: Path) -> None:
    """It travels like every document."""
    other = join(tmp_path, first, Clock())
    carry(first, other)
    switch(other)
    assert [one.pdf for one in blank_forms.blanks_of(FOOD)] == [BLANK]


@pytest.mark.parametrize(
    "content", [None, b"", b"PK\x03\x04 a document", BLANK + b" " * blank_forms.MOST_BYTES]
)
def test_what_is_no_small_pdf_is_not_kept(
    first: Opened, tmp_path: Path, content: bytes | None
) -> None:
    """No file, an empty one, a word processor's, a scan of 1 MB: each says what to do."""
    path = tmp_path / "表.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputFault) as fault:
        blank_forms.attach(administrator(first), FOOD, "m01", path)
    assert set(fault.value.faults) == {"file"}


def test_a_clerk_attaches_nothing(desk: Desk, blank: Path) -> None:
    """A3.4.5: a guide is changed by those who answer for it."""
    with pytest.raises(Refusal):
        blank_forms.attach(desk, FOOD, "m01", blank)


def test_all_blanks_are_printed_together(complete: Desk, first: Opened) -> None:
    """一手清: every form of the guide comes out of the printer of notices."""
    services = CounterServices(complete, dict(first.pc.printers))
    outcomes = services.print_blanks(FOOD)
    assert [one.is_final for one in outcomes] == [True]


def test_a_guide_whose_window_is_none_sends_to_the_desk(complete: Desk) -> None:
    """No window takes it: the page still says where to ask."""
    revised(complete, phone="0358-0000000")
    guides, _gaps = guide_export.public_guides(complete)
    alone = attrs.evolve(guides[0], counter=None)
    assert "0358-0000000" in guide_export.page(complete, [alone])
