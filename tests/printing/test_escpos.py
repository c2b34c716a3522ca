"""Receipt printers: what comes out, and what they say about it."""

import time

import pytest
import zxingcpp
from hypothesis import given

from counter_app.domain.errors import Outage
from counter_app.printing.catalogue import names, paper, sample
from counter_app.printing.raster import Dots, to_dots
from counter_app.printing.transport import escpos
from counter_app.printing.transport.addresses import printer_for
from counter_app.printing.transport.device import DevicePrinter
from counter_app.printing.transport.jobs import Jobs
from counter_app.printing.transport.languages import Escpos
from counter_app.printing.transport.lines import TcpLine
from counter_app.printing.transport.printers import Outcome, OutcomeState
from tests.printing import escpos_decoder
from tests.printing.daemons import end_of
from tests.printing.dots import pictures
from tests.printing.reading import codes_of, pdf_of, spec_of
from tests.printing.receipt_printer import (
    BROKEN,
    COVER_OPEN,
    CUTTER_STUCK,
    NEAR_END,
    PAPER_OUT,
    Brain,
    ReceiptPrinter,
)

ROLL = """title = "试纸"
[page]
size = "roll80"
margin = [3, 0, 6, 0]
[base]
face = "sans"
size = 10
lead = 14
[values]
text = { label = "正文" }
"""
ROLLS = [name for name in names() if paper(name).page.size.startswith("roll")]
PACE = 150_000
SLIP = pdf_of("guide_slip", sample("guide_slip"))


def hasty(device: ReceiptPrinter, stalls: float = 0.5) -> DevicePrinter:
    """The printer of the address with less patience than a counter has."""
    port = int(device.address.rsplit(":", 1)[1])
    language = Escpos(576, patience=0.15, pace=PACE, stalls=stalls)
    return DevicePrinter(lambda: TcpLine("127.0.0.1", port), language, Jobs())


@given(pictures())
def test_every_picture_comes_out_as_it_was(dots: Dots) -> None:
    """Scenario: any dots at all go through the language and back: not one is lost or added."""
    roll = escpos_decoder.decode(escpos.encode(dots, 576))
    assert [b"".join(piece) for piece in roll.pieces] == [dots.rows]
    assert roll.rows == []


@pytest.mark.parametrize("name", ROLLS)
def test_the_codes_on_a_roll_are_read_back_from_the_bytes(name: str) -> None:
    """Scenario: a citizen scans the slip that the thermal printer made of our bytes."""
    pdf = pdf_of(name, sample(name))
    width = next(dots for dots, size in escpos.WIDTHS.items() if size == paper(name).page.size)
    for page, dots in enumerate(to_dots(pdf, escpos.DPI)):
        (piece,) = escpos_decoder.decode(escpos.encode(dots, width)).pieces
        picture = escpos_decoder.picture(piece)
        assert picture.width == width
        assert {code.text for code in zxingcpp.read_barcodes(picture)} == codes_of(pdf, page, 300)


def test_rare_names_are_ink_on_a_roll() -> None:
    """Scenario: names that no resident font knows: each has its own strokes, none is a box."""
    spec = spec_of('[[block]]\ntype = "text"\ntext = "{text}"\n', ROLL)
    seen: list[bytes] = []
    for name in "䶮𬱖𠀀口":
        (dots,) = to_dots(pdf_of(spec, {"text": name}), escpos.DPI)
        (piece,) = escpos_decoder.decode(escpos.encode(dots, 576)).pieces
        seen.append(b"".join(piece))
        assert sum(byte.bit_count() for byte in seen[-1]) > 80
    assert len(set(seen)) == 4


def test_a_sample_is_marked_on_a_roll_too() -> None:
    """Scenario: 样张 is pale on a laser; on a head without grey it is sparse dots, not nothing."""
    (dots,) = to_dots(pdf_of("guide_slip", sample("guide_slip"), sample=True), escpos.DPI)
    (plain,) = to_dots(SLIP, escpos.DPI)
    more = sum(a.bit_count() - b.bit_count() for a, b in zip(dots.rows, plain.rows, strict=True))
    assert more > 500


def test_a_sheet_is_not_squeezed_onto_a_roll() -> None:
    """Scenario: an A4 notice is sent to the thermal printer: refused in words, nothing printed."""
    with ReceiptPrinter() as device, pytest.raises(Outage) as fault:
        printer_for(device.address).submit(
            pdf_of("receipt_voucher", sample("receipt_voucher")), "x"
        )
    assert not fault.value.retry
    assert device.brain.received == b""


def test_a_wide_roll_is_not_cut_off_on_a_narrow_head() -> None:
    """Scenario: a slip of 80 mm for a printer of 58 mm: refused; the other way round it fits."""
    (dots,) = to_dots(SLIP, escpos.DPI)
    with pytest.raises(Outage):
        escpos.encode(dots, 384)
    narrow = Dots(384, 1, b"\xff" * 48)
    assert escpos_decoder.decode(escpos.encode(narrow, 576)).pieces == [[b"\xff" * 48]]


def test_two_copies_are_two_pieces_and_confirmed() -> None:
    """Scenario: the device is well and says afterwards that it is through."""
    with ReceiptPrinter() as device:
        printer = printer_for(device.address)
        assert printer.status().ready
        job = printer.submit(SLIP, "引导单", copies=2)
        assert end_of(printer, job) == Outcome(OutcomeState.CONFIRMED)
        first, second = device.brain.pieces()
    assert first == second


def test_a_device_that_answers_only_at_once_is_confirmed_after_its_time() -> None:
    """Scenario: no GS r, but the status stays ready for as long as the slowest head would take."""
    with ReceiptPrinter(Brain(in_turn=False)) as device:
        printer = hasty(device)
        began = time.monotonic()
        assert end_of(printer, printer.submit(SLIP, "x")).state is OutcomeState.CONFIRMED
    assert time.monotonic() - began > len(device.brain.received) / PACE


@pytest.mark.parametrize("state", [PAPER_OUT, COVER_OPEN, CUTTER_STUCK, BROKEN])
def test_nothing_is_sent_to_a_device_in_trouble(state: dict[int, int]) -> None:
    """Scenario: no paper, open cover, stuck cutter, broken: an Outage with the reason in words."""
    with ReceiptPrinter(Brain(state=dict(state))) as device:
        printer = hasty(device)
        with pytest.raises(Outage) as fault:
            printer.submit(SLIP, "x")
        status = printer.status()
    assert not status.ready
    assert status.reason in fault.value.what
    assert b"\x1dv0" not in device.brain.received


def test_a_roll_near_its_end_prints_and_says_so() -> None:
    """Scenario: the roll is nearly used up: the slip comes out, with a word for the clerk."""
    with ReceiptPrinter(Brain(state=dict(NEAR_END))) as device:
        printer = printer_for(device.address)
        outcome = end_of(printer, printer.submit(SLIP, "x"))
    assert outcome.state is OutcomeState.CONFIRMED
    assert outcome.reason


def test_paper_that_runs_out_in_the_middle_fails_and_prints_once_in_the_end() -> None:
    """Scenario: the roll ends in the middle; the rest is forgotten, so that new paper does not
    bring out half a slip by itself, and the retry prints the only whole one."""
    with ReceiptPrinter(Brain(empty_after=20_000)) as device:
        printer = hasty(device)
        assert end_of(printer, printer.submit(SLIP, "x")).state is OutcomeState.FAILED
        device.brain.load_paper()
        assert len(device.brain.printed) == 20_000
        device.brain.printed.clear()
        device.brain.received.clear()
        assert end_of(printer, printer.submit(SLIP, "x")).state is OutcomeState.CONFIRMED
        assert len(device.brain.pieces()) == 1


def test_dots_that_look_like_a_question_confuse_nothing() -> None:
    """Scenario: a picture holds the bytes of DLE EOT 4 and the device answers them as well, with
    words of its paper where we ask for the printer: still confirmed."""

    class Dotted(Escpos):
        def pages(self, pdf: bytes) -> list[bytes]:
            """One picture full of questions."""
            return [escpos.encode(Dots(576, 400, b"\x10\x04\x04" * 24 * 400), 576)]

    with ReceiptPrinter(Brain(state=dict(NEAR_END))) as device:
        port = int(device.address.rsplit(":", 1)[1])
        language = Dotted(576, patience=0.3)
        printer = DevicePrinter(lambda: TcpLine("127.0.0.1", port), language, Jobs())
        assert end_of(printer, printer.submit(b"", "x")).state is OutcomeState.CONFIRMED


def test_a_device_that_never_answers_is_unconfirmed() -> None:
    """Scenario: a print server that only takes bytes: they come out, and the clerk is asked."""
    with ReceiptPrinter(Brain(silent=True)) as device:
        printer = hasty(device)
        assert printer.status().ready
        assert end_of(printer, printer.submit(SLIP, "x")).state is OutcomeState.UNCONFIRMED
        assert len(device.brain.pieces()) == 1


def test_a_device_that_dies_after_the_data_is_unconfirmed() -> None:
    """Scenario: the whole slip was taken, then the power went: nobody knows, the clerk is asked."""
    (dots,) = to_dots(SLIP, escpos.DPI)
    with ReceiptPrinter(Brain(in_turn=False), dies_after=len(escpos.encode(dots, 576))) as device:
        printer = hasty(device)
        assert end_of(printer, printer.submit(SLIP, "x")).state is OutcomeState.UNCONFIRMED


def test_a_device_that_stops_taking_data_fails() -> None:
    """Scenario: cover opened in the middle, the cable backs up: failed, the rest is dropped."""
    long = pdf_of(
        spec_of('[[block]]\ntype = "text"\ntext = "{text}"\n', ROLL), {"text": "长卷\n" * 8000}
    )
    with ReceiptPrinter(takes=3000) as device:
        printer = hasty(device)
        outcome = end_of(printer, printer.submit(long, "x"))
        assert outcome.state is OutcomeState.FAILED
        assert outcome.reason


def test_a_cancelled_job_stops_in_the_middle() -> None:
    """Scenario: the clerk cancels while the printer is stuck: the job ends as cancelled."""
    long = pdf_of(
        spec_of('[[block]]\ntype = "text"\ntext = "{text}"\n', ROLL), {"text": "长卷\n" * 8000}
    )
    with ReceiptPrinter(takes=3000) as device:
        printer = hasty(device, stalls=20)
        job = printer.submit(long, "x")
        assert printer.status().ready
        printer.cancel(job)
        assert end_of(printer, job).state is OutcomeState.CANCELLED


def test_a_device_that_dies_in_the_middle_fails() -> None:
    """Scenario: the plug is pulled while a long slip is being sent: it cannot be whole."""
    long = pdf_of(
        spec_of('[[block]]\ntype = "text"\ntext = "{text}"\n', ROLL), {"text": "长卷\n" * 8000}
    )
    with ReceiptPrinter(dies_after=30_000) as device:
        printer = hasty(device)
        assert end_of(printer, printer.submit(long, "x")).state is OutcomeState.FAILED


def test_a_device_that_takes_up_late_still_confirms() -> None:
    """Scenario: a print server is slow to answer at first; its late answers confuse nothing."""
    with ReceiptPrinter(late=0.4) as device:
        printer = hasty(device)
        assert end_of(printer, printer.submit(SLIP, "x")).state is OutcomeState.CONFIRMED


def test_a_device_that_hangs_up_when_asked_is_an_outage() -> None:
    """Scenario: a print server whose printer is off takes the call and hangs up: nothing sent."""
    with ReceiptPrinter(Brain(silent=True), dies_after=1) as device:
        printer = hasty(device)
        for _ in range(2):
            with pytest.raises(Outage):
                printer.submit(SLIP, "x")
        with pytest.raises(Outage):
            printer.status()


def test_a_device_that_dies_after_the_first_of_two_is_unconfirmed() -> None:
    """Scenario: one copy was taken, then the plug was pulled: nobody knows how many are out."""
    (dots,) = to_dots(SLIP, escpos.DPI)
    with ReceiptPrinter(dies_after=len(escpos.encode(dots, 576)) + 4000) as device:
        printer = hasty(device)
        assert end_of(printer, printer.submit(SLIP, "x", 99)).state is OutcomeState.UNCONFIRMED


def test_a_device_that_is_off_is_an_outage() -> None:
    """Scenario: nobody listens: an Outage, and the next try finds the turn free again."""
    with ReceiptPrinter() as device:
        address = device.address
    printer = printer_for(address)
    for _ in range(2):
        with pytest.raises(Outage):
            printer.submit(SLIP, "x")
        with pytest.raises(Outage):
            printer.status()


def test_a_job_of_yesterday_is_unconfirmed() -> None:
    """Scenario: the program was restarted; cancelling what it no longer knows does nothing."""
    with ReceiptPrinter() as device:
        printer = printer_for(device.address)
        printer.cancel("gone")
        assert printer.poll("gone").state is OutcomeState.UNCONFIRMED
