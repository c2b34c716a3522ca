"""Background work and the door for errors."""

import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import sleep

import pytest
from PySide6.QtCore import QObject, qWarning
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Clash, Outage, Refusal
from counter_app.ui.kit.errors import ErrorDoor, install_hooks
from counter_app.ui.kit.jobs import InlineJobs, Jobs
from tests.ui.conftest import NOW


@pytest.fixture
def lost() -> list[BaseException]:
    """Errors nobody asked about."""
    return []


@pytest.fixture
def jobs(qapp: object, lost: list[BaseException]) -> Iterator[Jobs]:
    """Real lanes, drained after the test."""
    made = Jobs(lost.append)
    yield made
    assert made.close(5)


def test_results_come_home_to_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    """Work runs elsewhere, the answer arrives here."""
    seen: list[object] = []
    jobs.desk(threading.get_ident, lambda there: seen.extend([there, threading.get_ident()]), None)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] != threading.get_ident()
    assert seen[1] == threading.get_ident()


def test_a_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other(
    qtbot: QtBot, jobs: Jobs
) -> None:
    """The desk works in order while reading goes past a slow courier."""
    order: list[int] = []
    read: list[str] = []
    gate = threading.Event()
    jobs.courier(lambda: gate.wait(5))
    for number in range(20):
        jobs.desk(partial(_same, number), order.append)
    jobs.read(lambda: "rows", read.append)
    qtbot.waitUntil(lambda: len(order) == 20 and read == ["rows"])
    assert order == list(range(20))
    assert jobs.waiting() == 1
    gate.set()


def test_errors_go_to_the_asker_or_to_the_door(
    qtbot: QtBot, jobs: Jobs, lost: list[BaseException]
) -> None:
    """`failed` gets the error; without it the door does."""
    mine: list[BaseException] = []
    jobs.read(lambda: 1 // 0, None, mine.append)
    jobs.read(lambda: 1 // 0)
    qtbot.waitUntil(lambda: bool(mine) and bool(lost))
    assert isinstance(mine[0], ZeroDivisionError)


def test_cancelled_work_and_dead_receivers_are_left_alone(qtbot: QtBot, jobs: Jobs) -> None:
    """A closed dialog gets no answer; cancelled work that waits is not begun."""

    class Dialog(QObject):
        def receive(self, _result: object) -> None:
            raise AssertionError("answer to a dead widget")

    dialog, ran = Dialog(), []
    jobs.desk(lambda: sleep(0.05), dialog.receive)
    jobs.desk(lambda: ran.append(1)).cancel()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: jobs.waiting() == 0)
    assert ran == []


def test_closing_drains_what_was_asked_for(qapp: object, lost: list[BaseException]) -> None:
    """Work queued before closing is finished and its answer comes home."""
    jobs = Jobs(lost.append)
    home: list[int] = []
    for number in range(5):
        jobs.desk(partial(_slowly, number), home.append)
    assert jobs.close(5)
    assert home == list(range(5))


def test_closing_gives_up_after_its_time(qapp: object, lost: list[BaseException]) -> None:
    """A lane that hangs does not keep the window open for ever."""
    jobs, gate = Jobs(lost.append), threading.Event()
    jobs.courier(lambda: gate.wait(10))
    assert not jobs.close(0.1)
    gate.set()
    assert jobs.close(5)


def test_inline_jobs_have_happened_on_return(lost: list[BaseException]) -> None:
    """Tests need no waiting."""
    jobs = InlineJobs(lost.append)
    home: list[int] = []
    jobs.paper(lambda: 7, home.append)
    jobs.courier(lambda: 1 // 0)
    assert (home, len(lost), jobs.waiting()) == ([7], 1, 0)
    with pytest.raises(ZeroDivisionError):
        InlineJobs().desk(lambda: 1 // 0)


def test_each_kind_of_error_has_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    """Outage: banner with retry. Clash and a refusal without a form: to the shell."""
    door = ErrorDoor(tmp_path, lambda: NOW)
    seen: list[object] = []
    door.banner.connect(lambda outage, retry: seen.append((outage.what, retry)))
    door.clash.connect(lambda clash: seen.append(clash.subject))
    door.refused.connect(lambda refusal: seen.append(refusal.clause))
    door.show(Outage("打印机", "缺纸"), retry=print)
    door.show(Outage("磁盘", "已满", retry=False), retry=print)
    door.show(Clash("已受理", "case-1"))
    door.show(Refusal("不能", "A1.4.1"))
    assert seen == [("打印机", print), ("磁盘", None), "case-1", "A1.4.1"]


@pytest.mark.logs_errors
def test_a_fault_of_ours_leaves_a_report_without_personal_data(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """The report names the place in the program, not the person."""
    door = ErrorDoor(tmp_path / "reports", lambda: NOW)
    with qtbot.waitSignal(door.reported) as caught:
        try:
            raise KeyError("欧阳测试 110101190001010000")
        except KeyError as error:
            door.failed()(error)
    report = caught.args[0].read_text(encoding="utf-8")
    assert "KeyError" in report
    assert "test_jobs.py" in report
    assert "欧阳" not in report
    assert "1101" not in report


@pytest.mark.logs_errors
def test_three_roads_meet_in_one_door(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """sys.excepthook, threading.excepthook and Qt's handler end in the same place."""
    door = ErrorDoor(tmp_path, lambda: NOW)
    undo = install_hooks(door)
    try:
        with qtbot.waitSignal(door.reported):
            thread = threading.Thread(target=_fail)
            thread.start()
            thread.join()
        with qtbot.waitSignal(door.reported):
            sys.excepthook(ValueError, ValueError("x"), None)
        qWarning("word 张三")
        assert any(record.getMessage() == "word *" for record in caplog.records)
    finally:
        undo()


def _fail() -> None:
    raise ValueError("in a thread")


def _same(number: int) -> int:
    return number


def _slowly(number: int) -> int:
    sleep(0.01)
    return number
