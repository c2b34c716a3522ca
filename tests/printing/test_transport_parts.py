"""Folders, addresses and IPP bytes."""

import os
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Outage
from counter_app.printing.transport import ipp_message
from counter_app.printing.transport.addresses import printer_for
from counter_app.printing.transport.folder import FolderPrinter
from counter_app.printing.transport.ipp import IppPrinter
from counter_app.printing.transport.printers import OutcomeState


def test_a_folder_takes_papers(tmp_path: Path) -> None:
    """Two papers of one title: two files, whole, nothing else beside them."""
    folder = tmp_path / "文书" / "今天"
    printer = printer_for(folder.as_uri())
    assert printer.status().ready
    jobs = [printer.submit(b"%PDF", "补正 W03/7:1") for _ in range(2)]
    assert sorted(path.name for path in folder.iterdir()) == sorted(jobs)
    assert all(printer.poll(job).state is OutcomeState.CONFIRMED for job in jobs)
    assert (folder / jobs[0]).read_bytes() == b"%PDF"
    printer.cancel(jobs[0])
    assert printer.poll(jobs[0]).state is OutcomeState.CANCELLED


def test_a_folder_that_cannot_be_written_is_an_outage(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "no").write_text("")
    printer = FolderPrinter(tmp_path / "no" / "folder")
    assert not printer.status().ready
    with pytest.raises(Outage):
        printer.submit(b"%PDF", "x")


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the end of the write: an Outage, and no piece of a paper stays."""

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Outage, match="No space left"):
        FolderPrinter(tmp_path).submit(b"%PDF", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_removed_is_an_outage(tmp_path: Path) -> None:
    """Cancel meets a folder under the job's name."""
    (tmp_path / "job").mkdir()
    with pytest.raises(Outage):
        FolderPrinter(tmp_path).cancel("job")


@given(st.binary(max_size=80))
def test_noise_is_no_ipp_message(noise: bytes) -> None:
    """Whatever comes back, it is decoded or refused, nothing else."""
    try:
        ipp_message.answer(noise)
    except ipp_message.BrokenMessage:
        return


def test_a_request_is_what_rfc_8010_says() -> None:
    """Lists repeat their value without a name; groups come in order."""
    message = ipp_message.request(
        0x0B,
        7,
        "ipp://localhost/x",
        [(ipp_message.KEYWORD, "a", "b"), (ipp_message.KEYWORD, "a", "c")],
        [(ipp_message.INTEGER, "copies", 2), (ipp_message.BOOLEAN, "x", True)],
    )
    assert message.startswith(b"\2\0\0\x0b\0\0\0\7\1")
    assert b"\x44\0\1a\0\1b\x44\0\0\0\1c" in message
    assert message.endswith(b"\2\x21\0\6copies\0\4\0\0\0\2\x22\0\1x\0\1\1\3")


class _Canned(BaseHTTPRequestHandler):
    """Answers every request with the bytes the test chose."""

    status = 200
    body = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(type(self).status)
        self.send_header("Content-Length", str(len(type(self).body)))
        self.end_headers()
        self.wfile.write(type(self).body)

    def log_message(self, *_: object) -> None:
        """No noise in the test's output."""


@pytest.fixture
def strange_device() -> Iterator[str]:
    """Something at an IPP address that is no good printer."""
    server = HTTPServer(("localhost", 0), _Canned)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"ipp://localhost:{server.server_port}/ipp/print"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "body"), [(401, b""), (200, b"<html>"), (200, b"\2\0"), (500, b"")]
)
def test_a_device_that_speaks_no_ipp_is_an_outage(
    strange_device: str, status: int, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A web server, a login page, a broken answer."""
    monkeypatch.setattr(_Canned, "status", status)
    monkeypatch.setattr(_Canned, "body", body)
    with pytest.raises(Outage):
        IppPrinter(strange_device).status()


def test_a_busy_printer_may_be_tried_again(
    strange_device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """server-error-busy: an Outage that says so."""
    busy = struct.pack(">BBHi", 2, 0, 0x0507, 1) + b"\3"
    monkeypatch.setattr(_Canned, "body", busy)
    with pytest.raises(Outage) as fault:
        IppPrinter(strange_device, patience=0.0).submit(b"%PDF", "x")
    assert fault.value.retry
    with pytest.raises(Outage):
        IppPrinter(strange_device).poll("1")


def test_a_paused_printer_is_not_ready(
    strange_device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped, with no reason given and with an unknown one."""

    def attribute(tag: int, name: bytes, value: bytes) -> bytes:
        return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value

    head = struct.pack(">BBHi", 2, 0, 0, 1) + b"\4" + attribute(0x23, b"printer-state", b"\0\0\0\5")
    monkeypatch.setattr(_Canned, "body", head + b"\3")
    status = IppPrinter(strange_device).status()
    assert not status.ready
    assert status.reason
    odd = attribute(0x44, b"printer-state-reasons", b"cat-asleep-error")
    monkeypatch.setattr(_Canned, "body", head + odd + b"\3")
    assert IppPrinter(strange_device).status().reason == "cat-asleep"
