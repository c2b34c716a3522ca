"""Conduct inspections: a supervisor walks past and writes down what was seen (A1.2, A1.3).

Nothing here is found out by the program: no screen, no keys, no list of programs is looked at.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import attrs

from counter_app.domain.asking import need, only_supervisor
from counter_app.domain.bodies import inspection as b
from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Fact, UnknownBody, in_order
from counter_app.domain.fields import typed
from counter_app.words import _

CATEGORIES: Mapping[ConductCategory, tuple[str, str]] = {
    ConductCategory.DRESS: ("服装仪表（二.1）", "A1.2.1"),
    ConductCategory.POSTURE: ("坐姿站姿、微笑服务（二.2）", "A1.2.2"),
    ConductCategory.IDLING: ("趴桌睡觉、喧哗、串岗、聊天、嬉闹（三.1）", "A1.3.1"),
    ConductCategory.PLAYING: ("游戏、看股市、听音乐、网聊（三.2）", "A1.3.2"),
    ConductCategory.SMOKING: ("吸烟、吐痰、乱扔杂物（三.3）", "A1.3.3"),
    ConductCategory.DRINKING: ("工作日中午饮酒（三.4）", "A1.3.4"),
    ConductCategory.QUARREL: ("与服务对象争辩吵闹（三.5）", "A1.3.5"),
    ConductCategory.DESK: ("桌面与办事指南摆放（六.1）", "A1.6.1"),
    ConductCategory.HANGING_UP: ("强行挂断电话（五.6）", "A1.5.6"),
    ConductCategory.OTHER: ("其他", "A1.0"),
    ConductCategory.NOTHING: ("未发现问题", "A1.0"),
}
"""The words of the sheet, and the clause each stands for."""


@attrs.frozen(kw_only=True)
class Inspection:
    """One finding at one window."""

    id: str
    number: str = ""
    inspector: str = ""
    at: datetime | None = None
    counter: str = ""
    category: ConductCategory = ConductCategory.NOTHING
    note: str = ""
    about_clerk: str = ""
    demand: str = ""
    due: date | None = None
    paper: str = ""
    rectified_at: datetime | None = None
    rectified_note: str = ""
    needs_update: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is still to be put right."""
        return self.due is not None and self.rectified_at is None


@attrs.frozen(kw_only=True)
class Inspect:
    """Write down what was seen; `due` is None where it was put right at once."""

    counter: str
    category: ConductCategory
    note: str = typed("note", default="")
    about_clerk: str = ""
    demand: str = typed("demand", default="")
    due: date | None = None


@attrs.frozen(kw_only=True)
class Rectify:
    """It was put right."""

    note: str = typed("note", default="")


def made(command: Inspect, number: str, paper: str, context: Context) -> b.InspectionMade:
    """The first fact of a finding; only a supervisor writes one (A1.2.1)."""
    only_supervisor(context, _("Only a supervisor writes inspections."), "A1.2")
    if context.hall.counter(command.counter) is None:
        raise InputFault({"counter": _("The register has no such window.")})
    if command.about_clerk and context.hall.member(command.about_clerk) is None:
        raise InputFault({"about_clerk": _("Choose a colleague of the hall.")})
    if command.category is not ConductCategory.NOTHING:
        need(note=(command.note, _("Say what was seen.")))
    drinks_to = command.category is ConductCategory.DRINKING
    if drinks_to and not context.calendar.is_workday(context.today):
        raise Refusal(_("The rule holds on working days; today is none."), "A1.3.4")
    if command.due is not None and command.due < context.today:
        raise InputFault({"due": _("The day lies in the past.")})
    return b.InspectionMade(
        number=number,
        counter=command.counter,
        category=command.category,
        note=command.note,
        about_clerk=command.about_clerk,
        demand=command.demand,
        due=command.due,
        paper=paper,
    )


def rectified(command: Rectify, inspection: Inspection, context: Context) -> b.InspectionRectified:
    """The supervisor has seen that it was put right."""
    only_supervisor(context, _("Only a supervisor writes inspections."), "A1.2")
    if not inspection.is_open:
        raise Refusal(_("Nothing has to be put right here."), "A1.2")
    return b.InspectionRectified(note=command.note)


def fold(subject: str, facts: Iterable[Fact]) -> Inspection:
    """The finding `subject` as its facts tell it; total over any set of facts."""
    found = Inspection(id=subject)
    for fact in in_order(facts):
        body = fact.body
        if isinstance(body, b.InspectionMade):
            found = attrs.evolve(
                found,
                number=body.number,
                inspector=fact.clerk,
                at=fact.happened_at,
                counter=body.counter,
                category=body.category,
                note=body.note,
                about_clerk=body.about_clerk,
                demand=body.demand,
                due=body.due,
                paper=body.paper,
            )
        elif isinstance(body, b.InspectionRectified):
            found = attrs.evolve(found, rectified_at=fact.happened_at, rectified_note=body.note)
        elif isinstance(body, UnknownBody):
            found = attrs.evolve(found, needs_update=True)
    return found
