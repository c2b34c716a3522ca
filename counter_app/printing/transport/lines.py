"""The cable to a device that takes plain bytes: a TCP port, or a device file of the system."""

import os
import select
import socket
import stat
import struct
import sys
import time
from typing import Protocol

from counter_app.domain.errors import Outage
from counter_app.printing.transport.printers import PrinterStatus
from counter_app.words import _

RAW_PORT = 9100
_CONNECT_SECONDS = 5.0
_LPGETSTATUS = 0x060B
_PORT_OK, _PORT_SELECTED, _PORT_PAPER_OUT = 0x08, 0x10, 0x20


class Line(Protocol):
    """An open line. Every method raises OSError when the line breaks."""

    @property
    def can_answer(self) -> bool:
        """Whether the device can say anything at all on this line."""

    def push(self, data: bytes, seconds: float) -> int:
        """Hand over what fits within `seconds`; 0 when the device took nothing."""

    def answer(self, seconds: float) -> bytes:
        """What the device said by now, or says within `seconds`; empty when it stays silent."""

    def port(self) -> PrinterStatus | None:
        """What the wires of the port say; None when there are none."""

    def close(self, *, forget: bool = False) -> None:
        """End the connection; `forget` drops what this PC has not sent yet."""


class TcpLine:
    """A printer's raw port, or a print server's."""

    can_answer = True

    def __init__(self, host: str, port: int) -> None:
        try:
            self._socket = socket.create_connection((host, port), _CONNECT_SECONDS)
        except OSError as fault:
            raise unreachable() from fault

    def push(self, data: bytes, seconds: float) -> int:
        """A full buffer is no fault: 0."""
        self._socket.settimeout(seconds)
        try:
            return self._socket.send(data)
        except TimeoutError:
            return 0

    def answer(self, seconds: float) -> bytes:
        """Raises ConnectionResetError when the other end hung up."""
        self._socket.settimeout(max(seconds, 0.001))
        try:
            said = self._socket.recv(64)
        except TimeoutError:
            return b""
        if not said:
            raise ConnectionResetError("the printer hung up")
        return said

    def port(self) -> None:
        """A network has no such wires."""

    def close(self, *, forget: bool = False) -> None:
        """`forget` resets the connection, so that unsent bytes do not print by themselves."""
        if forget:
            linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._socket.close()


class FileLine:
    """A device file such as /dev/usb/lp0; one that cannot be read gives no answers."""

    def __init__(self, path: str) -> None:
        if sys.platform == "win32":
            raise Outage(
                _("This system has no device files."),
                _("Use winspool:///NAME of an installed printer."),
                retry=False,
            )
        try:
            self._file, self.can_answer = _opened(path)
        except PermissionError as fault:
            raise Outage(
                _("This user may not write to {path}.").format(path=path),
                _("Let the administrator add the user to the group lp, then log in again."),
                retry=False,
            ) from fault
        except OSError as fault:
            raise unreachable() from fault

    def push(self, data: bytes, seconds: float) -> int:
        """A full buffer is no fault: 0."""
        if not select.select([], [self._file], [], seconds)[1]:
            return 0
        try:
            return os.write(self._file, data)
        except BlockingIOError:
            time.sleep(min(seconds, 0.02))
            return 0

    def answer(self, seconds: float) -> bytes:
        """Nothing from a file that only takes."""
        end = time.monotonic() + seconds
        while self.can_answer:
            left = max(0.0, end - time.monotonic())
            if select.select([self._file], [], [], left)[0]:
                try:
                    said = os.read(self._file, 64)
                except BlockingIOError:
                    said = b""
                if said:
                    return said
                time.sleep(min(left, 0.02))
            if left == 0.0:
                break
        return b""

    def port(self) -> PrinterStatus | None:
        """The status wires of a parallel or USB printer port, where the driver gives them."""
        if sys.platform == "win32":
            return None
        import fcntl

        wires = bytearray(struct.calcsize("i"))
        try:
            fcntl.ioctl(self._file, _LPGETSTATUS, wires)
        except OSError:
            return None
        return port_status(struct.unpack("i", wires)[0])

    def close(self, *, forget: bool = False) -> None:
        """The driver keeps nothing once the file is closed."""
        os.close(self._file)


def _opened(path: str) -> tuple[int, bool]:
    """The device at `path`, and whether it can be read; OSError for what is no device."""
    waiting = os.O_NONBLOCK | os.O_NOCTTY
    mode = os.stat(path).st_mode
    if stat.S_ISCHR(mode):
        try:
            return os.open(path, os.O_RDWR | waiting), True
        except PermissionError:
            return os.open(path, os.O_WRONLY | waiting), False
    if stat.S_ISFIFO(mode):
        return os.open(path, os.O_WRONLY | waiting), False
    raise OSError("no device file")


def port_status(wires: int) -> PrinterStatus:
    """The status wires of IEEE 1284 in words."""
    if wires & _PORT_PAPER_OUT:
        return PrinterStatus(False, _("out of paper"))
    if not wires & _PORT_SELECTED:
        return PrinterStatus(False, _("printer offline"))
    if not wires & _PORT_OK:
        return PrinterStatus(False, _("the printer reports a fault: switch it off and on"))
    return PrinterStatus(True)


def unreachable() -> Outage:
    """Nobody at the other end."""
    return Outage(
        _("The printer cannot be reached."),
        _("Check that it is switched on and connected, then print again."),
    )
