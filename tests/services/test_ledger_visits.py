"""Ledgers of the reception: nobody is left out, every person is masked, every outcome has words."""

from datetime import date
from pathlib import Path

from counter_app.domain.bodies.visit import AnswerWay, Channel, VisitOpened
from counter_app.models.base import database
from counter_app.services import intake, ledgers, parties, reception
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.ledger_reading import MONTH, SHOP, rows_of, totals_of
from tests.services.windows import CITIZEN, FOOD, carry, join, rebuilt, switch


def test_a_consult_has_its_four_columns_and_its_clerk(desk: Desk) -> None:
    """A5.4.1.1: name, telephone, question and result, masked, with time and first contact."""
    entry = Reception(matter=FOOD, question="要带哪些材料", visitor=CITIZEN)
    served = reception.answer(desk, entry, AnswerWay.OWN_WORDS, "带身份证和申请书").value
    (row,) = rows_of(desk, "consult_ledger")
    matter = desk.reference.matter_in_force(FOOD, MONTH[0].replace(day=23)).name
    assert row == {
        "number": served.number,
        "at": "11-23 09:41",
        "channel": "窗口",
        "name": "孙*",
        "phone": "135****1234",
        "question": f"{matter}：要带哪些材料",
        "result": "已答复：带身份证和申请书",
        "first_contact": "王示例",
    }
    assert totals_of(desk, "consult_ledger") == "1件。窗口1件。已答复1件。"


def test_every_way_a_consult_ends_has_its_words(desk: Desk) -> None:
    """A promise with its day, word of mouth, a notice, a guide, advice, an application."""
    reception.answer(
        desk, Reception(question="开门时间"), AnswerWay.TO_VERIFY, "与股室核实", date(2027, 1, 4)
    )
    reception.tell_orally(desk, Reception(matter=FOOD))
    reception.guide(desk, Reception(question="开锁"), "")
    reception.advise(desk, Reception(matter=FOOD), "备案即可", "3号窗口")
    noticed = reception.issue_one_time_notice(desk, Reception(matter=FOOD)).value
    application = intake.Application(matter=FOOD, applicant=CITIZEN, visit=noticed.visit)
    intake.receive(desk, application)
    desk.act(lambda act: act.append(_opened("交政务〔2026〕咨字第W03-00190号")))
    assert [row["result"] for row in rows_of(desk, "consult_ledger")] == [
        "须核实，答应2027年1月4日前回复：与股室核实",
        "已口头告知",
        "已引导至服务咨询台",
        "已告知不需要许可：备案即可",
        "已发一次性告知单；已转为申请",
        "尚未答复",
    ]
    states = "待回复1件，已答复2件，已引导1件，转为申请1件，尚未答复1件。"
    assert totals_of(desk, "consult_ledger").endswith(states)


def _opened(number: str) -> VisitOpened:
    return VisitOpened(
        number=number, channel=Channel.COUNTER, first_contact="S99", counter="W03", question="问"
    )


def test_who_gave_no_name_and_who_was_erased_stand_as_such(desk: Desk) -> None:
    """Nobody is left out, nothing is guessed; an organisation is public and stands whole."""
    for visitor in (PartyInput(), SHOP, CITIZEN):
        reception.tell_orally(desk, Reception(matter=FOOD, visitor=visitor))
    erased = parties.party_of(desk, _party("孙试样"))
    desk.vault.erase(erased.key_of)
    rebuilt(desk)
    rows = rows_of(desk, "consult_ledger")
    assert [row["name"] for row in rows] == ["未提供", "交城县示例餐饮店", "已删除"]
    assert [row["phone"] for row in rows] == ["", "035*****0000", ""]


def _party(name: str) -> str:
    row = database.execute_sql("SELECT id FROM party WHERE name = ?", (name,)).fetchone()
    return str(row[0])


def test_the_period_takes_whole_days_and_one_window(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The first and the last day count to their last minute; another window is left out."""
    other = join(tmp_path, first, clock)
    for moment in ("2026-10-31 17:59", "2026-11-01 00:01", "2026-11-30 23:58", "2026-12-01 08:30"):
        clock.at(moment)
        reception.tell_orally(switch(first), Reception(question=moment, matter=FOOD))
    carry(first, other)
    clock.at("2026-11-30 09:00")
    desk = other.desk
    reception.tell_orally(desk, Reception(question="五号", matter=FOOD))
    asked = [row["question"].partition("：")[2] for row in rows_of(desk, "consult_ledger")]
    assert asked == ["2026-11-01 00:01", "五号", "2026-11-30 23:58"]
    (row,) = rows_of(desk, "consult_ledger", window="W05")
    assert row["question"].endswith("五号")
    one_day = ledgers.values_of(desk, "consult_ledger", MONTH[1], MONTH[1], "W03")
    assert (len(one_day["rows"]), one_day["period"]) == (1, "2026年11月30日")
    assert one_day["scope"].startswith("3号窗口")


def test_the_telephone_ledger_takes_calls_alone(desk: Desk) -> None:
    """A1.5.6a: what was asked on the telephone; the three rings are ticked by hand."""
    reception.tell_orally(desk, Reception(matter=FOOD))
    call = Reception(question="几点下班", channel=Channel.TELEPHONE, visitor=CITIZEN)
    reception.answer(desk, call, AnswerWay.OWN_WORDS, "十七点半")
    (row,) = rows_of(desk, "telephone_ledger")
    assert (row["question"], row["answer"]) == ("几点下班", "已答复：十七点半")
    assert (row["name"], row["phone"], row["rings"]) == ("孙*", "135****1234", "□")
    assert totals_of(desk, "telephone_ledger") == "1件。已答复1件。"


def test_guides_are_followed_until_somebody_received_the_citizen(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A2.4: slip, reason, from where, where to, and when the target window confirmed."""
    entry = Reception(question="种子经营", visitor=CITIZEN)
    sent = reception.guide(first.desk, entry, "W05").value
    reception.guide(first.desk, Reception(question="开锁"), "")
    other = join(tmp_path, first, clock)
    carry(first, other)
    clock.at("2026-11-23 09:50")
    reception.confirm_guide(other.desk, sent.visit)
    confirmed, waiting = rows_of(other.desk, "guide_ledger")
    assert sent.paper is not None
    assert confirmed["number"] == sent.paper.number
    assert (confirmed["name"], confirmed["matter"]) == ("孙*", "种子经营")
    assert confirmed["reason"] == reception.NOT_OURS
    assert confirmed["origin"].startswith("3号窗口")
    assert confirmed["target"].startswith("5号窗口")
    assert (confirmed["at"], confirmed["confirmed"]) == ("11-23 09:41", "11-23 09:50")
    assert (waiting["name"], waiting["target"]) == ("未提供", "服务咨询台")
    told_all = "2次。引导至窗口1次，引导至服务咨询台1次；目标窗口已确认接待1次，未确认1次。"
    assert totals_of(other.desk, "guide_ledger") == told_all


def test_a_second_guide_of_one_visit_has_a_row_of_its_own(desk: Desk) -> None:
    """Sent to the wrong window, sent on: two slips, each with its own target."""
    sent = reception.guide(desk, Reception(question="种子"), "W01").value
    reception.guide(desk, Reception(question="种子", visit=sent.visit), "W05")
    targets = [row["target"][:2] for row in rows_of(desk, "guide_ledger")]
    assert targets == ["1号", "5号"]


def test_a_slip_whose_guide_has_not_arrived_is_listed_all_the_same(desk: Desk) -> None:
    """The paper came with the last parcel, the fact of the visit has not: no reason yet."""
    reception.guide(desk, Reception(question="种子"), "W01")
    database.execute_sql("DELETE FROM fact WHERE kind = 'visit.guided'")
    (row,) = rows_of(desk, "guide_ledger")
    assert (row["reason"], row["target"], row["matter"]) == ("", "", "种子")
