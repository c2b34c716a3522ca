"""Real printers on this machine: an IPP printer, and CUPS in front of it, each on its own port."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define, field

from counter_app.printing.transport.ipp import IppPrinter
from counter_app.printing.transport.printers import Outcome, Printer

SYSTEM_BUS = Path("/run/dbus/system_bus_socket")
TOOLS = ("dbus-daemon", "avahi-daemon", "ippeveprinter", "cupsd", "lpadmin")
CUPS_PDF = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
BUS = """<busconfig>
<type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>
"""
AVAHI = """[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
disallow-other-stacks=no
[wide-area]
enable-wide-area=no
[publish]
publish-hinfo=no
publish-workstation=no
"""
# The print command: what it does is read from the file `mode` when a job comes.
PRINT = """#!/bin/sh
case "$(cat {folder}/mode)" in
  empty) echo "STATE: +media-empty-error" >&2
         while [ "$(cat {folder}/mode)" = empty ]; do sleep 0.05; done
         echo "STATE: -media-empty-error" >&2 ;;
  jam) echo "STATE: +media-jam-error" >&2; echo "STATE: -media-jam-error" >&2; exit 1 ;;
esac
cp "$1" {folder}/out/$$.part && mv {folder}/out/$$.part {folder}/out/$$.pdf
"""
CUPS_FILES = """ServerRoot {folder}/etc
CacheDir {folder}/cache
StateDir {folder}/run
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
FileDevice Yes
"""
CUPSD = """Listen localhost:{port}
Browsing No
WebInterface No
DefaultAuthType None
ErrorPolicy retry-job
<Location />
Order allow,deny
Allow localhost
</Location>
<Location /admin>
Order allow,deny
Allow localhost
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


def eventually(question: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until `question` is true; fails after `seconds`."""
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.02)


def end_of(printer: Printer, job: str, seconds: float = 20.0) -> Outcome:
    """What became of a job."""
    end = time.monotonic() + seconds
    while not (outcome := printer.poll(job)).is_final:
        assert time.monotonic() < end, outcome
        time.sleep(0.02)
    return outcome


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Whether somebody listens on `port`."""
    try:
        socket.create_connection(("localhost", port), timeout=0.2).close()
    except OSError:
        return False
    return True


def avahi_runs() -> bool:
    """Whether an avahi is at work on this machine."""
    return subprocess.run(["avahi-daemon", "--check"], check=False).returncode == 0


@define
class Daemons:
    """Processes of this test session; each is ended by its own handle."""

    folder: Path
    environment: dict[str, str] = field(factory=lambda: dict(os.environ))
    running: list[subprocess.Popen[bytes]] = field(factory=list)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program whose output goes to a log beside it."""
        with (self.folder / f"{Path(command[0]).name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=self.environment
            )
        self.running.append(process)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End one process and wait for it."""
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.running.remove(process)


class Missing(Exception):
    """This machine cannot run a printer; the message says what it lacks."""


@contextmanager
def started() -> Iterator[Daemons]:
    """A private system bus and avahi, without which no IPP printer starts. Raises Missing."""
    os.environ["PATH"] += os.pathsep + "/usr/sbin"
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise Missing(f"not installed: {', '.join(missing)}")
    if os.geteuid() != 0 and not avahi_runs():
        raise Missing("avahi is not running and only root may start it")
    # one avahi on a machine: another run of these tests may have a private one for a moment
    eventually(lambda: SYSTEM_BUS.exists() or not avahi_runs(), 90)
    # not the folder of pytest: cupsd's filters run as another user and must get in
    folder = Path(tempfile.mkdtemp(prefix="printers-"))
    folder.chmod(0o755)
    daemons = Daemons(folder)
    try:
        if not avahi_runs():
            _start_avahi(daemons)
        yield daemons
    finally:
        for process in reversed([*daemons.running]):
            daemons.stop(process)
        shutil.rmtree(folder)


def _start_avahi(daemons: Daemons) -> None:
    folder = daemons.folder
    daemons.environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={folder}/bus"
    (folder / "bus.conf").write_text(BUS.format(folder=folder))
    (folder / "avahi.conf").write_text(AVAHI)
    daemons.start("dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile")
    eventually((folder / "bus").exists)
    daemons.start(
        "avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits",
        "-f", f"{folder}/avahi.conf",
    )  # fmt: skip
    log = folder / "avahi-daemon.log"
    eventually(lambda: "startup complete" in log.read_text())


@define
class RealPrinter:
    """An IPP printer on this machine that writes what it prints to a folder."""

    daemons: Daemons
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"ipp://localhost:{self.port}/ipp/print"

    @property
    def ipp(self) -> IppPrinter:
        """Our end of it."""
        return IppPrinter(self.address)

    def switch_on(self) -> None:
        """Start it, in good order."""
        folder = self.daemons.folder
        self.behave("")
        self.process = self.daemons.start(
            "ippeveprinter", "-r", "off", "-n", "localhost", "-p", str(self.port),
            "-f", "application/pdf,image/pwg-raster,image/urf", "-d", f"{folder}/queue", "-k",
            "-c", f"{folder}/print.sh", "Counter A4",
        )  # fmt: skip
        eventually(lambda: answers(self.port))

    def switch_off(self) -> None:
        """Pull the plug."""
        assert self.process is not None
        self.daemons.stop(self.process)
        self.process = None

    def behave(self, mode: str) -> None:
        """`empty`, `jam`, or nothing for good behaviour."""
        (self.daemons.folder / "mode").write_text(mode)

    def next_paper(self) -> bytes:
        """Wait for one paper."""
        eventually(lambda: list((self.daemons.folder / "out").glob("*.pdf")))
        (paper,) = self.printed()
        return paper

    def printed(self) -> list[bytes]:
        """Every paper that came out since the last call."""
        papers = sorted((self.daemons.folder / "out").glob("*.pdf"))
        pdfs = [paper.read_bytes() for paper in papers]
        for paper in papers:
            paper.unlink()
        return pdfs


def printer_of(daemons: Daemons) -> RealPrinter:
    """An IPP printer, switched on."""
    folder = daemons.folder
    for name in ("queue", "out"):
        (folder / name).mkdir()
    script = folder / "print.sh"
    script.write_text(PRINT.format(folder=folder))
    script.chmod(0o755)
    printer = RealPrinter(daemons, free_port())
    printer.switch_on()
    return printer


@define
class Cups:
    """A real CUPS on a port of its own."""

    daemons: Daemons
    port: int

    @property
    def address(self) -> str:
        """The address that a queue's name is appended to."""
        return f"ipp://localhost:{self.port}/printers/"

    def add(self, queue: str, *device: str) -> None:
        """A queue as lpadmin makes it."""
        self._admin("-p", queue, "-E", *device)

    def remove(self, queue: str) -> None:
        """Delete a queue with all its jobs."""
        self._admin("-x", queue)

    def _admin(self, *command: str) -> None:
        subprocess.run(
            ["lpadmin", "-h", f"localhost:{self.port}", *command],
            check=True, env=self.daemons.environment, capture_output=True,
        )  # fmt: skip


def cups_of(daemons: Daemons, printer: RealPrinter) -> Cups:
    """A real CUPS: the queue `Counter` before the printer, and `Blind` that only writes bytes."""
    folder, port = daemons.folder / "cups", free_port()
    for name in ("etc", "cache", "run", "spool/tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "cupsd.conf").write_text(CUPSD.format(port=port))
    (folder / "cups-files.conf").write_text(CUPS_FILES.format(folder=folder))
    daemons.start("cupsd", "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf")
    eventually(lambda: answers(port))
    cups = Cups(daemons, port)
    cups.add("Counter", "-v", printer.address, "-m", "everywhere")
    cups.add("Blind", "-v", f"file://{folder}/blind.prn", "-m", "raw")
    return cups
