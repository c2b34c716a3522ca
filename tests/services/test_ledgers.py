"""Ledgers as papers: which there are, what is refused, what it costs, and that they print."""

from datetime import date
from pathlib import Path
from typing import Any

import apsw
import pytest

from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.bodies.party import PartyKind, PartyLookedAt
from counter_app.domain.bodies.visit import Channel
from counter_app.domain.cases.state import CaseState
from counter_app.domain.errors import InputFault
from counter_app.domain.reception.state import VisitState
from counter_app.printing.catalogue import GROUPS, paper, render
from counter_app.services import intake, ledgers, parties, print_desk, reception
from counter_app.services.desk import Desk
from counter_app.services.ledger_period import words
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.ledger_reading import MONTH, SHOP, day_of_the_window, rows_of, totals_of
from tests.services.windows import CITIZEN, FOOD, carry, join, judge_all, receive
from tests.services.wording_desk import supervisor

OF_TIME = {"extension_ledger", "overdue_register", "responsibility_register", "overdue_reasons"}
"""Empty on a busy day in which everything was in time."""
REPORTS = {"daily_report", "monthly_report"}
"""They name every window, also one at which nothing happened."""
STRANGER = PartyInput(name="钱试样", phone="13500005678")
"""Without a number everyone is somebody new."""


def busy_day(desk: Desk, times: int) -> None:
    """Consults, calls, guides, cases, correction notices and looks, `times` each."""
    for _each in range(times):
        reception.issue_one_time_notice(desk, Reception(matter=FOOD, visitor=STRANGER))
        reception.tell_orally(desk, Reception(matter=FOOD, channel=Channel.TELEPHONE))
        reception.guide(desk, Reception(question="种子"), "W05")
        case = receive(desk, STRANGER)
        judge_all(desk, case, missing=("m01",))
        asked = intake.ask_correction(desk, case).value.paper
        assert asked is not None
        print_desk.confirm(desk, asked.id, came_out=True)
        parties.look_at(desk, intake.case_of(desk, case).applicant, "电话通知补正")


def test_every_ledger_prints_what_its_paper_declares(first: Opened) -> None:
    """Each gives all required values of its layout, and none the layout does not know."""
    busy_day(first.desk, 2)
    desk = day_of_the_window(first, 2)
    assert set(ledgers.AVAILABLE) <= set(GROUPS["ledgers"])
    for kind in ledgers.AVAILABLE:
        values = ledgers.values_of(desk, kind, *MONTH)
        table = "windows" if kind == "monthly_report" else "rows"
        assert values[table] or kind in OF_TIME, kind
        assert set(values) == set(paper(kind).values)
        columns = set(paper(kind).values[table].columns)
        assert all(set(row) == columns for row in values[table])
        assert render(kind, values).sheets


def test_a_ledger_of_many_rows_runs_over_numbered_pages(desk: Desk, clock: Clock) -> None:
    """Forty consults: two pages, the demo hall's mark on each, the totals at the end."""
    for place in range(40):
        clock.at(f"2026-11-23 10:{place:02d}")
        reception.tell_orally(desk, Reception(matter=FOOD))
    first, second = pages_of(ledgers.pdf_of(desk, "consult_ledger", *MONTH, "W03"))
    assert "第1页 共2页" in first
    assert "第2页 共2页" in second
    assert "样张" in first
    assert "40件。窗口40件。已答复40件。" in second
    assert "王示例（工号 示03）" in second


def test_nothing_happened_is_an_answer(first: Opened) -> None:
    """A quiet month: every ledger prints, without rows."""
    desk = supervisor(first)
    for kind in set(ledgers.AVAILABLE) - REPORTS:
        pages = pages_of(ledgers.pdf_of(desk, kind, *MONTH))
        assert "本期无记录" in pages[-1]


def test_every_wrong_entry_is_named_at_once(desk: Desk) -> None:
    """A ledger without facts, days the wrong way round, a window the hall does not have."""
    with pytest.raises(InputFault) as fault:
        ledgers.values_of(desk, "fee_ledger", MONTH[1], MONTH[0], "W77")
    assert set(fault.value.faults) == {"kind", "to", "window"}
    assert "consult_ledger" in fault.value.faults["kind"]
    assert "W77" in fault.value.faults["window"]


def test_the_access_log_tells_who_looked_at_whom_and_why(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A5.5.1: reason and fields; whoever was looked at stays masked in the log itself."""
    person, shop = (receive(first.desk, who) for who in (CITIZEN, SHOP))
    parties.look_at(first.desk, intake.case_of(first.desk, person).applicant, "核对证件号码")
    other = join(tmp_path, first, clock)
    carry(first, other)
    clock.at("2026-11-24 08:40")
    parties.look_at(other.desk, intake.case_of(other.desk, shop).applicant, "邮寄结果")
    mine, theirs = rows_of(other.desk, "access_log")
    assert mine == {
        "at": "11-23 09:41",
        "clerk": "王示例（工号 示03）",
        "window": mine["window"],
        "name": "孙*",
        "kind": "个人",
        "fields": "姓名（名称）、证件号码、电话、住址",
        "reason": "核对证件号码",
    }
    assert (theirs["name"], theirs["kind"]) == ("交城县示例餐饮店", "单位")
    assert totals_of(other.desk, "access_log") == "2次。个人1次，单位1次。查阅人2人。"
    assert rows_of(other.desk, "access_log", "W05") == [theirs]


def test_a_look_at_somebody_unknown_here_is_kept(desk: Desk) -> None:
    """The person's own fact has not arrived, the field is a newer program's: the look counts."""
    look = PartyLookedAt(fields=("passport",), reason="核对")
    desk.act(lambda act: act.append(look, "W09-1:1:0000"))
    (row,) = rows_of(desk, "access_log")
    assert (row["name"], row["kind"], row["fields"]) == ("已删除", "个人", "passport")
    assert totals_of(desk, "access_log") == "1次。个人1次。查阅人1人。"


def test_every_state_a_ledger_prints_has_its_word() -> None:
    """A new state without its word in resources/ledgers.toml would stop the ledger."""
    assert set(Channel) == set(words()["channel"])
    assert set(PartyKind) == set(words()["party_kind"])
    assert set(VisitState) == set(words()["visit_state"])
    assert {*CaseState, "deemed"} - {CaseState.UNKNOWN} == set(words()["case_state"])
    assert {*PrintState, "issued"} == set(words()["print_state"])


def test_two_hundred_rows_take_as_many_queries_as_two(first: Opened) -> None:
    """However long the period, a ledger asks the records the same few questions."""
    counts: list[dict[str, int]] = []
    for times in (2, 198):
        busy_day(first.desk, times)
        desk = day_of_the_window(first, min(times, 8))
        counts.append({kind: asked(desk, kind) for kind in ledgers.AVAILABLE})
    assert counts[0] == counts[1]
    assert len(rows_of(desk, "correction_ledger")) == 200
    assert all(count <= (20 if kind in REPORTS else 7) for kind, count in counts[0].items())


def asked(desk: Desk, kind: str) -> int:
    """How many statements a ledger needs; the guides and the hall are read already."""
    ledgers.values_of(desk, kind, *MONTH)
    statements: list[Any] = []
    connection = desk.database.connection()
    connection.trace_v2(apsw.SQLITE_TRACE_STMT, statements.append)
    ledgers.values_of(desk, kind, *MONTH)
    connection.trace_v2(0)
    return len(statements)


def test_days_of_another_year_stand_under_their_year(desk: Desk, clock: Clock) -> None:
    """Received in December, due in January: the column shows the year it falls in."""
    clock.at("2026-12-21 09:00")
    case = receive(desk)
    judge_all(desk, case)
    intake.accept(desk, case)
    values = ledgers.values_of(desk, "case_ledger", date(2026, 12, 1), date(2027, 1, 31))
    assert values["period"] == "2026年12月1日至2027年1月31日"
    (row,) = values["rows"]
    assert (row["accepted"], row["due"]) == ("12-21", "2027\n01-19")
