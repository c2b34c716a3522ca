"""The whole program from outside: what a clerk sees happen, with real keys and real processes."""

import os
import signal
import time
from pathlib import Path

from counter_app.services import demo
from tests.real.conftest import SHELL, Program, Starter, ask, eventually

CITIZEN = "王示例"


def sign_in(start: Starter, profile: Path) -> Program:
    """Start the program on a window of the demo hall and sign in by keyboard."""
    program = start("--profile", str(profile))
    window = program.window("")
    eventually(lambda: start.screen.front() == window)
    start.screen.type(demo.PASSWORD)
    start.screen.press("Return")
    program.window(SHELL)
    return program


def typed_draft(hall: Path) -> str:
    """What the form of the reception has kept on the disk."""
    return "".join(str(row[0]) for row in ask(hall, "W03", "SELECT data FROM draft"))


def test_a_second_start_raises_the_first_window(start: Starter, hall: Path) -> None:
    """The icon is clicked again: the window that is open comes to the front, nothing else opens."""
    first = sign_in(start, hall / "W03")
    window = first.window(SHELL)
    other = start("--profile", str(hall / "W05"))
    eventually(lambda: start.screen.front() == other.window(""))
    again = start("--profile", str(hall / "W03"))
    assert again.ended() == 0
    assert start.screen.windows(again.pid) == {}
    eventually(lambda: start.screen.front() == window)
    assert first.process.poll() is None


def test_a_draft_survives_kill_9(start: Starter, hall: Path) -> None:
    """Two seconds after the last key the power is gone; what was typed stands there again."""
    program = sign_in(start, hall / "W03")
    start.screen.press("F2", "alt+n")
    start.screen.type("Zhao Liu")
    time.sleep(2.0)
    os.kill(program.pid, signal.SIGKILL)
    program.ended()
    assert "Zhao Liu" in typed_draft(hall)
    sign_in(start, hall / "W03")
    start.screen.press("F2")
    time.sleep(0.5)
    start.screen.press("alt+n", "End")
    start.screen.type(" jr")
    eventually(lambda: "Zhao Liu jr" in typed_draft(hall))


def test_a_visit_shows_in_the_other_program_within_5_seconds(start: Starter, hall: Path) -> None:
    """Window 3 hands over a one-time notice; window 5, another process, has the visit in 5 s."""
    count = "SELECT count(*) FROM visit WHERE counter = 'W03'"
    other = start("demo", "--alone", "--counter", "W05", "--profile", str(hall))
    other.window(SHELL)
    first = start("demo", "--alone", "--profile", str(hall))
    first.window(SHELL)
    before = ask(hall, "W05", count)
    start.screen.press("F2")
    start.screen.type("spjyxk")
    start.screen.press("Return")
    eventually(lambda: ask(hall, "W03", count) != before, what=first.said())
    eventually(lambda: ask(hall, "W05", count) != before, seconds=5.0)


def test_the_demo_opens_both_windows(start: Starter, tmp_path: Path) -> None:
    """`demo` on an empty folder: two programs, each with its window; closing both ends it."""
    program = start("demo", "--profile", str(tmp_path / "new"))
    window = program.window("3号窗口")
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    child = int(str(eventually(lambda: children.read_text().strip())))
    shown = eventually(lambda: start.screen.windows(child))
    assert isinstance(shown, dict)
    second = next(id for id, title in shown.items() if "5号窗口" in title)
    for one in (second, window):
        program.close(one)
    assert program.ended() == 0
    assert (tmp_path / "new" / "W05" / "counter.db").exists()


def test_the_citizen_screen_comes_and_goes_with_its_monitor(start: Starter, hall: Path) -> None:
    """The idle card stands on the second monitor only; unplugged, it hides; plugged in, it is
    back. It is never on the clerk's screen, and the keys stay with the clerk."""
    screen = start.screen

    def citizen() -> list[tuple[int, int, int, int]]:
        return [screen.area(id) for id in screen.windows(program.pid) if id != window]

    screen.plug("CITIZEN", "1280/338x800/211+1366+0")
    try:
        program = start("demo", "--alone", "--profile", str(hall))
        window = program.window(SHELL)
        eventually(lambda: citizen() == [(1366, 0, 1280, 800)])
        left, _top, width, _height = screen.area(window)
        assert left >= 0 and left + width <= 1366
        assert screen.front() == window
        screen.unplug("CITIZEN")
        eventually(lambda: citizen() == [])
        for _moment in range(10):
            assert citizen() == []
            time.sleep(0.1)
        screen.plug("CITIZEN", "1280/338x800/211+1366+0")
        eventually(lambda: citizen() == [(1366, 0, 1280, 800)])
        screen.run("xdotool", "mousemove", str(1366 + 640), "400", "click", "1")
        assert screen.front() == window
        program.close(window)
        assert program.ended() == 0
    finally:
        screen.run("xrandr", "--delmonitor", "CITIZEN", check=False)


def test_nobody_can_be_told_from_titles_logs_and_file_names(start: Starter, hall: Path) -> None:
    """A citizen is served; neither name nor number stands in a title, the log or a file name."""
    program = sign_in(start, hall / "W03")
    start.screen.press("F2", "alt+n")
    start.screen.paste(CITIZEN)
    start.screen.press("alt+t")
    start.screen.type("13500001234")
    start.screen.press("F2")
    start.screen.type("spjyxk")
    start.screen.press("Return")
    papers = hall / "papers" / "W03"
    eventually(lambda: list(papers.glob("*.pdf")), what=program.said())
    titles = start.screen.windows(program.pid).values()
    names = [str(file.relative_to(hall)) for file in hall.rglob("*")]
    log = (hall / "W03" / "counter.log").read_text("utf-8")
    for text in (*titles, *names, log, program.said()):
        for told in (CITIZEN, "13500001234", "141122199001010005"):
            assert told not in text, text
    assert ask(hall, "W03", f"SELECT 1 FROM party WHERE name = '{CITIZEN}'")


def test_a_damaged_key_file_is_told_in_a_window(start: Starter, hall: Path) -> None:
    """The icon is clicked and the program cannot open: a window says why, then it ends with 1."""
    (hall / "W03" / "keys.json").write_text("{")
    program = start("--profile", str(hall / "W03"))
    program.window("")
    start.screen.press("Return")
    assert program.ended() == 1
    assert "keys.json" in program.said()
