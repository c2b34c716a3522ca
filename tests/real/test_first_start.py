"""The first start of a PC and the last moment of a day, with real keys."""

import subprocess
import sys
import time
from pathlib import Path

from counter_app import settings
from tests.real.conftest import ROOT, Program, Starter, ask, eventually
from tests.real.printer import SlowPrinter

NAME, PASSWORD = "测试县政务服务中心", "long-enough-1"


def hall_key(profile: Path) -> str:
    """What an administrator reads out to the next window."""
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", "hall-key", "--profile", str(profile)],
        cwd=ROOT, env={"COUNTER_PASSWORD": PASSWORD, "PATH": ""}, check=True, text=True,
        capture_output=True, timeout=30,
    )  # fmt: skip
    return done.stdout.strip()


def wizard(start: Starter, profile: Path) -> Program:
    """The program on a PC that has never run it."""
    program = start("--profile", str(profile))
    window = program.window("")
    eventually(lambda: start.screen.front() == window)
    time.sleep(0.3)
    return program


def sign_up(start: Starter) -> None:
    """The pages about the clerk: name, password twice."""
    start.screen.paste("测试员")
    for _twice in range(2):
        start.screen.press("Return")
        start.screen.type(PASSWORD)
    start.screen.press("Return")


def test_a_hall_is_founded_and_another_window_joins_it_by_keyboard(
    start: Starter, tmp_path: Path
) -> None:
    """New hall: Enter through the pages to the clerk's window. Another PC joins with its key."""
    share = tmp_path / "share"
    share.mkdir()
    press, text = start.screen.press, start.screen.type
    first = wizard(start, tmp_path / "pc1")
    press("Return")
    start.screen.paste(NAME)
    press("Return")
    text("7")
    press("Return")
    start.screen.paste("社会保险")
    press("Return")
    start.screen.paste("一层东侧")
    press("Return", "Return")
    sign_up(start)
    text(str(share))
    press("Return", "Return")
    window = first.window(NAME)
    assert "7号窗口" in start.screen.windows(first.pid)[window]
    eventually(lambda: (share / "HALL").exists())
    second = wizard(start, tmp_path / "pc2")
    press("Right", "Return")
    text(str(share))
    press("Return")
    start.screen.paste(hall_key(tmp_path / "pc1"))
    press("Return")
    text("8")
    press("Return")
    sign_up(start)
    press("Return")
    other = second.window(NAME)
    for program, one in ((second, other), (first, window)):
        program.close(one)
        assert program.ended() == 0, program.said()


def test_closing_while_the_printer_works_waits_for_the_outcome(start: Starter, hall: Path) -> None:
    """The window is closed while a notice is printing: it ends when the printer has said how it
    went, and that is on record."""
    printer = SlowPrinter()
    try:
        pc = settings.load(hall / "W03")
        pc.printers.update(papers=printer.address, labels=printer.address)
        settings.save(pc)
        program = start("demo", "--alone", "--profile", str(hall))
        window = program.window("3号窗口")
        start.screen.press("F2")
        start.screen.type("spjyxk")
        start.screen.press("Return")
        eventually(printer.taken.is_set, what=program.said())
        program.close(window)
        time.sleep(1.5)
        assert program.process.poll() is None
        newest = "SELECT state FROM paper ORDER BY issued_at DESC LIMIT 1"
        assert ask(hall, "W03", newest) == [("submitted",)]
        printer.let_go.set()
        assert program.ended() == 0, program.said()
        assert ask(hall, "W03", newest) == [("printed",)]
    finally:
        printer.let_go.set()
        printer.switch_off()
