"""The composition root: settings → keys → database → services → courier → window.

The only file that knows every floor. Qt is imported when a window is opened, not
before: the command line works on a PC without a display.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import settings
from counter_app.domain.clock import CST
from counter_app.domain.errors import InputFault, Outage
from counter_app.words import _

if TYPE_CHECKING:
    from counter_app.services.profiles import Opened
    from counter_app.sync.courier import Courier
    from counter_app.sync.patrol import Patrol
    from counter_app.sync.report import Report
    from counter_app.ui.forms.first_start_flow import Setup
    from counter_app.ui.program import Program


def now() -> datetime:
    """The wall clock in the hall's zone."""
    return datetime.now(CST)


def courier_of(opened: "Opened") -> "Courier | None":
    """The courier between this window and its share; None for a window that works alone."""
    if opened.pc.share is None:
        return None
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from counter_app.services.shipping import Shipping
    from counter_app.sync.courier import Courier, Identity
    from counter_app.sync.folder import Folder

    identity = Identity(
        actor=opened.pc.actor,
        hall=opened.keys.hall,
        hall_key=opened.keys.hall_key,
        device=Ed25519PrivateKey.from_private_bytes(opened.keys.device_key),
    )
    folder, shipping = Folder(opened.pc.share), Shipping(opened.pc.actor)
    return Courier(folder, shipping, opened.desk.absorb, identity, opened.desk.clock)


def raise_share(opened: "Opened") -> None:
    """Make the share folder this hall's, when its first window meets it; Outage when it cannot."""
    from counter_app.sync.folder import Folder
    from counter_app.sync.marker import raise_marker
    from counter_app.sync.storage import ShareFault

    if opened.pc.share is None:
        return
    keys = opened.keys
    try:
        raise_marker(Folder(opened.pc.share), keys.hall, keys.hall_key, opened.desk.clock())
    except ShareFault as fault:
        raise Outage(
            _("The shared folder cannot be used"),
            _("{folder}: check that it is mounted, writable, and of this hall.").format(
                folder=opened.pc.share
            ),
        ) from fault


def open_demo(root: Path, counter: str = "W03") -> "Opened":
    """A window of the filled demo hall, made when it is not there yet.

    The tables then belong to the window opened last.
    """
    from counter_app.services import demo, profiles

    profile = demo.profile_of(root, counter)
    if not profiles.is_new(profile):
        return profiles.sign_in(profile, demo.clerk_of(counter).id, demo.PASSWORD, now)
    first = demo.open_first(root, now)
    raise_share(first)
    exchange(first)
    if counter == demo.COUNTERS[0]:
        return first
    second = demo.open_second(root, first, now)
    exchange(second)
    return demo.open_second(root, first, now)


def exchange(opened: "Opened") -> "Report | None":
    """One round with the share, here and now."""
    courier = courier_of(opened)
    return courier.once() if courier is not None else None


def start_sharing(opened: "Opened", told: Callable[["Report"], None]) -> "Patrol | None":
    """Start the courier's own thread; `told` hears of every round from there."""
    courier = courier_of(opened)
    if courier is None:
        return None
    from counter_app.services.shipping import Shipping
    from counter_app.sync.patrol import Patrol

    patrol = Patrol(courier, told, Shipping(opened.pc.actor).leave)
    patrol.start()
    return patrol


def unlock(profile: Path, clerk: str, password: str) -> "Opened":
    """Sign in; a window that joined while the share was away learns its hall now, or waits.

    Raises InputFault on `password` or `clerk`, Outage when the records cannot be opened or there
    is no hall in them yet.
    """
    from counter_app.services import profiles

    opened = profiles.sign_in(profile, clerk, password, now)
    if opened.desk.reference.has_hall():
        return opened
    exchange(opened)
    opened = profiles.sign_in(profile, clerk, password, now)
    if opened.desk.reference.has_hall():
        return opened
    if opened.pc.share is None:
        raise Outage(
            _("The first start was interrupted"),
            _(
                "Move the folder {folder} away and start again; nothing was recorded in it yet."
            ).format(folder=profile),
            retry=False,
        )
    raise Outage(
        _("This window does not know its hall yet"),
        _(
            "It learns it from the shared folder {folder}. Check that it is mounted, then sign in."
        ).format(folder=opened.pc.share),
    )


def found(profile: Path, setup: "Setup") -> "Opened":
    """What the first-start wizard collected becomes a hall, or joins one.

    Everything that can be checked is checked before a file is made. Raises InputFault naming the
    field of the wizard, Outage when disk or share fail; the wizard can be finished again then.
    """
    from counter_app.services import equipment, hall_key, new_hall, profiles

    known = profiles.clerks(profile)
    if known:  # the same wizard once more, after an outage
        return unlock(profile, known[0].id, setup.password)
    share = _share(setup.share_folder)
    equipment.check_address(setup.printer)
    pc = settings.load(profile)._replace(
        counter=f"W{setup.window_no:02d}",
        share=share,
        printers=new_hall.printers(profile, setup.printer),
    )
    clerk = new_hall.first_clerk(setup.clerk_name, setup.password)
    if setup.way == "join":
        hall, key = hall_key.read(setup.hall_key)
        _look_at_share(share, hall, key)
        opened = profiles.join_hall(pc, clerk, hall, key, now)
    else:
        if share is not None:
            _see_it_is_free(share)
        opened = profiles.found_hall(pc, clerk, now, new_hall.content(setup, clerk))
        raise_share(opened)
    exchange(opened)
    return unlock(profile, clerk.id, clerk.password)


def _share(text: str) -> Path | None:
    """The shared folder as typed; InputFault on `share_folder` when it is not there."""
    if not text:
        return None
    share = Path(text).expanduser()
    if not share.is_absolute():
        message = _("Give the shared folder with its whole path.")
    elif not share.is_dir():
        message = _("This folder is not there. Check the path and that it is mounted.")
    else:
        return share
    raise InputFault({"share_folder": message})


def _see_it_is_free(share: Path) -> None:
    """A new hall must not be put on the share of another one."""
    from counter_app.sync.folder import MARKER

    if (share / MARKER).exists():
        message = _("A hall uses this folder already. Join it, or choose an empty folder.")
        raise InputFault({"share_folder": message})


def _look_at_share(share: Path | None, hall: str, key: bytes) -> None:
    """The share a window joins must be of the hall its key belongs to."""
    from counter_app.sync.folder import Folder
    from counter_app.sync.marker import OtherHall, check_marker
    from counter_app.sync.storage import ShareFault

    if share is None:
        raise InputFault({"share_folder": _("Please fill this in.")})
    try:
        check_marker(Folder(share), hall, key)
    except OtherHall as fault:
        message = _("This key is not the key of the hall in the shared folder.")
        raise InputFault({"hall_key": message}) from fault
    except ShareFault as fault:
        message = _("There is no hall in this folder, or it cannot be read. Check the path.")
        raise InputFault({"share_folder": message}) from fault


def run_window(profile: Path, opened: "Opened | None" = None) -> int:
    """Open the program's window and stay until it is closed; the exit status.

    A second start for the same profile raises the first one's window and ends. What the first
    picture does not need is loaded after it stands.
    """
    gc.disable()  # hardly anything made during the start is garbage
    from counter_app.models import keyring  # plain modules first: PySide6 hooks __import__

    clerks = [(one.id, one.name) for one in keyring.clerks(profile)]
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from counter_app.ui.kit.ime import choose_input_method
    from counter_app.ui.kit.single import SingleInstance
    from counter_app.ui.program import Doors, Program

    choose_input_method(os.environ, sys.platform)
    app = QApplication(sys.argv[:1])
    single = SingleInstance(profile)
    if not single.claim(sys.argv[1:]):
        return 0
    doors = Doors(
        unlock=partial(unlock, profile),
        found=partial(found, profile),
        share=start_sharing,
        stands=partial(_settle_down, profile, single.listen),
    )
    program = Program(profile, now, doors)
    single.called_again.connect(program.raise_again)
    # inside the event loop a failure ends in the report window
    QTimer.singleShot(0, partial(_begin, program, opened, clerks))
    status = app.exec()
    program.end()
    single.release()
    return int(status) or program.status


def _begin(program: "Program", opened: "Opened | None", clerks: Sequence[tuple[str, str]]) -> None:
    """The first window: a demo is entered, a known PC asks who works here, a new one what it is."""
    if opened is not None:
        program.enter(opened)
    elif clerks:
        program.sign_in(clerks)
    else:
        program.first_start()


def tell(text: str) -> None:
    """Say why there will be no window, and wait until it was read."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    app = QApplication.instance() or QApplication(sys.argv[:1])
    title = _("Government service counter")
    QMessageBox(QMessageBox.Icon.Warning, title, text).exec()
    del app


def _settle_down(profile: Path, listen: Callable[[], None]) -> None:
    """The first picture stands: now the log, the ear for later starts, the garbage collector."""
    from counter_app import logs

    logs.start(profile)
    listen()
    gc.freeze()
    gc.enable()
