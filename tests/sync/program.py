"""A nest of window programs: loads everything once, then forks a real process per start.

Reads `start <share> <profile> <actor> <how>` lines from its standard input and
answers `pid <actor> <pid>` on its standard output, where every window also
writes `ready <actor>` and, after the commit of each act, `done <actor> <case id>`.
`how` is `busy` (an act, a round, an act … without a pause until killed or told
to stop), `lively` (acts without a pause while a patrol shares from its thread)
or `watch` (write nothing; a patrol shares what `act` files ask for).
A window ends by itself when a file `stop` lies in its profile.
"""

import itertools
import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

from counter_app.domain.clock import CST
from counter_app.sync.folder import Folder
from counter_app.sync.patrol import Patrol
from tests.sync.windows import Times, Window, receive_case


class RealTimes(Times):
    """The clocks of this machine."""

    def clock(self) -> datetime:
        """Now."""
        return datetime.now(CST)

    def seconds(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()


def tell(*words: str) -> None:
    """One whole line at once, whatever other processes write."""
    os.write(1, (" ".join(words) + "\n").encode())


def busy(window: Window, profile: Path) -> None:
    """Acts and rounds in turn, as fast as they go."""
    for number in itertools.count():
        if (profile / "stop").exists():
            return
        case = receive_case(window.desk, f"{window.actor}/{os.getpid()}/{number}")
        tell("done", window.actor, case)
        window.courier.once()


def lively(window: Window, profile: Path) -> None:
    """Acts as fast as they go in one thread, the courier in another, as in life."""
    patrol = Patrol(window.courier, lambda _report: None, window.shipping.leave)
    window.desk.on_written = patrol.poke
    patrol.start()
    for number in itertools.count():
        if (profile / "stop").exists():
            patrol.stop()
            return
        case = receive_case(window.desk, f"{window.actor}/{os.getpid()}/{number}")
        tell("done", window.actor, case)
        time.sleep(0.002)


def watch(window: Window, profile: Path) -> None:
    """A quiet window whose patrol shares an act at once."""
    patrol = Patrol(window.courier, lambda _report: None, window.shipping.leave)
    window.desk.on_written = patrol.poke
    patrol.start()
    while not (profile / "stop").exists():
        if (profile / "act").exists():
            (profile / "act").unlink()
            tell("done", window.actor, receive_case(window.desk, str(time.time_ns())))
        time.sleep(0.01)
    patrol.stop()


def run(share: str, folder: str, actor: str, how: str) -> None:
    """One window, from opening its records to its end."""
    profile = Path(folder)
    window = Window(profile, actor, Folder(Path(share)), RealTimes())
    tell("ready", actor)
    {"busy": busy, "lively": lively, "watch": watch}[how](window, profile)
    window.close()


def main() -> None:
    """Fork a window for every line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        _, share, profile, actor, how = line.split()
        pid = os.fork()
        if pid == 0:
            try:
                run(share, profile, actor, how)
            finally:
                os._exit(1 if sys.exc_info()[0] else 0)
        tell("pid", actor, str(pid))


if __name__ == "__main__":
    main()
