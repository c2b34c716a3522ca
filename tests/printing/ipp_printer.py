"""An IPP printer with bad manners, for what a well-behaved real one cannot be made to do."""

import http.server
import socket
import ssl
import struct
import threading
from pathlib import Path
from typing import Any

from attrs import define, field

from counter_app.printing.transport import ipp_message

_PRINT, _CANCEL, _GET_JOB, _GET_JOBS, _GET_PRINTER = 0x02, 0x08, 0x09, 0x0A, 0x0B
PENDING, CANCELLED, COMPLETED = 3, 7, 9
_INTEGER, _ENUM, _TEXT = 0x21, 0x23, 0x44


@define
class Memory:
    """What the printer knows, and how it misbehaves from now on.

    `busy`: how many papers it turns away. `hangs_up`: after taking a paper it says nothing;
    `dies`: the same, and it is off then. `deaf`: it says nothing and takes nothing. `holds`: jobs
    stay pending. `http`: answers every request with this HTTP status. `nameless`: does not tell
    what a job is called.
    """

    busy: int = 0
    hangs_up: bool = False
    dies: bool = False
    deaf: bool = False
    holds: bool = False
    http: int = 200
    nameless: bool = False
    asked: list[int] = field(factory=list)
    jobs: dict[int, list[Any]] = field(factory=dict)  # number: [name, state]

    @property
    def sheets(self) -> list[str]:
        """The names of the jobs that came out."""
        return [name for name, state in self.jobs.values() if state == COMPLETED]


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    label = name.encode()
    return struct.pack(">BH", tag, len(label)) + label + struct.pack(">H", len(value)) + value


def _of(memory: Memory, number: int) -> bytes:
    name, state = memory.jobs[number]
    told = b"\2" + _attribute(_INTEGER, "job-id", struct.pack(">i", number))
    told += _attribute(_ENUM, "job-state", struct.pack(">i", state))
    return told if memory.nameless else told + _attribute(0x42, "job-name", name.encode())


class _Handler(http.server.BaseHTTPRequestHandler):
    """One request, one answer, or none."""

    memory: Memory

    def do_POST(self) -> None:
        """As the memory says."""
        request = self.rfile.read(int(self.headers["Content-Length"]))
        operation = struct.unpack_from(">H", request, 2)[0]
        self.memory.asked.append(operation)
        body = self._answer(operation, ipp_message.answer(request).first(1))
        if body is None:
            self.close_connection = True
            return
        self.send_response(self.memory.http)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, operation: int, asked: dict[str, list[Any]]) -> bytes | None:
        memory, status, groups = self.memory, 0, b""
        if operation == _PRINT:
            if memory.deaf:
                return None
            if memory.busy:
                memory.busy -= 1
                status = 0x0507
            else:
                number = len(memory.jobs) + 1
                state = PENDING if memory.holds else COMPLETED
                memory.jobs[number] = [asked["job-name"][0], state]
                groups = _of(memory, number)
                if memory.dies:
                    self.server.shutdown()
                    self.server.server_close()
                if memory.dies or memory.hangs_up:
                    return None
        elif operation in (_GET_JOB, _CANCEL):
            number = asked["job-id"][0]
            if number not in memory.jobs:
                status = 0x0406
            elif operation == _CANCEL:
                memory.jobs[number][1] = CANCELLED
            else:
                groups = _of(memory, number)
        elif operation == _GET_JOBS:
            open_ones = asked["which-jobs"][0] == "not-completed"
            for number, (_name, state) in memory.jobs.items():
                if (state == PENDING) is open_ones:
                    groups += _of(memory, number)
        else:
            groups = b"\4" + _attribute(_ENUM, "printer-state", struct.pack(">i", 3))
        return struct.pack(">BBHi", 2, 0, status, 1) + groups + b"\3"

    def log_message(self, *_: object) -> None:
        """No noise in the test's output."""


class IppDevice:
    """The printer at its port; it can be switched off and on, and keeps its jobs or not."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.memory = Memory()
        self._certificate = certificate
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            self.port: int = probe.getsockname()[1]
        self._server: http.server.ThreadingHTTPServer | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"{'ipps' if self._certificate else 'ipp'}://localhost:{self.port}/ipp/print"

    def __enter__(self) -> "IppDevice":
        self.switch_on()
        return self

    def __exit__(self, *_: object) -> None:
        self.switch_off()

    def switch_on(self) -> None:
        """Listen."""
        handler = type("Handler", (_Handler,), {"memory": self.memory})
        self._server = http.server.ThreadingHTTPServer(("localhost", self.port), handler)
        if self._certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self._certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def switch_off(self) -> None:
        """Pull the plug."""
        if self._server is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None
