"""Papers for the archive: what PDF/A-1b (ISO 19005-1, level B) asks of every file."""

import re
import zlib
from struct import unpack

import pypdfium2
import pytest

from counter_app.printing.archive import srgb_profile
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import KINDS, render, sample
from tests.printing.reading import CREATED, bare, text_of

NAMED = "王䶮𬱖𠀀"


def archived(kind: str = "one_time_notice", **values: str) -> bytes:
    """A paper for the archive."""
    sheets = render(kind, sample(kind) | values)
    return to_pdf(sheets, title="交政务〔2026〕告字第W07-00123号", created=CREATED, archive=True)


def streams_of(pdf: bytes) -> list[bytes]:
    """The streams of a file, inflated where they are deflated."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    inflated = []
    for data in found:
        try:
            inflated.append(zlib.decompress(data))
        except zlib.error:
            inflated.append(data)
    return inflated


def test_the_file_says_what_it_is() -> None:
    """6.7: XMP in the clear names part 1 level B, and the title and the day of the dictionary."""
    pdf = archived()
    assert pdf.startswith(b"%PDF-1.4")
    (packet,) = [one for one in streams_of(pdf) if b"xpacket begin" in one]
    assert packet in pdf  # not compressed: the archive reads it without a PDF reader
    text = packet.decode()
    assert "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in text
    assert "交政务〔2026〕告字第W07-00123号" in text
    assert "2026-11-23T09:00:00+08:00" in text


def test_the_colours_have_a_profile_of_version_2() -> None:
    """6.2.2: one output intent with an ICC profile that PDF/A-1 knows."""
    pdf = archived()
    assert pdf.count(b"/GTS_PDFA1") == 1
    assert srgb_profile() in streams_of(pdf)
    size, _cmm, version = unpack(">I4sI", srgb_profile()[:12])
    assert size == len(srgb_profile())
    assert version >> 24 == 2


def test_every_subset_lists_its_glyphs() -> None:
    """6.3.5: each embedded subset has its CIDSet."""
    pdf = archived()
    assert pdf.count(b"/CIDSet") == pdf.count(b"/FontFile2") > 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_an_archive_refuses(kind: str) -> None:
    """6.1, 6.4, 6.6: an /ID, and no encryption, transparency, script, action or foreign file."""
    pdf = archived(kind)
    assert re.search(rb"/ID\s*\[", pdf)
    for forbidden in (b"/Encrypt", b"/SMask", b"/JavaScript", b"/Launch", b"/EmbeddedFile",
                      b"/LZWDecode", b"/AA ", b"/CA ", b"/ca "):  # fmt: skip
        assert forbidden not in pdf


def test_rare_names_are_copied_out_as_typed() -> None:
    """A reader of the archive searches for a name beyond the BMP and finds it."""
    assert NAMED in bare(text_of(archived(applicant=NAMED)))


def test_no_person_stands_in_the_file_s_properties() -> None:
    """Title, author and the rest are shown by every viewer: the number, and nobody's name."""
    with pypdfium2.PdfDocument(archived(applicant=NAMED)) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "交政务〔2026〕告字第W07-00123号"
    assert told["CreationDate"] == "D:20261123090000+08'00'"
    assert not any(NAMED in text for text in told.values())


def test_an_everyday_paper_is_lighter() -> None:
    """Without `archive` neither profile nor metadata is written, and the page is the same."""
    sheets = render("guide_slip", sample("guide_slip"))
    plain, kept = (
        to_pdf(sheets, title="1", created=CREATED, archive=archive) for archive in (False, True)
    )
    assert len(plain) < len(kept)
    assert text_of(plain) == text_of(kept)
