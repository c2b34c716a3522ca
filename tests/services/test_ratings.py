"""Ratings in the records: one for a service, unseen by who served, put right in time (A5.5.3)."""

from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.bodies.rating import RatingChannel, Verified
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.opinions.ratings import Appeal, CallBack, CloseRating, Rate
from counter_app.services import ratings, reception
from counter_app.services.desk import Desk
from counter_app.services.duties import Duty
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception, Served
from counter_app.services.window_duties import window_duties
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import CITIZEN, FOOD, carry, join, rebuilt, receive, rows, switch
from tests.services.wording_desk import signed_in, supervisor

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def served(desk: Desk) -> Served:
    """Somebody was told everything."""
    return reception.tell_orally(desk, Reception(matter=FOOD, visitor=CITIZEN)).value


def test_a_service_is_rated_once(desk: Desk, clock: Clock) -> None:
    """The second tap, and the paper form found later in the box, are refused."""
    visit = served(desk)
    ratings.give(desk, visit.visit, Rate(stars=5, reasons=(517,)), clock())
    with pytest.raises(Refusal):
        ratings.give(desk, visit.visit, Rate(stars=1), clock())


def test_who_stands_there_next_rates_nothing_of_who_left(desk: Desk, clock: Clock) -> None:
    """The next visit began after the rating was asked for: the screen is no longer his."""
    visit = served(desk)
    asked_at = clock()
    clock.at("2026-11-23 09:50")
    served(desk)
    with pytest.raises(Refusal):
        ratings.give(desk, visit.visit, Rate(stars=1), asked_at)


def test_a_number_nobody_has_is_named(desk: Desk) -> None:
    """A slip in typing the number of a paper form."""
    with pytest.raises(InputFault) as fault:
        ratings.service_of("没有这个号")
    assert list(fault.value.faults) == ["about"]


def test_a_case_is_rated_like_a_visit(desk: Desk) -> None:
    """By its id or its number; it is the clerk of the case who served."""
    case = receive(desk)
    service = ratings.service_of(case)
    assert ratings.service_of(service.number) == service
    assert (service.counter, service.served_by, service.rated) == ("W03", "S03", False)


def test_clerks_read_no_ratings(desk: Desk) -> None:
    """Invisible to who was rated: the list is for supervisors."""
    with pytest.raises(Refusal):
        ratings.lines(desk, FIRST, LAST)


def test_a_bad_rating_is_worked_on_by_the_supervisor(first: Opened, clock: Clock) -> None:
    """S49: two stars on Monday are put right within ten working days: call back, hear, close."""
    visit = served(first.desk)
    ratings.give(first.desk, visit.visit, Rate(stars=2, reasons=(214,)), clock())
    assert not [one for one in window_duties(first.desk) if one.duty is Duty.RATING]
    desk = supervisor(first)
    (line,) = ratings.lines(desk, FIRST, LAST, only_open=True)
    assert (line.due, line.is_late, line.rating.stars) == (date(2026, 12, 7), False, 2)
    (task,) = [one for one in window_duties(desk) if one.duty is Duty.RATING]
    assert (task.subject, task.by) == (line.rating.id, "2026-12-07")
    clock.at("2026-12-08 09:00")
    assert ratings.line_of(desk, line.rating.id).is_late
    for command in (
        CallBack(verified=Verified.TRUE, note="电话核实"),
        Appeal(by="S03", ground="系统故障"),
        CloseRating(measure="已培训"),
    ):
        ratings.work_on(desk, line.rating.id, command)
    assert not ratings.lines(desk, FIRST, LAST, only_open=True)
    assert len(ratings.lines(desk, FIRST, LAST)) == 1


def test_nobody_works_on_the_rating_of_his_own_service(first: Opened, clock: Clock) -> None:
    """A supervisor who served does not find it on his list."""
    desk = supervisor(first)
    visit = served(desk)
    ratings.give(desk, visit.visit, Rate(stars=1), clock())
    assert not [one for one in window_duties(desk) if one.duty is Duty.RATING]
    other = signed_in(first, "S08", "supervisor")
    assert [one for one in window_duties(other) if one.duty is Duty.RATING]


def test_a_paper_form_names_its_service_and_is_entered_by_a_supervisor(first: Opened) -> None:
    """Who does not use the screen takes a form; its number finds the service again."""
    desk = first.desk
    visit = served(desk)
    paper = ratings.issue_form(desk, visit.number).value
    with pytest.raises(Refusal):
        ratings.give(desk, visit.number, Rate(stars=3, channel=RatingChannel.PAPER))
    desk = supervisor(first)
    ratings.give(desk, visit.number, Rate(stars=3, channel=RatingChannel.PAPER))
    from counter_app.services import papers

    text = "".join(pages_of(papers.pdf_of(desk, paper.id))[0].split())
    assert "非常满意" in text and "孙试样" not in text


def test_a_case_gets_a_form_as_well(desk: Desk) -> None:
    """The form of a case names its matter."""
    paper = ratings.issue_form(desk, receive(desk)).value
    assert paper.kind == "satisfaction_survey"


def test_every_channel_has_its_words() -> None:
    """The monthly report names the four channels."""
    assert len({ratings.channel_words(one) for one in RatingChannel}) == len(RatingChannel)


def test_a_rating_reaches_the_supervisor_at_another_window(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """Given at W03, read at W05; the rows there are those a rebuild makes."""
    visit = served(first.desk)
    ratings.give(first.desk, visit.visit, Rate(stars=1), clock())
    other = join(tmp_path, first, clock)
    carry(first, other)
    desk = supervisor(other)
    assert [one.rating.about for one in ratings.lines(desk, FIRST, LAST)] == [visit.visit]
    assert rows()["register"] == rebuilt(switch(other))["register"]
