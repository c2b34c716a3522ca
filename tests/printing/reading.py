"""Reading a PDF back, the way the tests need it."""

import re
from datetime import datetime
from typing import Any

import pypdfium2
import zxingcpp

from counter_app.domain.clock import CST
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import paper, render
from counter_app.printing.spec import PaperSpec, load_spec

CREATED = datetime(2026, 11, 23, 9, 0, tzinfo=CST)
HEAD = """title = "试纸"
[page]
size = "A4"
margin = [20, 20, 20, 20]
[base]
face = "body"
size = 10
lead = 14
[values]
text = { label = "正文" }
items = { label = "清单", type = "list" }
rows = { label = "材料", type = "rows", columns = ["name", "remark"] }
"""


def spec_of(blocks: str, head: str = HEAD) -> PaperSpec:
    """A small paper made for one test."""
    return load_spec("test", head + blocks)


def pdf_of(spec: str | PaperSpec, values: dict[str, Any], **options: Any) -> bytes:
    """The PDF of a paper."""
    return to_pdf(render(spec, values, **options), title="试纸", created=CREATED)


def text_of(pdf: bytes, page: int = 0) -> str:
    """The text of a page as a reader copies it, without line ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        text: str = document[page].get_textpage().get_text_range()
    return text.replace("\r\n", "").replace("\ufffe", "")


def pages_of(pdf: bytes) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
    return [text_of(pdf, page) for page in range(count)]


def codes_of(pdf: bytes, page: int = 0, dpi: int = 150) -> set[str]:
    """The QR codes of a page as a scanner reads them."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=dpi / 72).to_pil()
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def bare(text: str) -> str:
    """The text without the gaps of its layout."""
    return re.sub(r"\s", "", text)


def first_copy(kind: str, values: dict[str, Any]) -> list[str]:
    """The bare text of each page of the first copy."""
    pages = pages_of(pdf_of(kind, values))
    return [bare(page) for page in pages[: len(pages) // max(len(paper(kind).copies), 1)]]
