"""What time does to a case by itself: deemed acceptance, both clocks, the light."""

from datetime import date, timedelta

import attrs
import pytest

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import Ground
from counter_app.domain.cases.clocks import CaseView, Standing, tell_by, view
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.deadlines import Light, Limit, Unit
from counter_app.domain.matters import ClockStart, DeemRule, MatterSpec
from tests.domain.writers import Writer, at, calendar, guide, hall, received

PERMIT = guide()
SAME_DAY = guide("JC-BDC-014")
SERVICE = guide("JC-MZ-025")
NOTICE = b.CorrectionAsked(ordinal=1, items=(), paper="p1")
TOLD = b.Told(paper="p1", paper_kind="correction_notice")


def case_of(writer: Writer) -> Case:
    """The case the facts are about."""
    return fold(writer.seen[0].subject, writer.seen)


def seen(writer: Writer, now: str, matter: MatterSpec = PERMIT) -> CaseView:
    """The case at `now`."""
    return view(case_of(writer), at(now), matter, calendar(), hall())


def test_telling_is_possible_until_close_of_business_of_the_fifth_working_day() -> None:
    """S10, S11: received 09-30 16:50, National Day between; 10-13 17:30 is the last moment."""
    writer = received(at("2026-09-30 16:50"))
    last = tell_by(case_of(writer), PERMIT, calendar(), hall())
    assert last == at("2026-10-13 17:30")
    assert seen(writer, "2026-10-13 17:30").standing is Standing.RECEIVED
    after = seen(writer, "2026-10-13 17:30:01")
    assert (after.standing, after.deemed_on) == (Standing.DEEMED_ACCEPTED, date(2026, 9, 30))
    assert after.due is not None and after.due.day == date(2026, 11, 3)


def test_summer_hours_close_later() -> None:
    """The last day ends when that day's business ends: 18:00 in summer (民法典 203)."""
    writer = received(at("2026-09-18 09:00"))
    assert tell_by(case_of(writer), PERMIT, calendar(), hall()) == at("2026-09-24 18:00")


@pytest.mark.parametrize(
    ("told_at", "standing"),
    [
        ("2026-10-13 17:30", Standing.IN_CORRECTION),
        ("2026-10-13 17:30:01", Standing.DEEMED_ACCEPTED),
        ("2026-10-14 08:30", Standing.DEEMED_ACCEPTED),
        (None, Standing.DEEMED_ACCEPTED),
    ],
)
def test_only_a_notice_told_in_time_stops_the_clock(
    told_at: str | None, standing: Standing
) -> None:
    """S55: asked is not told; a paper that left the printer too late changes nothing."""
    writer = received(at("2026-09-30 16:50"))
    writer.write(NOTICE, at("2026-10-12 10:00"))
    if told_at:
        writer.write(TOLD, at(told_at))
    assert seen(writer, "2026-10-14 09:00").standing is standing


def test_a_notice_not_told_yet_keeps_the_light_on() -> None:
    """S55: the five days go on, so the case still says how many are left."""
    writer = received(at("2026-09-30 16:50"))
    writer.write(NOTICE, at("2026-10-12 10:00"))
    waiting = seen(writer, "2026-10-12 11:00")
    assert (waiting.standing, waiting.remaining) == (Standing.IN_CORRECTION, 1)
    assert waiting.light is Light.YELLOW
    writer.write(TOLD, at("2026-10-12 11:30"))
    at_rest = seen(writer, "2026-10-12 12:00")
    assert (at_rest.light, at_rest.remaining) == (Light.NONE, None)


def test_the_light_of_a_received_case_is_that_of_the_telling() -> None:
    """Blue, yellow on the day before, today on the day."""
    writer = received(at("2026-11-02 09:00"))
    days = ("2026-11-02 10:00", "2026-11-06 10:00", "2026-11-09 10:00")
    lights = [seen(writer, day).light for day in days]
    assert lights == [Light.BLUE, Light.YELLOW, Light.TODAY]


def test_land_registration_is_accepted_unless_refused_in_writing_the_same_day() -> None:
    """不动产登记暂行条例 17: silence until close of business accepts."""
    writer = received(at("2026-11-02 10:00"), "JC-BDC-014")
    assert seen(writer, "2026-11-02 17:30", SAME_DAY).standing is Standing.RECEIVED
    later = seen(writer, "2026-11-02 17:30:01", SAME_DAY)
    assert (later.standing, later.deemed_on) == (Standing.DEEMED_ACCEPTED, date(2026, 11, 2))


def test_who_receives_after_closing_still_has_the_evening_to_tell() -> None:
    """The clerk is there at 18:05: business has not stopped, the day ends at midnight (203)."""
    writer = received(at("2026-11-02 18:05"), "JC-BDC-014")
    assert seen(writer, "2026-11-02 18:06", SAME_DAY).standing is Standing.RECEIVED
    assert seen(writer, "2026-11-02 23:59:59", SAME_DAY).standing is Standing.RECEIVED
    assert seen(writer, "2026-11-03 00:00", SAME_DAY).standing is Standing.DEEMED_ACCEPTED


def test_public_services_have_no_deemed_acceptance() -> None:
    """The effect of silence is the permit law's; others wait without a lapse."""
    assert SERVICE.deem_rule is DeemRule.NONE
    writer = received(at("2026-11-02 10:00"), SERVICE.code)
    much_later = seen(writer, "2026-12-31 10:00", SERVICE)
    assert (much_later.standing, much_later.tell_by) == (Standing.RECEIVED, None)
    assert (much_later.light, much_later.due) == (Light.NONE, None)


def accepted(received_at: str, accepted_on: date, *, corrected: bool = False) -> Writer:
    """An accepted case."""
    writer = received(at(received_at))
    if corrected:
        writer.write(NOTICE, at(received_at))
        writer.write(TOLD, at(received_at))
    writer.write(b.Accepted(accepted_on=accepted_on, deemed=False, paper="p"), at(received_at))
    return writer


@pytest.mark.parametrize(
    ("start", "corrected", "clock_from"),
    [
        (ClockStart.ACCEPTED, False, date(2026, 11, 5)),
        (ClockStart.RECEIVED, False, date(2026, 11, 3)),
        (ClockStart.ALL_RECEIVED, False, date(2026, 11, 3)),
        (ClockStart.RECEIVED, True, date(2026, 11, 5)),
        (ClockStart.ALL_RECEIVED, True, date(2026, 11, 5)),
    ],
)
def test_each_matters_law_names_day_zero(
    start: ClockStart, corrected: bool, clock_from: date
) -> None:
    """Readings 2: receipt or acceptance; a completed correction is the receipt of all papers."""
    matter = attrs.evolve(PERMIT, clock_start=start)
    writer = accepted("2026-11-03 09:00", date(2026, 11, 5), corrected=corrected)
    assert seen(writer, "2026-11-05 10:00", matter).clock_from == clock_from


def test_the_pledge_is_the_citizens_date_and_the_law_stands_beside_it() -> None:
    """Two clocks from one day; the light follows the date the citizen was given."""
    matter = attrs.evolve(PERMIT, pledged=Limit(5, Unit.WORKING_DAY))
    shown = seen(accepted("2026-11-02 09:00", date(2026, 11, 2)), "2026-11-06 10:00", matter)
    assert shown.pledged is not None and shown.pledged.day == date(2026, 11, 9)
    assert shown.statutory is not None and shown.statutory.day == date(2026, 11, 30)
    assert (shown.due, shown.light, shown.remaining) == (shown.pledged, Light.YELLOW, 1)
    assert shown.standing is Standing.ACCEPTED


def test_a_matter_without_any_limit_has_no_light() -> None:
    """Nothing is pledged and the law sets nothing: no date is invented."""
    matter = attrs.evolve(PERMIT, statutory=None, pledged=None)
    shown = seen(accepted("2026-11-02 09:00", date(2026, 11, 2)), "2026-11-06 10:00", matter)
    assert (shown.due, shown.light, shown.remaining) == (None, Light.NONE, None)


def test_an_ended_case_has_no_clock() -> None:
    """Refused is refused; silence cannot accept it any more."""
    writer = received(at("2026-11-02 09:00"))
    body = b.NotAccepted(ground=Ground.NOT_THIS_ORGAN, reason="r", destination="d", paper="p")
    writer.write(body, at("2026-11-02 10:00"))
    ended = seen(writer, "2026-12-01 10:00")
    assert (ended.standing, ended.deemed_on) == (Standing.NOT_ACCEPTED, None)
    assert (ended.light, ended.due) == (Light.NONE, None)


def test_a_case_without_its_receipt_has_no_day_to_count_from() -> None:
    """A gap gives an unknown standing, never a guess."""
    shown = view(Case(id="x"), at("2026-11-02 09:00"), PERMIT, calendar(), hall())
    assert shown == CaseView(standing=Standing.UNKNOWN)
    stray = Writer()
    stray.write(b.Accepted(accepted_on=date(2026, 11, 2), deemed=False, paper="p"))
    assert seen(stray, "2026-11-03 09:00").standing is Standing.UNKNOWN


def test_the_acceptance_written_later_keeps_the_day_of_the_law() -> None:
    """S11: acceptance on 10-14 of what silence accepted on 09-30 runs from 09-30."""
    writer = received(at("2026-09-30 16:50"))
    body = b.Accepted(accepted_on=date(2026, 9, 30), deemed=True, paper="p")
    writer.write(body, at("2026-10-14 08:30"))
    shown = seen(writer, "2026-10-14 08:31")
    assert (shown.standing, shown.deemed_on) == (Standing.ACCEPTED, None)
    assert shown.due is not None and shown.due.day == date(2026, 11, 3)


def test_every_minute_of_a_month_has_one_standing() -> None:
    """Once accepted by silence, always: the lapse never comes undone by waiting."""
    writer = received(at("2026-11-02 09:00"))
    moments = [at("2026-11-02 09:00") + timedelta(hours=step) for step in range(0, 24 * 30, 5)]
    standings = [
        view(case_of(writer), moment, PERMIT, calendar(), hall()).standing for moment in moments
    ]
    turn = standings.index(Standing.DEEMED_ACCEPTED)
    assert set(standings[:turn]) == {Standing.RECEIVED}
    assert set(standings[turn:]) == {Standing.DEEMED_ACCEPTED}
