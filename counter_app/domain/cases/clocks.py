"""What time does to a case by itself: deemed acceptance, both clocks, the light. Never a fact."""

import enum
from datetime import date, datetime, time

import attrs

from counter_app.domain.cases.values import ENDED, Case, CaseState
from counter_app.domain.clock import CST
from counter_app.domain.deadlines import DueDate, Light, clocks, light, remaining, telling_deadline
from counter_app.domain.hall import Hall
from counter_app.domain.matters import ClockStart, DeemRule, MatterSpec
from counter_app.domain.workdays import WorkCalendar


class Standing(enum.StrEnum):
    """What the clerk sees: the state, and what the law has made of it meanwhile."""

    RECEIVED = "received"
    IN_CORRECTION = "in_correction"
    DEEMED_ACCEPTED = "deemed_accepted"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    NOT_A_PERMIT = "not_a_permit"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class CaseView:
    """A case at one instant.

    `tell_by` is the last instant to accept, refuse or list every correction
    (行政许可法 32(四)); `deemed_on` is set once the law has accepted by silence.
    `pledged` and `statutory` run from `clock_from`, the day the matter's own law names.
    """

    standing: Standing
    tell_by: datetime | None = None
    deemed_on: date | None = None
    clock_from: date | None = None
    pledged: DueDate | None = None
    statutory: DueDate | None = None
    light: Light = Light.NONE
    remaining: int | None = None

    @property
    def due(self) -> DueDate | None:
        """The date the citizen was given: the pledge, or the statute where none was made."""
        return self.pledged or self.statutory


def tell_by(case: Case, matter: MatterSpec, calendar: WorkCalendar, hall: Hall) -> datetime | None:
    """Close of business on the last day the law leaves for telling; None where it sets none.

    Whoever is received after closing finds business still going on: that day ends at
    midnight (民法典 203).
    """
    if case.received_at is None or matter.deem_rule is DeemRule.NONE:
        return None
    received = case.received_at.astimezone(CST).date()
    if matter.deem_rule is DeemRule.SAME_DAY:
        last = received
    else:
        last = telling_deadline(received, calendar).day
    closing = datetime.combine(last, hall.close_of_business(last), tzinfo=CST)
    if closing < case.received_at:
        return datetime.combine(last, time.max, tzinfo=CST)
    return closing


def is_telling_owed(case: Case) -> bool:
    """Whether the applicant still has to be told something: a notice nobody got tells nothing."""
    open_states = (CaseState.RECEIVED, CaseState.IN_CORRECTION)
    return case.state in open_states and case.first_told() is None


def deemed_on(
    case: Case, now: datetime, matter: MatterSpec, calendar: WorkCalendar, hall: Hall
) -> date | None:
    """The day of receipt, once nobody told the applicant anything in time (行政许可法 32(四))."""
    if case.state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
        return None
    last = tell_by(case, matter, calendar, hall)
    if last is None or now <= last or case.received_at is None:
        return None
    told = case.first_told()
    if told is not None and told.told_at is not None and told.told_at <= last:
        return None
    return case.received_at.astimezone(CST).date()


def _clock_from(case: Case, matter: MatterSpec, accepted_on: date) -> date:
    """The clock's day 0: receipt for matters whose law says so, else acceptance.

    A complete correction is the receipt of all valid papers, so the later day
    counts for receipt clocks too (readings 2; 案卷评查标准).
    """
    if matter.clock_start is ClockStart.ACCEPTED or case.corrections or case.received_at is None:
        return accepted_on
    return case.received_at.astimezone(CST).date()


def view(
    case: Case, now: datetime, matter: MatterSpec, calendar: WorkCalendar, hall: Hall
) -> CaseView:
    """The case at `now`, with what the law did by itself."""
    deemed = deemed_on(case, now, matter, calendar, hall)
    last = tell_by(case, matter, calendar, hall)
    accepted_on = case.accepted_on or deemed
    today = now.astimezone(CST).date()
    if case.state in ENDED or accepted_on is None:
        owed = last if is_telling_owed(case) else None
        day = owed.date() if owed else None
        return CaseView(
            standing=Standing(case.state.value),
            tell_by=owed,
            light=light(day, today, calendar),
            remaining=remaining(day, today, calendar) if day else None,
        )
    start = _clock_from(case, matter, accepted_on)
    both = clocks(start, matter.statutory, matter.pledged, calendar)
    first = both.pledged or both.statutory
    return CaseView(
        standing=Standing.ACCEPTED if case.accepted_on else Standing.DEEMED_ACCEPTED,
        tell_by=None if case.accepted_on else last,
        deemed_on=deemed,
        clock_from=start,
        pledged=both.pledged,
        statutory=both.statutory,
        light=light(first.day, today, calendar) if first else Light.NONE,
        remaining=remaining(first.day, today, calendar) if first else None,
    )
