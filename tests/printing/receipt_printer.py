"""A receipt printer on loopback: takes ESC/POS, says how it is, runs out of paper, dies."""

import contextlib
import socket
import struct
import threading
import time

from attrs import Factory, define, field

from tests.printing import escpos_decoder

WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
PAPER_OUT = {1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}
CUTTER_STUCK = {1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12}
BROKEN = {1: 0x1A, 2: 0x52, 3: 0x32, 4: 0x12}
NEAR_END = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x1E}
_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_CUT_THEN_ASKED = b"\x1dVB\0\x1dr\x01"


@define
class Brain:
    """What such a device does with the bytes that reach it, at once and in turn.

    `silent`: never answers. `in_turn`: whether it knows GS r. `empty_after`: bytes after which
    its paper is used up.
    """

    state: dict[int, int] = field(factory=lambda: dict(WELL))
    silent: bool = False
    in_turn: bool = True
    empty_after: int | None = None
    received: bytearray = Factory(bytearray)
    printed: bytearray = Factory(bytearray)

    def take(self, heard: bytes) -> bytes:
        """Take bytes in; gives what the device says."""
        self.received += heard
        said = b""
        for at in range(max(0, len(self.received) - len(heard) - 2), len(self.received) - 2):
            if self.received[at : at + 2] == b"\x10\x04" and self.received[at + 2] in self.state:
                said += bytes([self.state[self.received[at + 2]]])
        if self.received.endswith(_CLEAR):
            del self.received[len(self.printed) :]
        said += self.print()
        return b"" if self.silent else said

    def print(self) -> bytes:
        """Print what paper there is for."""
        before = len(self.printed)
        end = len(self.received) if self.empty_after is None else self.empty_after
        self.printed += self.received[before : max(end, before)]
        if len(self.received) > end:
            self.state = dict(PAPER_OUT)
        asked = self.printed.find(_CUT_THEN_ASKED, max(0, before - len(_CUT_THEN_ASKED) + 1))
        return b"\x00" if self.in_turn and asked >= 0 else b""

    def load_paper(self) -> None:
        """New paper: what is held prints by itself."""
        self.state, self.empty_after = dict(WELL), None
        self.print()

    def pieces(self) -> list[list[bytes]]:
        """The papers cut off so far."""
        return escpos_decoder.decode(bytes(self.printed)).pieces


class ReceiptPrinter:
    """One device on a port of its own.

    `late`: seconds before it takes up a connection. `dies_after`: bytes after which it hangs up.
    `takes`: bytes after which it takes no more without hanging up.
    """

    def __init__(
        self,
        brain: Brain | None = None,
        *,
        late: float = 0.0,
        dies_after: int | None = None,
        takes: int | None = None,
    ) -> None:
        self.brain = brain or Brain()
        self._late, self._dies_after, self._takes = late, dies_after, takes
        self._server = socket.socket()
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        self._server.bind(("127.0.0.1", 0))
        self._server.listen()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"escpos://127.0.0.1:{self._server.getsockname()[1]}"

    def __enter__(self) -> "ReceiptPrinter":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Switch off."""
        self._over.set()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(10)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                line, _peer = self._server.accept()
                time.sleep(self._late)
                with contextlib.suppress(ConnectionError), line:
                    self._listen(line)

    def _listen(self, line: socket.socket) -> None:
        line.settimeout(0.05)
        while not self._over.is_set():
            if self._takes is not None and len(self.brain.received) >= self._takes:
                time.sleep(0.02)
                continue
            try:
                heard = line.recv(2048)
            except TimeoutError:
                continue
            if not heard:
                return
            if said := self.brain.take(heard):
                line.send(said)
            if self._dies_after is not None and len(self.brain.received) >= self._dies_after:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
