"""The clocks beside and after acceptance: correction, delivery, follow-up, renewal (3.2, 3.3)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import CorrectionItem, Verdict
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.clocks import CaseView, Owed
from counter_app.domain.cases.course_clocks import ask_renewal_by, awaits_correction
from counter_app.domain.cases.law import seen_now
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Light, Limit, Unit, excluded_days
from counter_app.domain.matters import CaseClass
from tests.domain.applications import SPEC, case_of, do
from tests.domain.courses import on, running
from tests.domain.test_ending import GRANT, SERVE, decided
from tests.domain.test_promising import NURSE, renewing
from tests.domain.test_referring import UPWARD, reported
from tests.domain.writers import Writer, calendar, guide, received

DISPATCH = guide("JC-RS-021")
DRUGS = guide("JC-NY-035")


def seen(writer: Writer, where: Context) -> CaseView:
    """The case in the surroundings `where`."""
    return seen_now(case_of(writer), where)


# -- correction (3.2)


def corrected_by_guide() -> tuple[Writer, Context]:
    """Told on 2026-11-03; the guide gives five working days."""
    matter = attrs.evolve(SPEC, correction_within=Limit(5, Unit.WORKING_DAY))
    writer = received()
    item = CorrectionItem(material="m01", problem="未交", cure="请补交")
    writer.write(b.CorrectionAsked(ordinal=1, items=(item,), paper="补1"), on("2026-11-03").now)
    told = b.Told(paper="补1", paper_kind="correction_notice")
    writer.write(told, on("2026-11-03").now)
    return writer, on("2026-11-04", matter)


def test_the_guides_limit_of_correction_runs_from_the_telling() -> None:
    """3.2: five working days after 11-03 end on 11-10."""
    writer, where = corrected_by_guide()
    by = seen(writer, where).correct_by
    assert by is not None
    assert by.day == date(2026, 11, 10)


def test_the_halls_limit_holds_where_the_guide_sets_none() -> None:
    """3.2: twenty working days by the hall; nothing where nobody has decided."""
    writer, _where = corrected_by_guide()
    where = on("2026-11-04")
    assert seen(writer, where).correct_by is None
    policy = attrs.evolve(where.hall.policy, correction_limit=Limit(20, Unit.WORKING_DAY))
    by_hall = attrs.evolve(where, hall=attrs.evolve(where.hall, policy=policy))
    by = seen(writer, by_hall).correct_by
    assert by is not None
    assert by.day == date(2026, 12, 1)


def test_what_was_asked_for_is_awaited_until_it_is_in_order() -> None:
    """3.2: missing, then brought."""
    writer, _where = corrected_by_guide()
    assert awaits_correction(case_of(writer))
    judged = b.MaterialJudged(
        material="m01", verdict=Verdict.IN_ORDER, originals=1, copies=0, problem="", cure=""
    )
    writer.write(judged, on("2026-11-04").now)
    assert not awaits_correction(case_of(writer))


# -- delivery (44)


def test_a_decision_is_delivered_within_ten_working_days() -> None:
    """S37 (44): decided on 11-16, by 11-30; the light speaks of that day until it is delivered."""
    writer = decided()
    view = seen(writer, on("2026-11-27"))
    assert (view.owed, view.owed_on, view.light) == (
        Owed.DELIVER,
        date(2026, 11, 30),
        Light.YELLOW,
    )
    do(writer, SERVE, on("2026-11-27"))
    assert seen(writer, on("2026-11-27")).owed is Owed.NOTHING


def test_collection_is_told_where_the_law_says_so() -> None:
    """S37 (劳务派遣): five working days after 11-16 end on 11-23; told, delivery is owed."""
    writer = running(DISPATCH)
    do(writer, GRANT, on("2026-11-16", DISPATCH))
    assert seen(writer, on("2026-11-17", DISPATCH)).owed_on == date(2026, 11, 23)
    do(writer, c.TellCollection(way="电话"), on("2026-11-18", DISPATCH))
    assert seen(writer, on("2026-11-18", DISPATCH)).owed_on == date(2026, 11, 30)


def test_a_service_has_no_day_of_delivery() -> None:
    """44 speaks of permits; the result of a service is taken along."""
    service = attrs.evolve(SPEC, permit_law_applies=False)
    view = seen(decided(), on("2026-11-17", service))
    assert (view.deliver_by, view.owed) == (None, Owed.NOTHING)


# -- the superior (A4.1c)


def test_without_a_limit_of_the_superior_nothing_is_watched() -> None:
    """A4.1c: the guide does not say how long they take."""
    silent = attrs.evolve(UPWARD, superior_limit=None)
    view = seen(reported(), on("2026-11-09", silent))
    assert (view.owed, view.owed_on) == (Owed.FOLLOW_UP, None)


# -- renewal (50)


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        (None, date(2026, 10, 21)),
        (Limit(90, Unit.CALENDAR_DAY), date(2026, 8, 22)),
        (Limit(6, Unit.MONTH), date(2026, 5, 20)),
    ],
    ids=["thirty days", "农药 90 days", "兽药 6 months"],
)
def test_each_law_has_its_lead(lead: Limit | None, day: date) -> None:
    """50: counted back from 2026-11-20 in natural days or months."""
    assert ask_renewal_by(date(2026, 11, 20), attrs.evolve(SPEC, renewal_lead=lead)) == day


def test_the_shipped_guides_know_their_leads() -> None:
    """3.3: 兽药 half a year."""
    assert DRUGS.renewal_lead == Limit(6, Unit.MONTH)


def test_the_window_is_warned_before_a_licence_ends() -> None:
    """S39: five working days and one before 2026-11-20: on 11-13 and on 11-19."""
    writer = running(NURSE)
    licence = c.NoteLicence(licence="护证1", expires_on=date(2026, 11, 20))
    do(writer, licence, on("2026-11-03", NURSE))
    renewal = seen(writer, on("2026-11-04", NURSE)).renewal
    assert renewal is not None
    assert renewal.alarms == (date(2026, 11, 13), date(2026, 11, 19))


def test_a_licence_is_not_renewed_by_silence_before_its_last_day_is_over() -> None:
    """50: on 12-31 it is still the old one; a decided case is never renewed by silence."""
    writer = renewing()
    renewal = seen(writer, on("2026-12-31", NURSE)).renewal
    assert renewal is not None
    assert renewal.deemed_on is None
    do(writer, GRANT, on("2026-11-16", NURSE))
    after = seen(writer, on("2027-01-04", NURSE)).renewal
    assert after is not None
    assert after.deemed_on is None


# -- on the spot (A4.1a)


def test_a_case_on_the_spot_is_owed_before_the_window_closes() -> None:
    """S24: opened in the morning: due today until closing, red from then on."""
    spot = attrs.evolve(
        SPEC, case_class=CaseClass.ON_THE_SPOT, statutory=None, permit_law_applies=False
    )
    writer = running(spot)
    assert seen(writer, on("2026-11-03 17:30", spot)).light is Light.TODAY
    assert seen(writer, on("2026-11-03 17:31", spot)).light is Light.RED


# -- what does not count


@pytest.mark.parametrize(
    ("unit", "days"),
    [(Unit.WORKING_DAY, 6), (Unit.CALENDAR_DAY, 8), (Unit.HOUR, 0), (Unit.ON_THE_SPOT, 0)],
)
def test_excluded_days_are_counted_in_the_unit_of_the_limit(unit: Unit, days: int) -> None:
    """45: a review from Tuesday 11-10 to Tuesday 11-17."""
    amount = 0 if unit is Unit.ON_THE_SPOT else 20
    period = (date(2026, 11, 10), date(2026, 11, 17))
    assert excluded_days([period], Limit(amount, unit), calendar()) == days
