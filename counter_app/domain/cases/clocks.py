"""What time does to a case by itself: deemed acceptance, both clocks, the light. Never a fact."""

import enum
from datetime import date, datetime, time

import attrs

from counter_app.domain.cases.course_clocks import (
    Renewal,
    collect_by,
    correct_by,
    decision_clocks,
    deliver_by,
    follow_up,
    renewal,
)
from counter_app.domain.cases.course_values import Pause
from counter_app.domain.cases.values import ENDED, OPEN, RUNNING, Case, CaseState
from counter_app.domain.clock import CST
from counter_app.domain.deadlines import (
    DueDate,
    Light,
    light,
    remaining,
    telling_deadline,
)
from counter_app.domain.hall import Hall
from counter_app.domain.matters import CaseClass, ClockStart, DeemRule, MatterSpec
from counter_app.domain.workdays import WorkCalendar


class Standing(enum.StrEnum):
    """What the clerk sees: the state, and what the law has made of it meanwhile."""

    RECEIVED = "received"
    IN_CORRECTION = "in_correction"
    DEEMED_ACCEPTED = "deemed_accepted"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    NOT_A_PERMIT = "not_a_permit"
    REFERRED_UP = "referred_up"
    DEEMED_RENEWED = "deemed_renewed"
    DECIDED = "decided"
    SERVED = "served"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    TERMINATED = "terminated"
    UNKNOWN = "unknown"


class Owed(enum.StrEnum):
    """What the hall owes the applicant next."""

    NOTHING = ""
    TELL = "tell"
    DECIDE = "decide"
    FOLLOW_UP = "follow_up"
    DELIVER = "deliver"


@attrs.frozen(kw_only=True)
class CaseView:
    """A case at one instant.

    `tell_by` is the last instant to accept, refuse or list every correction
    (行政许可法 32(四)); `deemed_on` is set once the law has accepted by silence.
    `pledged` and `statutory` run from `clock_from`, the day the matter's own law names.
    `owed` is what the hall owes next and `owed_on` by which day; light and `remaining` speak
    of that day. `late_days` are the working days by which the decision is, or was, late.
    """

    standing: Standing
    tell_by: datetime | None = None
    deemed_on: date | None = None
    clock_from: date | None = None
    pledged: DueDate | None = None
    statutory: DueDate | None = None
    correct_by: DueDate | None = None
    supply_by: date | None = None
    follow_up: DueDate | None = None
    deliver_by: DueDate | None = None
    collect_by: DueDate | None = None
    renewal: Renewal | None = None
    pauses: tuple[Pause, ...] = ()
    owed: Owed = Owed.NOTHING
    owed_on: date | None = None
    light: Light = Light.NONE
    remaining: int | None = None
    late_days: int = 0

    @property
    def due(self) -> DueDate | None:
        """The date the citizen was given: the pledge, or the statute where none was made."""
        return self.pledged or self.statutory


def tell_by(case: Case, matter: MatterSpec, calendar: WorkCalendar, hall: Hall) -> datetime | None:
    """Close of business on the last day the law leaves for telling; None where it sets none.

    Whoever is received after closing finds business still going on: see `end_of`.
    """
    if case.received_at is None or matter.deem_rule is DeemRule.NONE:
        return None
    received = case.received_at.astimezone(CST).date()
    if matter.deem_rule is DeemRule.SAME_DAY:
        last = received
    else:
        last = telling_deadline(received, calendar).day
    return end_of(last, case.received_at, hall)


def end_of(day: date, received_at: datetime, hall: Hall) -> datetime:
    """The last instant of `day` for an application received at `received_at` (民法典 203).

    Whoever is received after closing finds business still going on: that day ends at midnight.
    """
    closing = datetime.combine(day, hall.close_of_business(day), tzinfo=CST)
    if closing < received_at:
        return datetime.combine(day, time.max, tzinfo=CST)
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
    today = now.astimezone(CST).date()
    deemed = deemed_on(case, now, matter, calendar, hall)
    last = tell_by(case, matter, calendar, hall)
    accepted_on = case.accepted_on or deemed
    seen = CaseView(
        standing=Standing(case.state.value),
        tell_by=last if case.state in OPEN and (deemed or is_telling_owed(case)) else None,
        deemed_on=deemed,
        correct_by=correct_by(case, matter, hall.policy, calendar),
        follow_up=follow_up(case, matter, calendar),
        deliver_by=deliver_by(case, matter, calendar),
        collect_by=collect_by(case, matter, calendar),
        renewal=renewal(case, today, matter, calendar),
        pauses=tuple(one for one in case.course.pauses if one.is_running(today)),
    )
    promised = case.course.undertaking
    if promised and promised.outstanding and case.state in RUNNING:
        seen = attrs.evolve(seen, supply_by=promised.supply_by)
    if accepted_on is not None:
        start = _clock_from(case, matter, accepted_on)
        both = decision_clocks(case, start, matter, calendar)
        seen = attrs.evolve(seen, clock_from=start, pledged=both.pledged, statutory=both.statutory)
    return _judged(case, attrs.evolve(seen, standing=_standing(seen)), now, matter, calendar, hall)


def _standing(seen: CaseView) -> Standing:
    if seen.renewal is not None and seen.renewal.deemed_on is not None:
        return Standing.DEEMED_RENEWED
    return Standing.DEEMED_ACCEPTED if seen.deemed_on else seen.standing


def _judged(
    case: Case,
    seen: CaseView,
    now: datetime,
    matter: MatterSpec,
    calendar: WorkCalendar,
    hall: Hall,
) -> CaseView:
    """`seen` with what is owed next, its light, and how late the decision is or was."""
    today = now.astimezone(CST).date()
    owed, day = _owed(case, seen, matter)
    shown = light(day, today, calendar, hall.policy.warn_working_days)
    if owed is Owed.DECIDE and seen.due is None and day and case.received_at:
        # On the spot means before the window closes (A4.1a), not before midnight.
        shown = Light.RED if now > end_of(day, case.received_at, hall) else shown
    decision = case.course.decision
    until = decision.decided_on if decision else today
    is_running = case.state in RUNNING or decision is not None or seen.deemed_on is not None
    late = seen.due is not None and is_running and until > seen.due.day
    return attrs.evolve(
        seen,
        owed=owed,
        owed_on=day,
        light=shown,
        remaining=remaining(day, today, calendar) if day else None,
        late_days=calendar.count(seen.due.day, until) if late and seen.due else 0,
    )


def _owed(case: Case, seen: CaseView, matter: MatterSpec) -> tuple[Owed, date | None]:
    """What the hall owes next, and by which day; the law's silence counts as acceptance."""
    if case.state is CaseState.DECIDED:
        by = seen.collect_by if not case.course.collection_told_at else None
        by = by or seen.deliver_by
        return (Owed.DELIVER, by.day) if by else (Owed.NOTHING, None)
    if case.state is CaseState.REFERRED_UP:
        return Owed.FOLLOW_UP, seen.follow_up.day if seen.follow_up else None
    if seen.clock_from is not None and case.state not in ENDED:
        if seen.due is not None:
            return Owed.DECIDE, seen.due.day
        return _on_the_spot(case, matter)
    if case.state in OPEN and is_telling_owed(case):
        return (Owed.TELL, seen.tell_by.date()) if seen.tell_by else _on_the_spot(case, matter)
    return Owed.NOTHING, None


def _on_the_spot(case: Case, matter: MatterSpec) -> tuple[Owed, date | None]:
    """A case of the kind 即办 is owed on the day it came (A4.1a); others without a limit, never."""
    if matter.case_class is not CaseClass.ON_THE_SPOT or case.received_at is None:
        return Owed.NOTHING, None
    return Owed.DECIDE, case.received_at.astimezone(CST).date()
