"""Ratings (好差评): five levels with the national reason codes, one for each service (A5.5.3).

Sources: 国办发〔2019〕51号, GB/T 39734-2020, GB/T 39735-2020; the wording of the reasons is the
national platform's.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import singledispatch

import attrs

from counter_app.domain.asking import need, only_supervisor
from counter_app.domain.bodies import rating as b
from counter_app.domain.bodies.rating import RatingChannel, Verified
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order
from counter_app.domain.fields import typed
from counter_app.domain.workdays import WorkCalendar
from counter_app.words import _

CLAUSE = "A5.5.3"
FAIR = "国办发〔2019〕51号"

LEVELS: Mapping[int, str] = {
    5: "非常满意",
    4: "满意",
    3: "基本满意",
    2: "不满意",
    1: "非常不满意",
}
BAD = 2
"""Up to this level a rating starts the clock of rectification."""

REASONS: Mapping[int, str] = {
    510: "一窗受理一次办结",
    511: "可以先受理后补材料",
    512: "不用提交证明",
    513: "可以全程网上办理",
    514: "可以使用手机办理",
    515: "可以就近办理",
    516: "无需材料直接办理",
    517: "服务热情效率高",
    406: "填写一张表单就可完成申报",
    407: "在线提交材料窗口核验",
    408: "一张清单告知全部申报材料",
    409: "用告知承诺减免申报材料",
    410: "可以在线预约办理",
    411: "跑大厅一次办完",
    412: "可以使用自助机办理",
    413: "服务态度较好",
    307: "一次性告知需要补正的材料",
    308: "提供申报材料样本",
    309: "在承诺的时间内办结",
    310: "办事指南指引准确",
    311: "按办事指南要求的材料即可办理",
    312: "可以快递送达",
    313: "跑动次数与承诺的一致",
    314: "服务态度一般",
    207: "没有提供材料样本",
    208: "没有提供材料清单",
    209: "未在承诺时间内办结",
    210: "同样内容的证明材料被要求多次提交",
    211: "承诺网办但无法在线办理",
    212: "在线预约办理后到实体大厅重复取号排队",
    213: "窗口人员业务不熟练",
    214: "服务态度生硬",
    108: "在办事指南之外增加新的审批条件",
    109: "需提供办事指南之外的申报材料",
    110: "无理由超过法定办理时间",
    111: "办事指南提供样本有错",
    112: "承诺在线收取申报材料实际无法收取",
    113: "多头跑窗口和部门",
    114: "跑动次数与承诺的不一致",
    115: "服务态度差效率低",
}
"""The national codes; the first digit is the level a reason belongs to."""


def reasons_of(stars: int) -> tuple[int, ...]:
    """The codes a citizen may choose from after `stars`."""
    return tuple(code for code in REASONS if code // 100 == stars)


@attrs.frozen(kw_only=True)
class Rating:
    """One rating and what became of it."""

    id: str
    about: str = ""
    number: str = ""
    counter: str = ""
    served_by: str = ""
    served_on: date | None = None
    stars: int = 0
    reasons: tuple[int, ...] = ()
    channel: RatingChannel = RatingChannel.SCREEN
    comment: str = ""
    contact: str = ""
    given_at: datetime | None = None
    verified: Verified | None = None
    call_note: str = ""
    appeal: str = ""
    appeal_by: str = ""
    measure: str = ""
    counts: bool = True
    told: bool = False
    closed_at: datetime | None = None
    not_effective: tuple[str, ...] = ()
    needs_update: bool = False

    @property
    def is_bad(self) -> bool:
        """Whether it starts the clock."""
        return 0 < self.stars <= BAD

    @property
    def is_open(self) -> bool:
        """Whether something is still to be put right."""
        return self.is_bad and self.closed_at is None


def rectify_by(rating: Rating, calendar: WorkCalendar, working_days: int) -> date | None:
    """The last day to put a bad rating right; None for a good one."""
    if not rating.is_bad or rating.given_at is None:
        return None
    return calendar.add(rating.given_at.date(), working_days)


@attrs.frozen(kw_only=True)
class Service:
    """What is rated: a visit or a case, who served it where, and what else is known of it.

    `rated`: it has a rating already. `followed`: this window has opened another visit since.
    """

    about: str
    number: str
    counter: str
    served_by: str
    served_on: date
    rated: bool = False
    followed: bool = False


@attrs.frozen(kw_only=True)
class Rate:
    """What the citizen chose; all but the stars may be empty."""

    stars: int
    reasons: tuple[int, ...] = ()
    channel: RatingChannel = RatingChannel.SCREEN
    comment: str = typed("comment", default="")
    contact: str = ""


@attrs.frozen(kw_only=True)
class CallBack:
    """What asking the citizen has shown."""

    verified: Verified
    note: str = typed("note", default="")


@attrs.frozen(kw_only=True)
class Appeal:
    """What the clerk rated says against it."""

    by: str
    ground: str = typed("ground")


@attrs.frozen(kw_only=True)
class CloseRating:
    """The rectification is done; `counts`: the rating stands."""

    measure: str = typed("measure")
    counts: bool = True
    told: bool = False


def given(command: Rate, service: Service, context: Context) -> b.RatingGiven:
    """One rating for one service, typed by the citizen alone (国办发〔2019〕51号)."""
    if service.rated:
        raise Refusal(_("This service has its rating already."), FAIR)
    on_screen = command.channel is RatingChannel.SCREEN
    if on_screen and service.followed:
        raise Refusal(_("The next visit has begun; this one can be rated on paper."), FAIR)
    if not on_screen:
        message = _("A paper is entered by a supervisor, never by the window that was rated.")
        only_supervisor(context, message, FAIR)
        if service.served_by == context.clerk:
            raise Refusal(_("Nobody enters a rating of his own service."), FAIR)
    if command.stars not in LEVELS:
        raise InputFault({"stars": _("Choose one of the five levels.")})
    if any(code // 100 != command.stars or code not in REASONS for code in command.reasons):
        raise InputFault({"reasons": _("These reasons belong to another level.")})
    return b.RatingGiven(
        about=service.about,
        number=service.number,
        counter=service.counter,
        served_by=service.served_by,
        served_on=service.served_on,
        stars=command.stars,
        reasons=command.reasons,
        channel=command.channel,
        comment=command.comment,
        contact=command.contact,
    )


@singledispatch
def decide(command: object, rating: Rating, context: Context) -> Body:
    """The body `command` gives birth to, or a Refusal or InputFault saying why not."""
    raise TypeError(f"no rule for {type(command).__name__}")


def _open(rating: Rating, context: Context) -> None:
    only_supervisor(context, _("Only a supervisor works on ratings."), FAIR)
    if rating.served_by == context.clerk:
        raise Refusal(_("Nobody works on a rating of his own service."), FAIR)
    if not rating.is_bad:
        raise Refusal(_("Only the two worst levels are put right."), FAIR)
    if rating.closed_at is not None:
        raise Refusal(_("This rectification is closed."), FAIR)


@decide.register
def _call(command: CallBack, rating: Rating, context: Context) -> b.RatingCalledBack:
    _open(rating, context)
    need(note=(command.note, _("Say whom you asked and what the answer was.")))
    return b.RatingCalledBack(verified=command.verified, note=command.note)


@decide.register
def _appeal(command: Appeal, rating: Rating, context: Context) -> b.RatingAppealed:
    _open(rating, context)
    if context.hall.member(command.by) is None:
        raise InputFault({"by": _("Choose a colleague of the hall.")})
    need(ground=(command.ground, _("Say what speaks against the rating.")))
    return b.RatingAppealed(by=command.by, ground=command.ground)


@decide.register
def _close(command: CloseRating, rating: Rating, context: Context) -> b.RatingClosed:
    _open(rating, context)
    if rating.verified is None:
        raise Refusal(_("Call back first: a bad rating is verified before it is closed."), FAIR)
    if not command.counts and rating.verified is not Verified.UNTRUE:
        raise Refusal(_("Only a rating found untrue does not count."), FAIR)
    if rating.contact and not command.told:
        message = _("Who gave a name is told of the result; tick it when that is done.")
        raise InputFault({"told": message})
    need(measure=(command.measure, _("Say what was changed.")))
    return b.RatingClosed(measure=command.measure, counts=command.counts, told=command.told)


def fold(subject: str, facts: Iterable[Fact]) -> Rating:
    """The rating `subject` as its facts tell it; total over any set of facts."""
    rating = Rating(id=subject)
    for fact in in_order(facts):
        rating = _step(fact.body, rating, fact)
    return rating


@singledispatch
def _step(body: Body, rating: Rating, fact: Fact) -> Rating:
    return attrs.evolve(rating, needs_update=rating.needs_update or isinstance(body, UnknownBody))


@_step.register
def _given(body: b.RatingGiven, rating: Rating, fact: Fact) -> Rating:
    return attrs.evolve(
        rating,
        about=body.about,
        number=body.number,
        counter=body.counter,
        served_by=body.served_by,
        served_on=body.served_on,
        stars=body.stars,
        reasons=body.reasons,
        channel=body.channel,
        comment=body.comment,
        contact=body.contact,
        given_at=fact.happened_at,
    )


@_step.register
def _called(body: b.RatingCalledBack, rating: Rating, fact: Fact) -> Rating:
    return attrs.evolve(rating, verified=body.verified, call_note=body.note)


@_step.register
def _appealed(body: b.RatingAppealed, rating: Rating, fact: Fact) -> Rating:
    return attrs.evolve(rating, appeal=body.ground, appeal_by=body.by)


@_step.register
def _closed(body: b.RatingClosed, rating: Rating, fact: Fact) -> Rating:
    if rating.closed_at is not None:
        return attrs.evolve(rating, not_effective=(*rating.not_effective, fact.id))
    return attrs.evolve(
        rating,
        measure=body.measure,
        counts=body.counts,
        told=body.told,
        closed_at=fact.happened_at,
    )
