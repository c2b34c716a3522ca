"""The absence sign in the records: time without the wall clock, cover, sign-off (A1.6.2)."""

from pathlib import Path

import pytest
from attrs import evolve

from counter_app.domain.bodies.absence import AbsenceKind
from counter_app.domain.conduct.absence import Absence, Sign
from counter_app.domain.deadlines import Light
from counter_app.domain.errors import InputFault, Refusal
from counter_app.models import keyring
from counter_app.services import absences, demo, reception, shifts, today
from counter_app.services.absence_rows import away_seconds
from counter_app.services.desk import Desk
from counter_app.services.duties import Duty
from counter_app.services.presence import not_there
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.services.uptime import uptime
from counter_app.services.window_duties import window_duties
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import FOOD, carry, join, rebuilt, rows, switch
from tests.services.wording_desk import signed_in, supervisor

TEN, LATER = "2026-11-23 10:00", "2026-11-23 10:35"


class Running:
    """The running time of the system, as the test says."""

    def __init__(self) -> None:
        self.run, self.seconds = "boot-1", 5000.0

    def __call__(self) -> tuple[str, float]:
        """Which run, and how long already."""
        return self.run, self.seconds


@pytest.fixture
def running(desk: Desk, clock: Clock) -> Running:
    """Ten o'clock, and a system whose running time the test sets."""
    clock.at(TEN)
    desk.uptime = Running()
    return desk.uptime


def pass_time(clock: Clock, running: Running, minutes: int) -> None:
    """Both clocks go on."""
    hour, minute = divmod(10 * 60 + minutes, 60)
    clock.at(f"2026-11-23 {hour:02d}:{minute:02d}")
    running.seconds = 5000.0 + minutes * 60


def test_away_for_thirty_five_minutes(desk: Desk, clock: Clock, running: Running) -> None:
    """S51: red at 10:30, back at 10:35: five minutes over, a reason owed until it is given."""
    begun = absences.go(desk).value
    assert begun.kind is AbsenceKind.AWAY
    for minutes, light in ((24, Light.NONE), (25, Light.YELLOW), (30, Light.RED)):
        pass_time(clock, running, minutes)
        away = absences.current(desk)
        assert away is not None and (away.seconds, away.light) == (minutes * 60, light)
    pass_time(clock, running, 35)
    back = absences.come_back(desk).value
    assert back is not None and (back.overrun, back.owes_reason) == (5, True)
    assert absences.current(desk) is None
    owed = [one for one in window_duties(desk) if one.duty is Duty.OVERRUN]
    assert [one.subject for one in owed] == [begun.id]
    absences.explain(desk, begun.id, "送老人下楼")
    assert not [one for one in today.tasks(desk) if one.duty is Duty.OVERRUN]


def test_a_clock_set_back_does_not_shorten_it(desk: Desk, clock: Clock, running: Running) -> None:
    """S54: restarted at 10:20 with the PC's clock an hour back: twenty minutes all the same."""
    absences.go(desk)
    running.seconds += 20 * 60
    clock.at("2026-11-23 09:20")
    away = absences.current(desk)
    assert away is not None and away.seconds == 20 * 60


def test_after_a_reboot_the_wall_clock_counts(desk: Desk, clock: Clock, running: Running) -> None:
    """The system was started anew: what else is there; never less than nothing."""
    absences.go(desk)
    running.run, running.seconds = "boot-2", 30.0
    clock.at("2026-11-23 10:20")
    away = absences.current(desk)
    assert away is not None and away.seconds == 20 * 60
    clock.at("2026-11-23 09:00")
    away = absences.current(desk)
    assert away is not None and away.seconds == 0


def test_an_absence_whose_beginning_has_not_arrived_lasts_no_time(desk: Desk) -> None:
    """Its first fact is still on the share."""
    assert away_seconds(Absence(id="x"), desk.clock(), desk.uptime) == 0


def test_an_allowed_errand_never_turns_red(first: Opened, clock: Clock, running: Running) -> None:
    """S53: two hours for an errand the supervisor allowed here with the password."""
    desk = first.desk
    key = keyring.unlock(first.pc.profile, "S03", demo.PASSWORD)
    keyring.add_clerk(first.pc.profile, key, "S07", "杨示例", "supervisor-7", demo.LIGHT)
    sign = Sign(kind=AbsenceKind.ERRAND, reason="送件到市局", approver="S07", cover_counter="W05")
    with pytest.raises(InputFault):
        absences.go(desk, sign, "wrong")
    with pytest.raises(Refusal):
        absences.go(desk, evolve(sign, approver="S08"), "supervisor-7")
    begun = absences.go(desk, sign, "supervisor-7").value
    assert begun.approved and begun.approver == "S07"
    pass_time(clock, running, 120)
    away = absences.current(desk)
    assert away is not None and away.light is Light.NONE and "5号窗口" in away.sign.cover
    back = absences.come_back(desk).value
    assert back is not None and not back.owes_reason


def test_an_errand_waits_for_its_supervisor(first: Opened, clock: Clock, running: Running) -> None:
    """Without the password it counts as 暂离 and stands on the supervisor's list."""
    sign = Sign(kind=AbsenceKind.ERRAND, reason="送件到市局", approver="S07")
    begun = absences.go(first.desk, sign).value
    desk = supervisor(first)
    waiting = [one for one in window_duties(desk) if one.duty is Duty.ERRAND]
    assert [one.subject for one in waiting] == [begun.id]
    absences.answer_errand(desk, begun.id, approved=True)
    assert not [one for one in window_duties(desk) if one.duty is Duty.ERRAND]
    pass_time(clock, running, 60)
    away = absences.current(desk)
    assert away is not None and away.light is Light.NONE


def test_the_sign_says_something_else(desk: Desk, running: Running) -> None:
    """The printer breaks: the sign says so, in the uniform format."""
    begun = absences.go(desk).value
    absences.revise(desk, begun.id, Sign(kind=AbsenceKind.FAULT, cover_clerk="S99"))
    away = absences.current(desk)
    assert away is not None
    assert (away.sign.kind, away.sign.back_at) == ("设备故障", "")
    assert away.sign.cover == "请到服务咨询台询问"
    with pytest.raises(Refusal):
        absences.go(desk)


def test_serving_takes_the_sign_down(desk: Desk, clock: Clock, running: Running) -> None:
    """A1.6.2a: a visit is answered while the sign is up; it comes down in the same act."""
    begun = absences.go(desk).value
    pass_time(clock, running, 10)
    reception.tell_orally(desk, Reception(matter=FOOD))
    found = absences.absence_of(desk, begun.id)
    assert (found.is_open, found.by_serving, found.away_s) == (False, True, 600)
    assert absences.come_back(desk).value is None


def test_another_clerk_at_the_window_does_not_end_it(first: Opened, running: Running) -> None:
    """The sign is of who left; the deputy's visits leave it standing until somebody takes it."""
    begun = absences.go(first.desk).value
    desk = supervisor(first)
    reception.tell_orally(desk, Reception(matter=FOOD))
    assert absences.absence_of(desk, begun.id).is_open


def test_other_windows_see_who_covers(
    tmp_path: Path, first: Opened, clock: Clock, running: Running
) -> None:
    """A1.5.4a: the sign at W03 reaches W05 with the share, and says who covers until when."""
    begun = absences.go(first.desk).value
    other = join(tmp_path, first, clock)
    carry(first, other)
    desk = switch(other)
    gone = not_there(desk)["W03"]
    assert (gone.state, gone.back_at) == ("暂离", "10:30")
    assert gone.cover and gone.cover in gone.words()
    assert not_there(desk).keys() == {"W03"} and begun.is_open
    assert absences.current(desk) is None
    assert rows()["register"] == rebuilt(desk)["register"]


def test_supervisors_see_who_is_away_too_long(
    tmp_path: Path, first: Opened, clock: Clock, running: Running
) -> None:
    """S51: at 10:35 the supervisor at W05 reads that W03 is 5 minutes over; a clerk does not."""
    absences.go(first.desk)
    other = join(tmp_path, first, clock)
    carry(first, other)
    clock.at("2026-11-23 10:30")
    assert not_there(supervisor(other))["W03"].over == 0
    clock.at("2026-11-23 10:35")
    assert "超时 5 分钟" in not_there(supervisor(other))["W03"].words()
    assert not_there(signed_in(other, "S05", "clerk"))["W03"].over == 0


def test_a_window_that_signed_off_serves_nobody(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """Everybody at W03 has signed off today: nobody is sent there unknowing; opened again, fine."""
    other = join(tmp_path, first, clock)
    desk = switch(first)
    shift = shifts.arrive(desk).value
    shifts.close(desk, shift.id)
    assert not not_there(desk)  # nobody is told so of the own window
    carry(first, other)
    there = switch(other)
    assert not_there(there)["W03"].words() == "今日已签退"
    clock.at("2026-11-24 09:00")
    assert not not_there(there)


def test_the_sign_is_printed_in_the_uniform_format(desk: Desk, running: Running) -> None:
    """No citizen screen: a sheet for the desk says window, kind, return and cover."""
    begun = absences.go(desk).value
    (page,) = pages_of(absences.sign_pdf(desk, begun.id))
    text = "".join(page.split())
    for words in ("暂离", "10:30", "3号窗口"):
        assert words in text
    absences.revise(desk, begun.id, Sign(kind=AbsenceKind.CLOSED))
    (page,) = pages_of(absences.sign_pdf(desk, begun.id))
    assert "下一工作时间" in "".join(page.split())


def test_the_running_time_survives_the_program(tmp_path: Path) -> None:
    """Where the system names its start the span goes on across programs; elsewhere within one."""
    boot = tmp_path / "boot_id"
    boot.write_text("abc\n", "ascii")
    assert uptime(boot)[0] == "abc"
    first, second = uptime(tmp_path / "none"), uptime(tmp_path / "none")
    assert first[0] == second[0] != "abc" and second[1] >= first[1]


def test_a_window_the_register_forgot_keeps_its_sign(desk: Desk, running: Running) -> None:
    """The window was taken out of the register: the sign still says where it hangs."""
    begun = absences.go(desk).value
    assert absences.sign_words(desk, evolve(begun, counter="W99")).window == "W99"
