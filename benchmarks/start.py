"""P4: spawn → first painted, usable window, as a ratio to a bare QMainWindow; memory then.

    python -m benchmarks.start [--rounds N] [--against PROGRAM]

Each round starts the bare window and the program anew, in turn. Both print
`painted <CLOCK_MONOTONIC seconds>` after their first paint; the parent took the time of
the spawn on the same clock. The program is started as its icon does, `python -m counter_app
--profile …`, on the profile of a demo window, and stands at sign-in. Without a display an X
server is started for the run, else Qt paints offscreen. Compiled modules are kept, as they are
where the program is installed; the first round makes them and is thrown away.
`--against` adds a packaged program (P5: its start in relation to the source's).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.timing import Figure, measure_with, table

ROOT = Path(__file__).resolve().parent.parent
MILLI = 1000.0
WAIT_SECONDS = 60
DEMO_WINDOW = "W03"
"""The window of the demo hall that is signed in to."""
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, lambda: print("painted", time.monotonic(), flush=True))

application = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
"""


class Start:
    """One program that is started again and again; remembers its memory at first paint."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.megabytes: list[float] = []

    def once(self) -> float:
        """Milliseconds from spawn to first paint. Errors: RuntimeError when none is told."""
        environment = {**os.environ, "COUNTER_TRACE_START": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        spawned = time.monotonic()
        with subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            try:
                painted = first_paint(process)
                self.megabytes.append(resident_megabytes(process.pid))
            finally:
                process.kill()
        return (painted - spawned) * MILLI

    def memory(self) -> str:
        """The largest resident memory seen at first paint."""
        return f"{max(self.megabytes):.0f} MB"


def first_paint(process: subprocess.Popen[str]) -> float:
    """The moment the program names as its first paint."""
    assert process.stdout is not None
    for line in process.stdout:
        word, _, moment = line.strip().partition(" ")
        if word == "painted":
            return float(moment)
    raise RuntimeError(f"{process.args!r} ended without painting a window")


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"no memory figure of process {pid}")


def demo_profile(folder: str) -> str:
    """A filled hall to sign in to."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-m", "counter_app", "demo", "--headless", "--profile", folder],
        cwd=ROOT, check=True, timeout=WAIT_SECONDS, stdout=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    return str(Path(folder) / DEMO_WINDOW)


@contextmanager
def display() -> Iterator[str]:
    """Where the windows are painted: the user's display, an X server of our own, or nowhere."""
    if os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        yield os.environ.get("QT_QPA_PLATFORM") or "the display " + os.environ["DISPLAY"]
        return
    if shutil.which("Xvfb") is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield "offscreen"
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x900x24", "-nolisten", "tcp",
         "-noreset"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        yield "Xvfb"
    finally:
        server.terminate()
        server.wait()


def report(starts: dict[str, Start], figures: list[Figure]) -> str:
    """The table with the memory of each."""
    return table("P4 start: spawn → first painted window", figures,
                 {name: start.memory() for name, start in starts.items()})  # fmt: skip


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=11)
    options.add_argument("--against", help="a packaged program to start as well")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, display() as where:
        arguments = ["--profile", demo_profile(folder)]
        starts = {
            "bare QMainWindow": Start([sys.executable, "-c", BARE]),
            "counter-app": Start([sys.executable, "-m", "counter_app", *arguments]),
        }
        if chosen.against:
            starts["packaged"] = Start([chosen.against, *arguments])
        probes: dict[str, Callable[[], float]] = {n: start.once for n, start in starts.items()}
        figures = measure_with(probes, chosen.rounds)
    print(report(starts, figures))
    print(f"\nPainted on {where}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
