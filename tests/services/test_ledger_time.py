"""Ledgers of time out of facts: extensions, lateness, responsibility, reasons made public."""

from datetime import date

import attrs

from counter_app.domain.cases import course_commands as c
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.services import course, ledgers, registers
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from tests.hall import Clock
from tests.services.test_course import GRANTED, accepted, supervised
from tests.services.windows import CITIZEN, receive

PERIOD = (date(2026, 11, 1), date(2027, 1, 31))


def ledger(desk: Desk, kind: str) -> tuple[list[dict[str, str]], str]:
    """Rows and totals of a ledger."""
    values = ledgers.values_of(desk, kind, *PERIOD)
    return values["rows"], values["totals"]


def extended(desk: Desk, clock: Clock) -> str:
    """Asked and granted on 2026-12-16: from 12-21 to 12-28. Gives the notice."""
    case = accepted(desk)
    clock.at("2026-12-16 09:00")
    asking = c.RequestExtension(until=date(2026, 12, 28), reason="需要复测", paper="")
    course.take(desk, case, asking)
    supervised(desk)
    paper = course.take(desk, case, c.ApproveExtension(paper="")).value.paper
    assert paper is not None
    return paper.id


def test_an_extension_stands_with_both_days_and_whether_it_was_told(
    desk: Desk, clock: Clock, first: Opened
) -> None:
    """A4.2: five working days; not told until the notice is in the applicant's hand."""
    paper = extended(desk, clock)
    (row,), totals = ledger(desk, "extension_ledger")
    assert (row["due"], row["new_due"], row["days"], row["told"]) == ("12-21", "12-28", "5", "")
    assert row["reason"] == "需要复测"
    assert "未告知1件次" in totals
    CounterServices(desk, dict(first.pc.printers)).print(paper)
    (row,), totals = ledger(desk, "extension_ledger")
    assert row["told"] == "12-16"
    assert "已告知申请人1件次" in totals


def test_an_extension_of_a_case_not_known_here_has_its_paper(desk: Desk, clock: Clock) -> None:
    """Its guide has not arrived at this window: number and name stand, the days are blank."""
    extended(desk, clock)
    database.execute_sql("DELETE FROM document WHERE kind = 'matter'")
    desk.reference.forget()
    (row,), _totals = ledger(desk, "extension_ledger")
    assert (row["new_due"], row["name"]) == ("", "孙*")


def late(desk: Desk, clock: Clock) -> str:
    """Accepted on 11-23, due on 12-21, still open on 12-23; another never told."""
    case = accepted(desk)
    receive(desk)
    clock.at("2026-12-23 09:00")
    return case


def test_what_was_late_stands_with_its_explanation_and_consequence(
    desk: Desk, clock: Clock
) -> None:
    """A4.3: two days late, explained by telephone, answered by a supervisor, then decided."""
    case = late(desk, clock)
    rows, totals = ledger(desk, "overdue_register")
    assert [row["days"] for row in rows] == ["2", "2"]
    assert "未说明理由2件" in totals
    told = c.Explain(about="overdue", way="电话", said="因复测延误", public_reason="设备检修")
    course.take(desk, case, told)
    course.take(desk, case, attrs.evolve(GRANTED, decided_on=date(2026, 12, 23)))
    supervised(desk)
    registers.answer(desk, case, "overdue", words="交接遗漏", consequence="提醒谈话")
    rows, totals = ledger(desk, "overdue_register")
    (row,) = [one for one in rows if one["ended"]]
    assert (row["explained"], row["consequence"]) == ("12-23 电话", "提醒谈话")
    assert (row["reason"], row["name"]) == ("因复测延误", "孙*")
    assert "尚未办结1件" in totals


def test_what_was_not_told_stands_in_the_register_of_telling(desk: Desk, clock: Clock) -> None:
    """A3.5: violation and article; 待处理 until it is answered."""
    late(desk, clock)
    (row,), totals = ledger(desk, "responsibility_register")
    assert "视为受理" in row["violation"]
    assert "第三十二条" in row["basis"]
    assert row["handling"] == "待处理"
    assert "待处理1件次" in totals
    supervised(desk)
    (open_row,) = [one for one in registers.unanswered(desk) if one.record.id == "not_told"]
    registers.answer(desk, open_row.case.id, "not_told", words="交接遗漏")
    (row,), _totals = ledger(desk, "responsibility_register")
    assert row["handling"] == "交接遗漏"


def test_reasons_are_made_public_without_persons(desk: Desk, clock: Clock) -> None:
    """优化营商环境条例 36: only where a reason was given; nobody's name stands in it."""
    case = late(desk, clock)
    assert ledger(desk, "overdue_reasons")[0] == []
    told = c.Explain(about="overdue", way="电话", said="因复测延误", public_reason="设备检修")
    course.take(desk, case, told)
    (row,), totals = ledger(desk, "overdue_reasons")
    assert (row["reason"], row["days"], row["limit"]) == ("设备检修", "2", "20个工作日")
    assert totals == "1件。"
    assert CITIZEN.name not in repr(row)


def test_every_ledger_of_time_is_a_paper(desk: Desk, clock: Clock) -> None:
    """Each renders, empty and filled."""
    kinds = (
        "extension_ledger",
        "overdue_register",
        "responsibility_register",
        "overdue_reasons",
    )
    for kind in kinds:
        assert ledgers.pdf_of(desk, kind, *PERIOD).startswith(b"%PDF")
    case = late(desk, clock)
    told = c.Explain(about="overdue", way="电话", said="因复测延误", public_reason="设备检修")
    course.take(desk, case, told)
    for kind in kinds:
        rows, _totals = ledger(desk, kind)
        columns = set(catalogue.paper(kind).values["rows"].columns)
        assert all(set(row) == columns for row in rows)
        assert ledgers.pdf_of(desk, kind, *PERIOD).startswith(b"%PDF")
