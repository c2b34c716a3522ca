"""Opening and closing: planned hours, checklists, what is left, who goes on (A1.1, A1.6.3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import singledispatch

import attrs

from counter_app.domain.asking import need
from counter_app.domain.bodies import shift as b
from counter_app.domain.bodies.shift import Left, Part
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order
from counter_app.domain.fields import typed
from counter_app.domain.hall import Hall
from counter_app.domain.workdays import WorkCalendar
from counter_app.words import _

OPENING = "A1.1"
CLOSING = "A1.6.3"

OPENING_ITEMS: Mapping[str, tuple[str, str]] = {
    "ready": ("按规定时间到岗，做好迎接服务对象的准备", "A1.1.1"),
    "tidy": ("工作台面整洁、规范、有序，桌面只摆放办公用品", "A1.1.2"),
    "dress": ("着装整洁、仪表端庄（仪容自查）", "A1.2.1"),
    "signs": ("岗位牌、告知牌摆放整齐", "A1.6.2"),
    "guides": ("办事指南、告知单摆放一致，版本为现行版", "A1.6.1"),
    "devices": ("电脑、打印机、电话工作正常，纸张充足", "A1.1.1"),
    "sober": ("午间未饮酒（下午上岗）", "A1.3.4"),
}
"""What is made ready before the first citizen; the words of the sheet, and the clause."""

CLOSING_ITEMS: Mapping[str, tuple[str, str]] = {
    "power": ("关闭电脑、打印机等用电设备", "A1.6.3"),
    "desk": ("清理桌面", "A1.6.3"),
    "chair": ("椅子推进办公桌下摆放整齐", "A1.6.3"),
    "locked": ("材料、印章入柜上锁", "A1.6.3"),
    "sign": ("收起告知牌", "A1.6.2"),
    "screen": ("群众屏已清空", "A5.5.1"),
}
"""What is done before the clerk leaves."""

AFTERNOON_ONLY = frozenset({"sober"})
NEED_REASON = frozenset({Left.ON_THE_SPOT, Left.ORIGINALS})
"""What nobody leaves behind without saying why (A1.6.3, S24)."""


@attrs.frozen(kw_only=True)
class Shift:
    """A clerk's half day at a window."""

    id: str
    clerk: str = ""
    counter: str = ""
    day: date | None = None
    part: Part = Part.MORNING
    planned: datetime | None = None
    opened_at: datetime | None = None
    ticked: tuple[str, ...] = ()
    closed_at: datetime | None = None
    left: tuple[Left, ...] = ()
    reason: str = ""
    taker: str = ""
    paper: str = ""
    taken_at: datetime | None = None
    needs_update: bool = False

    @property
    def late_minutes(self) -> int:
        """Full minutes after the planned time; 0 in time, or where nobody was expected."""
        if self.planned is None or self.opened_at is None:
            return 0
        return max(0, int((self.opened_at - self.planned).total_seconds()) // 60)

    def items(self) -> tuple[str, ...]:
        """The items of the opening checklist that belong to this half of the day."""
        if self.part is Part.AFTERNOON:
            return tuple(OPENING_ITEMS)
        return tuple(one for one in OPENING_ITEMS if one not in AFTERNOON_ONLY)


def part_at(hall: Hall, now: datetime) -> Part:
    """Which half of the day `now` lies in; the lunch break belongs to the afternoon."""
    hours = hall.hours_on(now.date())
    noon = hours.lunch[0] if hours.lunch else time(12)
    return Part.MORNING if now.time().replace(tzinfo=None) < noon else Part.AFTERNOON


def planned(hall: Hall, calendar: WorkCalendar, day: date, part: Part) -> time | None:
    """When a clerk is expected; None on a day of rest. Make-up working days count (A1.1.1)."""
    if not calendar.is_workday(day):
        return None
    hours = hall.hours_on(day)
    if part is Part.MORNING or hours.lunch is None:
        return hours.opens
    return hours.lunch[1]


@attrs.frozen(kw_only=True)
class Open:
    """Sign in at the window for `day`, which is today."""

    day: date
    part: Part


@attrs.frozen(kw_only=True)
class Tick:
    """One item of a checklist is done."""

    item: str


@attrs.frozen(kw_only=True)
class Close:
    """Sign off. `left` is what the closing review found, `taker` the id of who goes on."""

    left: tuple[Left, ...] = ()
    reason: str = typed("reason", default="")
    taker: str = ""
    paper: str = ""


@attrs.frozen(kw_only=True)
class TakeOver:
    """The colleague has what was handed over."""


@attrs.frozen(kw_only=True)
class Reopen:
    """Work on after signing off."""


def opened(command: Open, context: Context) -> b.ShiftOpened:
    """The first fact of a shift; nobody opens for another day than today (A1.1.2)."""
    if command.day != context.today:
        raise Refusal(_("A window is opened on the day itself, not ahead."), OPENING)
    expected = planned(context.hall, context.calendar, command.day, command.part)
    at = datetime.combine(command.day, expected, context.now.tzinfo) if expected else None
    return b.ShiftOpened(day=command.day, part=command.part, planned=at)


@singledispatch
def decide(command: object, shift: Shift, context: Context) -> Body:
    """The body `command` gives birth to, or a Refusal or InputFault saying why not."""
    raise TypeError(f"no rule for {type(command).__name__}")


def _own_today(shift: Shift, context: Context, clause: str) -> None:
    """Nobody ticks or closes ahead, afterwards, or for another (A1.1.2)."""
    if shift.clerk != context.clerk:
        raise Refusal(_("Only the clerk of the shift can do this."), clause)
    if shift.day != context.today:
        raise Refusal(_("This belongs to another day; it can only be done on the day."), clause)


@decide.register
def _tick(command: Tick, shift: Shift, context: Context) -> b.ItemTicked:
    _own_today(shift, context, OPENING)
    if command.item not in (*shift.items(), *CLOSING_ITEMS):
        raise InputFault({"item": _("The checklist has no such item.")})
    if command.item in shift.ticked:
        raise Refusal(_("This is ticked already."), OPENING)
    if shift.closed_at is not None:
        raise Refusal(_("The window is closed; open it again first."), CLOSING)
    return b.ItemTicked(item=command.item)


@decide.register
def _close(command: Close, shift: Shift, context: Context) -> b.ShiftClosed:
    _own_today(shift, context, CLOSING)
    if shift.closed_at is not None:
        raise Refusal(_("The window is closed already."), CLOSING)
    if command.taker and (
        context.hall.member(command.taker) is None or command.taker == context.clerk
    ):
        raise InputFault({"taker": _("Choose a colleague of the hall.")})
    if NEED_REASON & set(command.left):
        need(reason=(command.reason, _("Say why this stays open overnight (A1.6.3).")))
    return b.ShiftClosed(
        left=command.left, reason=command.reason, taker=command.taker, paper=command.paper
    )


@decide.register
def _take(command: TakeOver, shift: Shift, context: Context) -> b.ShiftTakenOver:
    if shift.taker != context.clerk:
        raise Refusal(_("This was handed to another colleague."), CLOSING)
    if shift.taken_at is not None:
        raise Refusal(_("This was taken over already."), CLOSING)
    return b.ShiftTakenOver()


@decide.register
def _reopen(command: Reopen, shift: Shift, context: Context) -> b.ShiftReopened:
    _own_today(shift, context, CLOSING)
    if shift.closed_at is None:
        raise Refusal(_("The window is open."), CLOSING)
    return b.ShiftReopened()


@singledispatch
def _step(body: Body, shift: Shift, fact: Fact) -> Shift:
    return attrs.evolve(shift, needs_update=shift.needs_update or isinstance(body, UnknownBody))


@_step.register
def _opened(body: b.ShiftOpened, shift: Shift, fact: Fact) -> Shift:
    return attrs.evolve(
        shift,
        clerk=fact.clerk,
        counter=fact.window,
        day=body.day,
        part=body.part,
        planned=body.planned,
        opened_at=fact.happened_at,
    )


@_step.register
def _ticked(body: b.ItemTicked, shift: Shift, fact: Fact) -> Shift:
    if body.item in shift.ticked:
        return shift
    return attrs.evolve(shift, ticked=(*shift.ticked, body.item))


@_step.register
def _closed(body: b.ShiftClosed, shift: Shift, fact: Fact) -> Shift:
    return attrs.evolve(
        shift,
        closed_at=fact.happened_at,
        left=body.left,
        reason=body.reason,
        taker=body.taker,
        paper=body.paper,
        taken_at=None,
    )


@_step.register
def _taken(body: b.ShiftTakenOver, shift: Shift, fact: Fact) -> Shift:
    return attrs.evolve(shift, taken_at=fact.happened_at)


@_step.register
def _reopened(body: b.ShiftReopened, shift: Shift, fact: Fact) -> Shift:
    return attrs.evolve(shift, closed_at=None, taker="", taken_at=None)


def fold(subject: str, facts: Iterable[Fact]) -> Shift:
    """The shift `subject` as its facts tell it; total over any set of facts."""
    shift = Shift(id=subject)
    for fact in in_order(facts):
        shift = _step(fact.body, shift, fact)
    return shift
