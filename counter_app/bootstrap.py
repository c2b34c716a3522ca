"""The composition root: settings → keys → database → services → courier → window.

The only file that knows every floor. Qt is imported when a window is opened, not
before: the command line works on a PC without a display.
"""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from counter_app import logs, settings
from counter_app.domain.clock import CST
from counter_app.domain.errors import Outage
from counter_app.words import _

if TYPE_CHECKING:
    from counter_app.services.profiles import Opened
    from counter_app.sync.courier import Courier
    from counter_app.sync.patrol import Patrol
    from counter_app.sync.report import Report


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
    """A window of the filled demo hall; both windows are made when the first is opened."""
    from counter_app.services import demo

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


def _found(profile: Path, setup: Any) -> "Opened":
    """What the first-start wizard collected becomes a hall, or joins one."""
    from counter_app.services import hall_key, new_hall, profiles

    pc = attrs.evolve(
        settings.load(profile),
        counter=f"W{setup.window_no:02d}",
        share=Path(setup.share_folder) if setup.share_folder else None,
        printers=new_hall.printers(profile, setup.printer),
    )
    clerk = new_hall.first_clerk(setup.clerk_name, setup.password)
    if setup.way == "join":
        hall, key = hall_key.read(setup.hall_key)
        opened = profiles.join_hall(pc, clerk, hall, key, now)
    else:
        opened = profiles.found_hall(pc, clerk, now, new_hall.content(setup, clerk))
        raise_share(opened)
    exchange(opened)
    return profiles.sign_in(profile, clerk.id, clerk.password, now)


def run_window(profile: Path, opened: "Opened | None" = None) -> int:
    """Open the program's window and stay until it is closed; the exit status.

    A second start for the same profile raises the first one's window and ends.
    """
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
    logs.start(profile)

    def unlock(clerk: str, password: str) -> "Opened":
        from counter_app.services import profiles

        return profiles.sign_in(profile, clerk, password, now)

    program = Program(
        profile, now, Doors(unlock, lambda setup: _found(profile, setup), start_sharing)
    )
    single.called_again.connect(program.raise_again)

    def begin() -> None:
        if opened is not None:
            program.enter(opened)
        elif clerks:
            program.sign_in(clerks)
        else:
            program.first_start()

    QTimer.singleShot(0, begin)  # inside the event loop a failure ends in the report window
    status = app.exec()
    program.end()
    single.release()
    logs.stop()
    return int(status)
