"""A slow network printer: enough of IPP for one job, which comes out when the test says so."""

import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROCESSING, COMPLETED, IDLE = 5, 9, 3
PRINT_JOB, GET_JOB = 0x02, 0x09
JOB, PRINTER = 0x02, 0x04
INTEGER, BOOLEAN, ENUM, KEYWORD = 0x21, 0x22, 0x23, 0x44


class SlowPrinter:
    """`taken` is set when a job has arrived, `let_go` when its paper may come out."""

    def __init__(self) -> None:
        self.taken, self.let_go = threading.Event(), threading.Event()
        printer = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                """One request, one answer."""
                body = self.rfile.read(int(self.headers["Content-Length"]))
                reply = printer.answer(*struct.unpack_from(">Hi", body, 2))
                self.send_response(200)
                self.send_header("Content-Type", "application/ipp")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_words: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("localhost", 0), Door)
        self.address = f"ipp://localhost:{self._server.server_port}/ipp/print"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def answer(self, operation: int, number: int) -> bytes:
        """The reply to a request; a job stays open until `let_go`."""
        if operation == PRINT_JOB:
            self.taken.set()
        state = COMPLETED if self.let_go.is_set() else PROCESSING
        if operation in (PRINT_JOB, GET_JOB):
            group = JOB
            told = _number("job-id", INTEGER, 1) + _number("job-state", ENUM, state)
            told += _value("job-state-reasons", KEYWORD, b"none")
        else:
            group = PRINTER
            told = _number("printer-state", ENUM, IDLE)
            told += _value("printer-state-reasons", KEYWORD, b"none")
            told += _value("printer-is-accepting-jobs", BOOLEAN, b"\1")
        return struct.pack(">BBHi", 2, 0, 0, number) + bytes([group]) + told + b"\x03"

    def switch_off(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


def _value(name: str, tag: int, value: bytes) -> bytes:
    label = name.encode()
    return struct.pack(">BH", tag, len(label)) + label + struct.pack(">H", len(value)) + value


def _number(name: str, tag: int, value: int) -> bytes:
    return _value(name, tag, struct.pack(">i", value))
