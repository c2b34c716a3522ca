"""Lights from a row, and the register of what the law was not kept in (rules 3.5, A3.5, A4.3).

`watch` writes down what time will do to a case, so that a list tells its light at any instant
without folding it; `records` are the rows of the responsibility register, computed, never stored.
"""

import enum
from datetime import date, datetime, timedelta

import attrs

from counter_app.domain.cases.clocks import CaseView, Owed, end_of, tell_by, view
from counter_app.domain.cases.course_values import Answer, Extension
from counter_app.domain.cases.explaining import EXTENSION, OVERDUE
from counter_app.domain.cases.values import OPEN, Case, CaseState
from counter_app.domain.clock import CST
from counter_app.domain.deadlines import Light, light, remaining
from counter_app.domain.hall import Hall
from counter_app.domain.matters import CaseClass, MatterSpec
from counter_app.domain.workdays import WorkCalendar

INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Watch:
    """What is owed, by which day, and what time alone makes of it.

    After `lapses_at` a telling has been missed and `next_owed` is owed by `next_on`; a case
    on the spot is red from then on.
    """

    owed: Owed = Owed.NOTHING
    owed_on: date | None = None
    lapses_at: datetime | None = None
    next_owed: Owed = Owed.NOTHING
    next_on: date | None = None

    def has_lapsed(self, now: datetime) -> bool:
        """Whether the instant has passed."""
        return self.lapses_at is not None and now > self.lapses_at

    def owed_at(self, now: datetime) -> tuple[Owed, date | None]:
        """What is owed at `now`, and by which day."""
        if self.owed is Owed.TELL and self.has_lapsed(now):
            return self.next_owed, self.next_on
        return self.owed, self.owed_on

    def light(self, now: datetime, calendar: WorkCalendar, warn: int) -> Light:
        """The light at `now`; it depends on the days, the instant and the threshold alone."""
        day = self.owed_at(now)[1]
        if (
            day is not None
            and self.has_lapsed(now)
            and self.lapses_at
            and day <= _day(self.lapses_at)
        ):
            return Light.RED
        return light(day, _day(now), calendar, warn)

    def remaining(self, now: datetime, calendar: WorkCalendar) -> int | None:
        """Working days left until the day owed."""
        day = self.owed_at(now)[1]
        return remaining(day, _day(now), calendar) if day else None


def _day(moment: datetime) -> date:
    return moment.astimezone(CST).date()


def watch(case: Case, matter: MatterSpec, calendar: WorkCalendar, hall: Hall) -> Watch:
    """What there is to watch in a case as its facts stand."""
    if case.received_at is None:
        return Watch()
    before = view(case, case.received_at, matter, calendar, hall)
    last = tell_by(case, matter, calendar, hall)
    if last is not None and case.state in OPEN:
        after = view(case, last + INSTANT, matter, calendar, hall)
        if after.deemed_on:
            return Watch(
                owed=Owed.TELL,
                owed_on=_day(last),
                lapses_at=last,
                next_owed=after.owed,
                next_on=after.owed_on,
            )
    is_spot = before.owed is Owed.DECIDE and before.due is None and before.owed_on
    closes = end_of(before.owed_on, case.received_at, hall) if is_spot and before.owed_on else None
    return Watch(owed=before.owed, owed_on=before.owed_on, lapses_at=closes)


class Breach(enum.StrEnum):
    """What the law was not kept in."""

    NOT_TOLD = "not_told"
    TOLD_TWICE = "told_twice"
    OVERDUE = "overdue"
    ON_THE_SPOT = "on_the_spot"
    NOT_EXPLAINED = "not_explained"
    NOT_DELIVERED = "not_delivered"
    NOT_CALLED = "not_called"


@attrs.frozen(kw_only=True)
class Record:
    """A row of the responsibility register; `id` stays the same, `since` is the first bad day.

    `paper` is the notice it is about, where there is one.
    """

    id: str
    breach: Breach
    since: date
    paper: str = ""
    answer: Answer | None = None


def records(
    case: Case, now: datetime, matter: MatterSpec, calendar: WorkCalendar, hall: Hall
) -> tuple[Record, ...]:
    """A row for every rule of telling and time this case has broken by `now`, and no other."""
    if case.received_at is None:
        return ()
    seen = view(case, now, matter, calendar, hall)
    last = tell_by(case, matter, calendar, hall)
    found = [
        *_not_told(case, seen, last),
        *_told_twice(case),
        *_overdue(seen),
        *_on_the_spot(case, matter, now, hall),
        *_not_explained(case, now, matter, calendar, hall),
        *_not_delivered(case, seen, now),
    ]
    answers = {one.record: one for one in case.course.answers}
    return tuple(attrs.evolve(one, answer=answers.get(one.id)) for one in found)


def _not_told(case: Case, seen: CaseView, last: datetime | None) -> list[Record]:
    """Nobody told the applicant within five working days: accepted by silence (32(四))."""
    told = case.first_told()
    is_late = bool(last and told and told.told_at and told.told_at > last)
    if last is None or not (seen.deemed_on or case.deemed or is_late):
        return []
    return [Record(id=Breach.NOT_TOLD.value, breach=Breach.NOT_TOLD, since=_day(last))]


def _told_twice(case: Case) -> list[Record]:
    """A later notice asked for something new, let through by a supervisor (72(四))."""
    return [
        Record(
            id=f"{Breach.TOLD_TWICE}:{one.paper}",
            breach=Breach.TOLD_TWICE,
            since=_day(one.asked_at),
            paper=one.paper,
        )
        for one in case.corrections
        if one.approved_by
    ]


def _overdue(seen: CaseView) -> list[Record]:
    if not seen.late_days or seen.due is None:
        return []
    return [Record(id=OVERDUE, breach=Breach.OVERDUE, since=seen.due.day + DAY)]


def _on_the_spot(case: Case, matter: MatterSpec, now: datetime, hall: Hall) -> list[Record]:
    """Open past closing (A4.1a), unless the applicant was told in time what to correct.

    Where the law has a limit for what cannot be done at once (市场主体登记: 3 working days),
    that limit runs from acceptance.
    """
    if matter.case_class is not CaseClass.ON_THE_SPOT or case.received_at is None:
        return []
    received = _day(case.received_at)
    closes = end_of(received, case.received_at, hall)
    told = case.first_told()
    if told and told.told_at and told.told_at <= closes:
        return []
    if case.accepted_on == received and (matter.pledged or matter.statutory):
        return []
    decision = case.course.decision
    until = decision.decided_at if decision else case.ended_at or now
    if until <= closes:
        return []
    return [Record(id=Breach.ON_THE_SPOT.value, breach=Breach.ON_THE_SPOT, since=received)]


def original_due(
    case: Case,
    extension: Extension,
    matter: MatterSpec,
    calendar: WorkCalendar,
    hall: Hall,
) -> date | None:
    """The day the case was due before `extension` was granted."""
    if case.received_at is None:
        return None
    earlier = case.course.extensions[: case.course.extensions.index(extension)]
    without = attrs.evolve(case, course=attrs.evolve(case.course, extensions=earlier))
    seen = view(without, case.received_at, matter, calendar, hall)
    return seen.due.day if seen.due else None


def _not_explained(
    case: Case, now: datetime, matter: MatterSpec, calendar: WorkCalendar, hall: Hall
) -> list[Record]:
    """Extended, and neither notice nor explanation reached the applicant in time (42, A4.2)."""
    found = []
    explained = case.course.explained(EXTENSION)
    for one in case.course.granted:
        day = original_due(case, one, matter, calendar, hall)
        heard = [one.told_at or now, explained.at if explained else now]
        if day is not None and max(map(_day, heard)) > day:
            name = f"{Breach.NOT_EXPLAINED}:{one.id}"
            found.append(
                Record(id=name, breach=Breach.NOT_EXPLAINED, since=day + DAY, paper=one.paper)
            )
    return found


def _not_delivered(case: Case, seen: CaseView, now: datetime) -> list[Record]:
    """The decision reached its addressee late, or the call to collect it did (44)."""
    course = case.course
    over = case.ended_at or now
    found = []
    if seen.deliver_by is not None:
        day = seen.deliver_by.day
        if _day(course.service.at if course.service else over) > day:
            found.append((Breach.NOT_DELIVERED, day))
    if seen.collect_by is not None:
        day = seen.collect_by.day
        if _day(course.collection_told_at or over) > day:
            found.append((Breach.NOT_CALLED, day))
    return [Record(id=one.value, breach=one, since=day + DAY) for one, day in found]


def is_untold(case: Case) -> bool:
    """Whether an extension was granted and its notice or its explanation is still owed (A4.2)."""
    is_running = case.state is CaseState.ACCEPTED
    granted = case.course.granted
    missing = any(one.told_at is None for one in granted) or not case.course.explained(EXTENSION)
    return bool(is_running and granted and missing)
