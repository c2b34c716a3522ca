"""Trying what is connected to this PC: the shared folder and the printers."""

import enum
import json
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import attrs

from counter_app.domain.errors import Outage
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.printing.operations import shifted
from counter_app.printing.transport.addresses import options_of, printer_for
from counter_app.printing.transport.printers import Outcome, OutcomeState, Printer
from counter_app.services import wording_check
from counter_app.services.desk import Desk
from counter_app.words import _

MARKER = "HALL"
"""The file that says whose share it is; the courier writes and proves it."""
POLL_SECONDS = 0.3
PATIENCE_SECONDS = 20.0
TEST_TITLE = "TEST"


class Sign(enum.StrEnum):
    """How a trial ended."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


@attrs.frozen
class Finding:
    """What a trial found, with what to do about it."""

    sign: Sign
    words: str


def look_at_share(desk: Desk, folder: Path) -> Finding:
    """Whether `folder` can carry this hall's records now. Nothing is left behind on it."""
    if not folder.is_dir():
        return Finding(
            Sign.BAD, _("The folder cannot be reached. Check the network and the name of it.")
        )
    found = _ownership(folder, desk.reference.hall().id)
    if found.sign is Sign.BAD:
        return found
    probe = folder / f"probe-{uuid.uuid4().hex[:8]}.part"
    try:
        probe.write_bytes(b"probe")
        probe.unlink()
        room = shutil.disk_usage(folder)
    except OSError as fault:
        return Finding(
            Sign.BAD,
            _(
                "The folder can be read but not written ({reason}). Ask for the right to write."
            ).format(reason=fault.strerror),
        )
    if room.free * 10 < room.total:
        return Finding(Sign.DOUBTFUL, _("Works, but less than a tenth of the shared disk is free."))
    return found


def _ownership(folder: Path, hall: str) -> Finding:
    try:
        marker = json.loads((folder / MARKER).read_bytes())
        owner = str(marker["hall"])
    except FileNotFoundError:
        return Finding(
            Sign.DOUBTFUL,
            _("The folder is empty of this hall so far; the first window of the hall sets it up."),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Finding(Sign.BAD, _("The marker of the folder is damaged. Tell the administrator."))
    if owner != hall:
        return Finding(
            Sign.BAD, _("The folder belongs to another hall. Choose the folder of this one.")
        )
    return Finding(Sign.GOOD, _("Reached, readable and writable; it is the folder of this hall."))


def print_sample(
    desk: Desk, kind: str, address: str, pause: Callable[[float], None] = time.sleep
) -> Finding:
    """Print the made-up sample of the paper `kind` on the printer at `address`.

    Nothing is recorded and no number is used. Raises InputFault for what is no printer address.
    """
    printer, wanted = printer_for(address), options_of(address)
    sheets = catalogue.render(kind, catalogue.sample(kind), sample=True)
    sheets = shifted(sheets, wanted.dx, wanted.dy)
    return try_out(printer, to_pdf(sheets, title=TEST_TITLE, created=desk.clock()), pause)


def print_wording(
    layout: str, text: str, address: str, pause: Callable[[float], None] = time.sleep
) -> Finding:
    """Print the sample of `layout` as `text` would have it, with 样张 across.

    Raises InputFault by line and field for a text that cannot be printed.
    """
    return try_out(printer_for(address), wording_check.sample_pdf(layout, text), pause)


def try_out(printer: Printer, pdf: bytes, pause: Callable[[float], None] = time.sleep) -> Finding:
    """Hand `pdf` to a printer and watch for at most 20 s what becomes of it."""
    try:
        outcome = handed_over(printer, pdf, TEST_TITLE, pause)
    except Outage as outage:
        return Finding(Sign.BAD, f"{outage.what}　{outage.hint}")
    if outcome.state is OutcomeState.CONFIRMED:
        return Finding(Sign.GOOD, _("The printer says that the test page came out."))
    if outcome.state in (OutcomeState.FAILED, OutcomeState.CANCELLED):
        words = _("The test page did not come out. {reason}")
        return Finding(Sign.BAD, words.format(reason=outcome.reason).strip())
    words = _("The printer took the test page but does not say whether it came out. {reason}")
    return Finding(Sign.DOUBTFUL, words.format(reason=outcome.reason).strip())


def check_address(address: str) -> None:
    """Raise InputFault on `printer` unless `address` can be a printer's; empty means none."""
    if address:
        printer_for(address)


def handed_over(
    printer: Printer, pdf: bytes, title: str, pause: Callable[[float], None] = time.sleep
) -> Outcome:
    """Hand over what no record is kept of, and watch for at most 20 s. Outage: it is away."""
    job = printer.submit(pdf, title, 1)
    outcome, waited = printer.poll(job), 0.0
    while not outcome.is_final and waited < PATIENCE_SECONDS:
        pause(POLL_SECONDS)
        waited += POLL_SECONDS
        outcome = printer.poll(job)
    return outcome
