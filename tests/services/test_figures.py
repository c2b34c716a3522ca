"""The figures of the hall: counted from the rows, for supervisors only (A1.4.1c)."""

from datetime import date
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook

from counter_app.domain.bodies.course import Outcome
from counter_app.domain.bodies.visit import Channel
from counter_app.domain.cases import course_commands as c
from counter_app.domain.errors import Refusal
from counter_app.domain.opinions.ratings import Rate
from counter_app.services import course, figures, intake, ledgers, ratings, reception
from counter_app.services.desk import Desk
from counter_app.services.figures import By
from counter_app.services.ledger_period import Period
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.ledger_reading import MONTH
from tests.services.windows import FOOD, judge_all, receive
from tests.services.wording_desk import supervisor

SPOT = "JC-SP-006"


@pytest.fixture
def month(first: Opened, clock: Clock) -> Desk:
    """A month at W03: calls, guides, cases decided in time, late, returned; two ratings.

    The correction notice reached nobody, so silence accepted that case on 11-30.
    """
    desk = first.desk
    for channel in (Channel.COUNTER, Channel.TELEPHONE):
        visit = reception.tell_orally(desk, Reception(matter=FOOD, channel=channel)).value
        ratings.give(desk, visit.visit, Rate(stars=2 if channel is Channel.COUNTER else 5))
    reception.guide(desk, Reception(question="在哪里办"), "W05")
    clock.at("2026-11-02 09:00")
    late = receive(desk)
    judge_all(desk, late)
    intake.accept(desk, late)
    clock.at("2026-11-24 09:00")
    spot = receive(desk, matter=SPOT)
    judge_all(desk, spot)
    done = c.Decide(outcome=Outcome.DONE, decided_on=date(2026, 11, 24), paper="")
    course.take(desk, spot, done)
    asked = receive(desk)
    judge_all(desk, asked, missing=["m01"])
    intake.ask_correction(desk, asked)
    course.take(desk, receive(desk), c.Withdraw(reason="不办了", paper=""))
    clock.at("2026-12-10 09:00")
    return supervisor(first)


def period(desk: Desk, window: str = "") -> Period:
    """November."""
    return Period(desk=desk, first=MONTH[0], last=date(2026, 11, 30), window=window)


def test_every_figure_of_the_window_is_counted(month: Desk) -> None:
    """Quiet windows are there with nothing; the window that worked has everything."""
    lines = figures.figures(period(month), By.WINDOW)
    assert len(lines) == len(month.reference.hall().counters)
    own = next(one for one in lines if one.key == "W03").counts
    assert dict(own) == {
        "consults": 3, "calls": 1, "guided": 1, "received": 4, "accepted": 2, "on_the_spot": 1,
        "pledged": 3, "referred": 0, "correction": 1, "returned": 1, "completed": 1,
        "extended": 0, "overdue": 1, "ratings": 2, "bad": 1, "proxied": 0,
    }  # fmt: skip
    assert figures.totals(lines) == dict(own)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (By.DAY, ["11-02", "11-23", "11-24", "11-30"]),
        (By.MONTH, ["2026年11月"]),
        (By.MATTER, None),
        (By.SECTION, None),
    ],
)
def test_the_sum_is_the_same_however_it_is_told_apart(
    month: Desk, by: By, names: list[str] | None
) -> None:
    """By day, by matter, by section: nothing is lost, nothing counted twice."""
    lines = figures.figures(period(month), by)
    whole = figures.totals(figures.figures(period(month), By.WINDOW))
    assert figures.totals(lines) == whole
    if names:
        assert [one.name for one in lines] == names


def test_a_window_alone(month: Desk) -> None:
    """One window of the hall, and one without any figure."""
    assert [one.key for one in figures.figures(period(month, "W03"), By.WINDOW)] == ["W03"]
    quiet = figures.figures(period(month, "W05"), By.WINDOW)
    assert not any(figures.totals(quiet).values())
    assert figures.figures(period(month, "W05"), By.DAY) == []


def test_what_left_the_register_is_still_counted(month: Desk) -> None:
    """A window that was closed, a matter that was taken back: under its key, never dropped."""
    hall = month.reference.hall()
    shrunk = attrs.evolve(
        hall, counters=tuple(one for one in hall.counters if one.id != "W03"), sections=()
    )
    month.reference.hall = lambda: shrunk  # type: ignore[method-assign]
    month.reference.matters_in_force = lambda _day: []  # type: ignore[method-assign]
    for by in By:
        lines = figures.figures(period(month), by)
        assert figures.totals(lines)["received"] == 4


def test_clerks_see_no_load(first: Opened) -> None:
    """A1.4.1c: neither on screen nor on paper."""
    with pytest.raises(Refusal):
        figures.figures(period(first.desk), By.WINDOW)
    with pytest.raises(Refusal):
        ledgers.values_of(first.desk, "daily_report", *MONTH)


def test_the_reports_print(month: Desk) -> None:
    """The month in one sentence, its windows and its matters."""
    report = ledgers.values_of(month, "monthly_report", *MONTH)
    assert "收件4件" in report["summary"] and report["t_overdue"] == "1"
    assert {row["code"] for row in report["matters"]} >= {FOOD, SPOT}
    for kind in ("daily_report", "monthly_report"):
        assert ledgers.pdf_of(month, kind, *MONTH)


@pytest.mark.parametrize("by", list(By))
def test_the_table_is_printed_as_it_is_told_apart(month: Desk, by: By) -> None:
    """Each way of telling apart has its sheet, with the sums that stand on the screen."""
    (page, *_more) = pages_of(ledgers.figures_pdf(period(month), by))
    text = "".join(page.split())
    assert "办件统计表" in text
    assert ledgers.words()["by"][by.value].replace(" ", "") in text


def test_the_workbook_holds_all_of_it(month: Desk, tmp_path: Path) -> None:
    """A line for each window, a line of sums, no person."""
    path = tmp_path / "figures.xlsx"
    count = figures.write_book(period(month), By.WINDOW, path)
    rows = list(load_workbook(path).worksheets[0].values)
    assert len(rows) == count + 2
    assert rows[-1][4] == 4
    assert len(rows[0]) == len(figures.QUESTIONS) + 1
