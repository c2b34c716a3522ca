"""Ledgers of the window and of what citizens say of it (annex 1, A5.5.3)."""

from datetime import date

import pytest

from counter_app.domain.bodies.absence import AbsenceKind
from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.bodies.opinion import OpinionChannel, OpinionKind
from counter_app.domain.bodies.rating import Verified
from counter_app.domain.conduct.absence import Sign
from counter_app.domain.conduct.inspection import Inspect
from counter_app.domain.errors import Refusal
from counter_app.domain.opinions.ratings import CallBack, CloseRating, Rate
from counter_app.domain.opinions.register import Record
from counter_app.services import (
    absences,
    errands,
    inspections,
    ledgers,
    parties,
    ratings,
    reception,
    shifts,
)  # fmt: skip
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.ledger_reading import MONTH, rows_of, totals_of
from tests.services.windows import CITIZEN, FOOD, receive
from tests.services.wording_desk import signed_in, supervisor


def away(desk: Desk, clock: Clock, minutes: int, sign: Sign | None = None) -> str:
    """Away from ten o'clock for so many minutes."""
    clock.at("2026-11-23 10:00")
    desk.uptime = lambda: ("boot", 0.0)
    begun = absences.go(desk, sign).value.id
    desk.uptime = lambda: ("boot", minutes * 60.0)
    clock.at(f"2026-11-23 {10 + minutes // 60}:{minutes % 60:02d}")
    return begun


def test_every_absence_stands_in_the_register(first: Opened, clock: Clock) -> None:
    """S51: five minutes over with their reason; lunch and errands are not counted."""
    desk = first.desk
    long = away(desk, clock, 35)
    absences.come_back(desk)
    absences.explain(desk, long, "送老人下楼")
    away(desk, clock, 90, Sign(kind=AbsenceKind.LUNCH))
    reception.tell_orally(desk, Reception(matter=FOOD))
    refused = away(desk, clock, 20, Sign(kind=AbsenceKind.ERRAND, reason="送件", approver="S07"))
    chief = supervisor(first)
    absences.answer_errand(chief, refused, approved=False, note="窗口缺人")
    one, lunch, errand = rows_of(chief, "absence_register")
    assert (one["left"], one["back"], one["overrun"]) == ("11-23 10:00", "11-23 10:35", "5")
    assert one["remark"] == "送老人下楼" and one["cover"]
    assert "不计30分钟" in lunch["remark"] and "自动收起" in lunch["remark"]
    assert errand["remark"] == "外出未获批准" and errand["back"] == ""
    totals = totals_of(chief, "absence_register")
    assert totals.startswith("3人次。超过规定时间1人次，累计超时5分钟")


def test_an_allowed_errand_names_who_allowed_it(first: Opened, clock: Clock) -> None:
    """S53: the register shows the supervisor; nothing is over."""
    begun = away(
        first.desk, clock, 20, Sign(kind=AbsenceKind.ERRAND, reason="送件", approver="S07")
    )
    absences.answer_errand(supervisor(first), begun, approved=True)
    (row,) = rows_of(first.desk, "absence_register")
    assert row["approved_by"] and row["remark"] == "不计30分钟"


def test_attendance_shows_who_was_late_and_what_was_ticked(desk: Desk, clock: Clock) -> None:
    """A1.1: 11 minutes late; one of six ticked; handed to S05 at noon."""
    clock.at("2026-11-23 08:41")
    shift = shifts.arrive(desk).value
    shifts.tick(desk, shift.id, "tidy")
    clock.at("2026-11-23 14:00")
    shifts.arrive(desk)
    clock.at("2026-11-23 11:59")
    shifts.close(desk, shift.id, taker="S05", ticked=("power",))
    morning, afternoon = rows_of(desk, "attendance_register")
    assert (morning["opened"], morning["closed"], morning["late"]) == ("08:41", "11:59", "11")
    assert (morning["prepared"], morning["cleared"]) == ("已完成1/6项", "已完成1/6项")
    assert morning["backup"] and (afternoon["closed"], afternoon["cleared"]) == ("", "")
    assert "迟到1人次，累计迟到11分钟" in totals_of(desk, "attendance_register")


def test_inspections_stand_with_clause_and_rectification(first: Opened) -> None:
    """A1.3: what was seen, whom it concerns, until when, done when."""
    desk = supervisor(first)
    seen = Inspect(
        counter="W03",
        category=ConductCategory.DESK,
        note="桌面有水杯",
        about_clerk="S03",
        demand="收起",
        due=date(2026, 11, 24),
    )
    inspections.inspect(desk, seen)
    inspections.inspect(desk, Inspect(counter="W05", category=ConductCategory.NOTHING))
    open_row, nothing = rows_of(desk, "inspection_register")
    assert (open_row["clause"], open_row["due"], open_row["done"]) == ("A1.6.1", "11-24", "")
    assert nothing["clerk"] == ""
    assert "发现问题1件；尚未整改1件" in totals_of(desk, "inspection_register")
    from counter_app.services.window_duties import window_duties

    (task,) = [one for one in window_duties(desk) if one.duty.value == "inspection"]
    inspections.rectify(desk, task.subject)
    assert rows_of(desk, "inspection_register")[0]["done"] == "11-23"


def test_messages_are_masked_and_counted(desk: Desk) -> None:
    """A1.5.6c: the caller by first name and ends of the number; erased ones stand as such."""
    caller = PartyInput(name="孙试样", phone="13500001234")
    for _each in range(2):
        errands.take_message(desk, "S05", "请回电", date(2026, 11, 24), caller)
    row, _other = rows_of(desk, "message_ledger")
    assert (row["name"], row["phone"], row["done_at"]) == ("孙*", "135****1234", "")
    (message, _second) = [
        id for (id,) in desk.database.execute_sql(
            "SELECT id FROM register WHERE kind = 'message' ORDER BY at, id"
        )
    ]  # fmt: skip
    with desk.database.atomic():
        party = errands.message_of(desk, message).caller
        desk.vault.erase(parties.party_of(desk, party).key_of)
    desk.rebuild()
    assert errands.caller(desk, message)[0] == "已删除"
    assert "已删除" in [one["name"] for one in rows_of(desk, "message_ledger")]
    assert totals_of(desk, "message_ledger") == "2件。已办0件，未办2件。"


def test_opinions_show_complaints_to_supervisors_only(first: Opened) -> None:
    """A5.5.2: a clerk's copy says that complaints are kept elsewhere; the name is masked."""
    for kind, words in ((OpinionKind.COMPLAINT, "态度生硬"), (OpinionKind.SUGGESTION, "多设座椅")):
        said = Record(channel=OpinionChannel.BOX, kind=kind, content=words, about_counter="W03")
        inspections.record_opinion(first.desk, said, CITIZEN)
    assert [row["content"] for row in rows_of(first.desk, "opinion_register")] == ["多设座椅"]
    assert "投诉由值班长另行查看" in totals_of(first.desk, "opinion_register")
    desk = supervisor(first)
    rows = rows_of(desk, "opinion_register", "W03")
    assert [row["name"] for row in rows] == ["孙*", "孙*"]
    assert rows_of(desk, "opinion_register", "W05") == []
    for opinion in inspections.open_opinions(desk):
        inspections.reply(desk, opinion.id, "已办理答复")
    assert "已答复2件，待答复0件。" in totals_of(desk, "opinion_register")
    person = inspections.opinions(desk, *MONTH)[0].person
    with desk.database.atomic():
        desk.vault.erase(parties.party_of(desk, person).key_of)
    desk.rebuild()
    assert "已删除" in [row["content"] for row in rows_of(desk, "opinion_register")]


def rated(desk: Desk, stars: int, *reasons: int) -> str:
    """A visit of this window with its rating; gives the rating."""
    visit = reception.tell_orally(desk, Reception(matter=FOOD)).value
    return ratings.give(desk, visit.visit, Rate(stars=stars, reasons=reasons)).value


def test_the_monthly_measurement(first: Opened) -> None:
    """A5.5.3, S49: levels by window and channel; a rating found untrue does not count."""
    receive(first.desk)
    for stars in (5, 5, 4, 3):
        rated(first.desk, stars)
    rated(first.desk, 2, 214, 213)
    untrue = rated(first.desk, 1, 115)
    with pytest.raises(Refusal):
        ledgers.values_of(first.desk, "satisfaction_report", *MONTH)
    desk = supervisor(first)
    ratings.work_on(desk, untrue, CallBack(verified=Verified.UNTRUE, note="查无此事"))
    ratings.work_on(desk, untrue, CloseRating(measure="不采信", counts=False, told=True))
    report = ledgers.values_of(desk, "satisfaction_report", *MONTH)
    own = next(row for row in report["rows"] if row["window"].startswith("3号"))
    assert (own["received"], own["rated"], own["l5"], own["rate"]) == ("1", "5", "2", "80.0%")
    assert [row["code"] for row in report["reasons"]] == ["213", "214"]
    assert report["reasons"][0]["remedy"] == "已整改0件，整改中1件"
    assert report["channels"][0]["rated"] == "5"
    assert report["channels"][1]["rate"] == "—"
    assert ledgers.pdf_of(desk, "satisfaction_report", *MONTH)


def test_bad_ratings_stand_with_their_rectification(first: Opened) -> None:
    """S49: level, reasons, what calling back showed, until when, what was done."""
    rated(first.desk, 2, 214)
    untrue = rated(first.desk, 1)
    desk = signed_in(first, "S08", "supervisor")
    ratings.work_on(desk, untrue, CallBack(verified=Verified.UNTRUE, note="查无此事"))
    ratings.work_on(desk, untrue, CloseRating(measure="不采信", counts=False, told=True))
    rows = {row["level"]: row for row in rows_of(desk, "rating_ledger")}
    open_row, closed = rows["不满意"], rows["非常不满意"]
    assert (open_row["due"], open_row["verified"]) == ("12-07", "")
    assert open_row["reasons"] == "214 服务态度生硬"
    assert closed["verified"] == "不属实；查无此事" and closed["told"] == "已反馈"
    assert closed["measure"].startswith("不计入统计") and closed["done"] == "11-23"
    assert "已整改1件，未整改1件" in totals_of(desk, "rating_ledger")
