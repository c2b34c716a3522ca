"""The register of opinions: suggestions, criticism, complaints and praise (A1.4.3, A5.5.3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from counter_app.domain.asking import need
from counter_app.domain.bodies import opinion as b
from counter_app.domain.bodies.opinion import OpinionChannel, OpinionKind
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Fact, UnknownBody, in_order
from counter_app.domain.fields import typed
from counter_app.domain.phrases import check_public_text
from counter_app.words import _

CLAUSE = "A1.4.3"

CHANNELS: Mapping[OpinionChannel, str] = {
    OpinionChannel.BOX: "意见箱",
    OpinionChannel.COUNTER: "窗口",
    OpinionChannel.TELEPHONE: "电话",
    OpinionChannel.RATING: "好差评",
    OpinionChannel.QUESTIONNAIRE: "问卷",
    OpinionChannel.NETWORK: "网络",
}
KINDS: Mapping[OpinionKind, str] = {
    OpinionKind.SUGGESTION: "意见建议",
    OpinionKind.CRITICISM: "批评",
    OpinionKind.COMPLAINT: "投诉",
    OpinionKind.PRAISE: "表扬",
}


@attrs.frozen(kw_only=True)
class Opinion:
    """One opinion; `content` is None once its person was erased."""

    id: str
    number: str = ""
    channel: OpinionChannel = OpinionChannel.BOX
    kind: OpinionKind = OpinionKind.SUGGESTION
    content: str | None = ""
    person: str = ""
    about_counter: str = ""
    about_clerk: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""
    counter: str = ""
    paper: str = ""
    reply: str = ""
    replied_at: datetime | None = None
    replied_by: str = ""
    needs_update: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits for a reply; praise does not."""
        return self.replied_at is None and self.kind is not OpinionKind.PRAISE


@attrs.frozen(kw_only=True)
class Record:
    """Write down what somebody said, in their words; quotations are not screened (A1.5.7)."""

    channel: OpinionChannel
    kind: OpinionKind
    content: str = typed("content")
    about_counter: str = ""
    about_clerk: str = ""


@attrs.frozen(kw_only=True)
class Reply:
    """What was done; the citizen may read it."""

    reply: str = typed("reply")


def recorded(
    command: Record, number: str, person: tuple[str, str], paper: str, context: Context
) -> b.OpinionRecorded:
    """The first fact of an opinion; `person` is party and key, both empty for nobody named."""
    need(content=(command.content, _("Write down what was said.")))
    if command.about_clerk and context.hall.member(command.about_clerk) is None:
        raise InputFault({"about_clerk": _("Choose a colleague of the hall.")})
    if command.about_counter and context.hall.counter(command.about_counter) is None:
        raise InputFault({"about_counter": _("The register has no such window.")})
    party, key_of = person
    return b.OpinionRecorded(
        number=number,
        channel=command.channel,
        opinion_kind=command.kind,
        key_of=key_of,
        content=command.content,
        person=party,
        about_counter=command.about_counter,
        about_clerk=command.about_clerk,
        paper=paper,
    )


def may_read(opinion: Opinion, clerk: str, roles: frozenset[str]) -> bool:
    """A complaint is for supervisors only, and nobody reads what is said of himself (A5.5.2)."""
    if opinion.about_clerk == clerk:
        return False
    return SUPERVISOR in roles or opinion.kind is not OpinionKind.COMPLAINT


def answered(command: Reply, opinion: Opinion, context: Context) -> b.OpinionAnswered:
    """A reply; the clerk it concerns writes none."""
    if not may_read(opinion, context.clerk, context.roles):
        raise Refusal(_("A supervisor who is not concerned answers this."), CLAUSE)
    if not opinion.is_open:
        raise Refusal(_("This was answered already."), CLAUSE)
    need(reply=(command.reply, _("Say what was done and replied.")))
    check_public_text(command.reply, context.forbidden)
    return b.OpinionAnswered(reply=command.reply)


def refuse_deletion(opinion: Opinion) -> None:
    """Nothing in the register can be deleted, least of all by whom it concerns (A1.4.3)."""
    raise Refusal(
        _("{number} stays on record: opinions cannot be deleted.").format(number=opinion.number),
        CLAUSE,
        _("Answer it; the reply stands beside it."),
    )


def fold(subject: str, facts: Iterable[Fact]) -> Opinion:
    """The opinion `subject` as its facts tell it; total over any set of facts."""
    found = Opinion(id=subject)
    for fact in in_order(facts):
        body = fact.body
        if isinstance(body, b.OpinionRecorded):
            found = attrs.evolve(
                found,
                number=body.number,
                channel=body.channel,
                kind=body.opinion_kind,
                content=body.content,
                person=body.person,
                about_counter=body.about_counter,
                about_clerk=body.about_clerk,
                recorded_at=fact.happened_at,
                recorded_by=fact.clerk,
                counter=fact.window,
                paper=body.paper,
            )
        elif isinstance(body, b.OpinionAnswered) and found.replied_at is None:
            found = attrs.evolve(
                found, reply=body.reply, replied_at=fact.happened_at, replied_by=fact.clerk
            )
        elif isinstance(body, UnknownBody):
            found = attrs.evolve(found, needs_update=True)
    return found
