"""Dot-matrix printers: forms of any length, what strikes the paper, what is refused."""

import os
import threading
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Outage
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import names, paper, render, sample
from counter_app.printing.operations import shifted
from counter_app.printing.raster import Dots, to_dots
from counter_app.printing.spec import SIZES
from counter_app.printing.transport import escp
from counter_app.printing.transport.addresses import options_of, printer_for
from counter_app.printing.transport.device import DevicePrinter
from counter_app.printing.transport.jobs import Jobs
from counter_app.printing.transport.languages import Escp
from counter_app.printing.transport.lines import TcpLine, port_status
from counter_app.printing.transport.printers import OutcomeState
from tests.printing import escp_decoder
from tests.printing.daemons import end_of, eventually
from tests.printing.dots import ink_of, pictures
from tests.printing.reading import CREATED, codes_of, pdf_of, spec_of
from tests.printing.receipt_printer import Brain, ReceiptPrinter

FORM = """title = "试纸"
[page]
size = "form241"
margin = [12, 20, 12, 20]
[base]
face = "body"
size = 10.5
lead = 15
[values]
text = { label = "正文" }
qr = { label = "码" }
"""
BLOCKS = """[[block]]
type = "text"
text = "{text}"
[[block]]
type = "qr"
value = "qr"
side = 24
"""
SHEETS = [name for name in names() if paper(name).page.size in ("A5", "form241")]
VALUES = {"text": "办结单　䶮𬱖𠀀", "qr": "https://example.invalid/c/1"}


def form_pdf(**values: str) -> bytes:
    """One form of 241×140 mm."""
    return pdf_of(spec_of(BLOCKS, FORM), {**VALUES, **values})


@given(pictures(), st.integers(60, 500))
def test_every_picture_strikes_as_it_was(dots: Dots, height: int) -> None:
    """Scenario: any dots on any form that holds them: each strikes once, at its place."""
    form = escp.Form(100, max(height, dots.height / 180 * 25.4 + 1))
    (struck,) = escp_decoder.decode(escp.encode(dots, form))
    assert struck.ink == ink_of(dots)
    assert abs(struck.length - form.length) <= 2


@pytest.mark.parametrize(("height", "dots"), [(140, 990), (93, 660), (280, 1980), (210, 1488)])
def test_forms_are_as_long_as_their_holes(height: float, dots: int) -> None:
    """Scenario: endless forms sold as 140, 93 and 280 mm lie 5½, 3⅔ and 11 inches apart; a hundred
    forms later the print must not have crept. A5 has no holes and is exact."""
    form = escp.Form(241, height)
    assert form.length == dots
    blank = Dots(8, 1, b"\x80")
    (struck, _again) = escp_decoder.decode(escp.encode(blank, form) * 2)
    assert struck.length == dots


def test_a_form_comes_out_with_its_code_and_its_rare_names() -> None:
    """Scenario: 办结单 on 241×140: the code is scanned from what the pins struck."""
    (dots,) = to_dots(form_pdf(), escp.DPI)
    (struck,) = escp_decoder.decode(escp.encode(dots, escp.Form(*SIZES["form241"])))
    codes = zxingcpp.read_barcodes(struck.picture(dots.width))
    assert {code.text for code in codes} == {VALUES["qr"]}
    (other,) = to_dots(form_pdf(text="办结单　口口口"), escp.DPI)
    assert struck.ink - ink_of(other)


@pytest.mark.parametrize("name", SHEETS)
def test_the_codes_on_a_sheet_are_read_back_from_the_bytes(name: str) -> None:
    """Scenario: each A5 and form paper printed by pins: its codes can be scanned."""
    pdf = pdf_of(name, sample(name))
    form = escp.Form(*SIZES[paper(name).page.size])
    for page, dots in enumerate(to_dots(pdf, escp.DPI)):
        (struck,) = escp_decoder.decode(escp.encode(dots, form))
        codes = zxingcpp.read_barcodes(struck.picture(dots.width))
        assert {code.text for code in codes} == codes_of(pdf, page, 300)


def test_offsets_move_the_ink_and_nothing_else() -> None:
    """Scenario: dx=2&dy=-1 in the address: every dot lies 2 mm further right and 1 mm higher."""
    options = options_of("escp:///dev/usb/lp1?form=241x140&dx=2&dy=-1")
    sheets = render(spec_of(BLOCKS, FORM), VALUES)
    moved = shifted(sheets, options.dx, options.dy)
    (before,), (after,) = (
        to_dots(to_pdf(each, title="x", created=CREATED), escp.DPI) for each in (sheets, moved)
    )
    left, top = (min(spot[axis] for spot in ink_of(before)) for axis in (0, 1))
    left_after, top_after = (min(spot[axis] for spot in ink_of(after)) for axis in (0, 1))
    assert abs(left_after - left - 2 / 25.4 * 180) <= 1.5
    assert abs(top_after - top + 1 / 25.4 * 180) <= 1.5


@pytest.mark.parametrize(
    "form",
    [escp.Form(210, 140), escp.Form(241, 93), escp.Form(241, 140, reach=240)],
    ids=["narrow", "short", "carriage"],
)
def test_a_paper_larger_than_the_form_is_refused(form: escp.Form) -> None:
    """Scenario: the wrong paper for this printer: refused in words, not cut off at the edge."""
    (dots,) = to_dots(form_pdf(text="很长的一行" * 8), escp.DPI)
    with pytest.raises(Outage) as fault:
        escp.encode(dots, form)
    assert not fault.value.retry


def test_ink_on_the_perforation_is_refused() -> None:
    """Scenario: a picture a hair longer than the form, with ink in its last row."""
    form = escp.Form(241, 140)
    fits = Dots(8, 990, b"\0" * 989 + b"\x80")
    assert escp_decoder.decode(escp.encode(fits, form))[0].ink == {(0, 989)}
    with pytest.raises(Outage):
        escp.encode(Dots(8, 992, b"\0" * 991 + b"\x80"), form)


def test_a_dot_matrix_printer_is_never_confirmed() -> None:
    """Scenario: a form and its copy go to a box at port 9100: sent whole, the clerk is asked."""
    with ReceiptPrinter(Brain(silent=True)) as device:
        printer = printer_for(device.address.replace("escpos", "escp") + "?form=241x140")
        assert printer.status().ready
        job = printer.submit(form_pdf(), "办结单", copies=2)
        assert end_of(printer, job).state is OutcomeState.UNCONFIRMED
        sent = Escp(escp.Form(241, 140)).pages(form_pdf())[0] * 2
        eventually(lambda: len(device.brain.received) >= len(sent))
    first, second = escp_decoder.decode(bytes(device.brain.received))
    assert first == second


def test_a_dot_matrix_printer_that_stops_fails() -> None:
    """Scenario: the ribbon jams, and the box takes no more bytes: failed, with what to look at."""
    with ReceiptPrinter(Brain(silent=True), takes=2000) as device:
        port = int(device.address.rsplit(":", 1)[1])
        language = Escp(escp.Form(241, 140), stalls=0.3)
        printer = DevicePrinter(lambda: TcpLine("127.0.0.1", port), language, Jobs())
        job = printer.submit(form_pdf(), "办结单", copies=60)
        outcome = end_of(printer, job)
    assert outcome.state is not OutcomeState.CONFIRMED
    assert outcome.reason


def test_a_device_file_takes_a_form(tmp_path: Path) -> None:
    """Scenario: escp:///dev/usb/lp1: the bytes arrive as they are."""
    pipe = tmp_path / "lp1"
    os.mkfifo(pipe)
    taken: list[bytes] = []
    keep = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    thread = threading.Thread(target=lambda: taken.append(pipe.read_bytes()))
    thread.start()
    printer = printer_for(f"escp://{pipe}")
    os.close(keep)
    assert end_of(printer, printer.submit(form_pdf(), "x")).state is OutcomeState.UNCONFIRMED
    thread.join(10)
    assert len(escp_decoder.decode(taken[0])) == 1


@pytest.mark.parametrize(
    ("wires", "ready"), [(0x18, True), (0x38, False), (0x08, False), (0x10, False), (0, False)]
)
def test_the_wires_of_a_port_in_words(wires: int, ready: bool) -> None:
    """Scenario: selected and well; out of paper; not selected; fault; switched off."""
    status = port_status(wires)
    assert status.ready is ready
    assert bool(status.reason) is not ready
