"""The clocks that run beside and after acceptance: correction, delivery, follow-up, renewal."""

from datetime import date, timedelta

import attrs

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.values import OPEN, RUNNING, Case, CaseState
from counter_app.domain.clock import CST
from counter_app.domain.deadlines import (
    Clocks,
    DueDate,
    Limit,
    Unit,
    add_months,
    clocks,
    due,
)
from counter_app.domain.matters import MatterSpec
from counter_app.domain.policy import Policy
from counter_app.domain.workdays import WorkCalendar

DELIVERY = Limit(10, Unit.WORKING_DAY)
"""Issue and deliver the licence: ten days after the decision (行政许可法 44)."""

RENEWAL_LEAD = Limit(30, Unit.CALENDAR_DAY)
"""Ask for renewal thirty days before the licence ends, unless the law says otherwise (50)."""

RENEWAL_ALARMS = (5, 1)
"""So many working days before a licence under renewal ends, the window is warned."""


@attrs.frozen(kw_only=True)
class Renewal:
    """A licence under renewal: the last day to ask in time, and what silence makes of it (50).

    `deemed_on` is the day the licence counts as renewed, empty while it does not;
    `alarms` the days on which the window is warned.
    """

    expires_on: date
    ask_by: date
    in_time: bool
    deemed_on: date | None
    alarms: tuple[date, ...]


def decision_clocks(case: Case, start: date, matter: MatterSpec, calendar: WorkCalendar) -> Clocks:
    """Both clocks from `start`, with the pauses told in writing and the granted extensions."""
    course = case.course
    return clocks(
        start,
        matter.statutory,
        matter.pledged,
        calendar,
        excluded=[(one.starts_on, one.last_day) for one in course.pauses if one.told_at],
        statutory_extension=sum(one.statutory_days for one in course.granted),
        pledged_extension=sum(one.pledged_days for one in course.granted),
    )


def correct_by(
    case: Case, matter: MatterSpec, policy: Policy, calendar: WorkCalendar
) -> DueDate | None:
    """By when the applicant should have corrected; None where matter and hall set no limit.

    It runs from the day the last notice reached the applicant.
    """
    limit = matter.correction_within or policy.correction_limit
    told = [asked.told_at for asked in case.corrections if asked.told_at]
    if limit is None or not told or case.state is not CaseState.IN_CORRECTION:
        return None
    return due(told[-1].astimezone(CST).date(), limit, calendar)


def awaits_correction(case: Case) -> bool:
    """Whether something the notices asked for is still missing or not in form."""
    defective = (Verdict.MISSING, Verdict.NOT_IN_FORM, Verdict.UNJUDGED)
    asked = {item.material for one in case.corrections for item in one.items}
    return any(case.verdict(material) in defective for material in asked)


def deliver_by(case: Case, matter: MatterSpec, calendar: WorkCalendar) -> DueDate | None:
    """By when the decision has to reach its addressee (行政许可法 44); permits only."""
    decision = case.course.decision
    if decision is None or not matter.permit_law_applies:
        return None
    return due(decision.decided_on, DELIVERY, calendar)


def collect_by(case: Case, matter: MatterSpec, calendar: WorkCalendar) -> DueDate | None:
    """By when the applicant is told to collect, where the matter's law says so (劳务派遣: 5)."""
    decision = case.course.decision
    if decision is None or matter.deliver is None:
        return None
    return due(decision.decided_on, matter.deliver, calendar)


def follow_up(case: Case, matter: MatterSpec, calendar: WorkCalendar) -> DueDate | None:
    """By when the superior authority should have answered a case reported upward (A4.1c)."""
    referral = case.course.referral
    if referral is None or matter.superior_limit is None:
        return None
    return due(referral.sent_at.astimezone(CST).date(), matter.superior_limit, calendar)


def ask_renewal_by(expires_on: date, matter: MatterSpec) -> date:
    """The last day to ask for renewal in time: counted back in natural days or months (50)."""
    lead = matter.renewal_lead or RENEWAL_LEAD
    if lead.unit is Unit.MONTH:
        return add_months(expires_on, -lead.amount)
    return expires_on - timedelta(days=lead.amount)


def renewal(case: Case, today: date, matter: MatterSpec, calendar: WorkCalendar) -> Renewal | None:
    """The licence this case renews; renewed by silence once it ended without a decision."""
    licence = case.course.licence
    if licence is None or case.received_at is None:
        return None
    ask_by = ask_renewal_by(licence.expires_on, matter)
    in_time = case.received_at.astimezone(CST).date() <= ask_by
    silent = case.state in OPEN | RUNNING and today > licence.expires_on
    return Renewal(
        expires_on=licence.expires_on,
        ask_by=ask_by,
        in_time=in_time,
        deemed_on=licence.expires_on + timedelta(days=1) if in_time and silent else None,
        alarms=tuple(_before(licence.expires_on, days, calendar) for days in RENEWAL_ALARMS),
    )


def _before(day: date, working_days: int, calendar: WorkCalendar) -> date:
    """The latest working day from which `working_days` working days are left until `day`."""
    found = day
    while calendar.count(found, day) < working_days or not calendar.is_workday(found):
        found -= timedelta(days=1)
    return found
