"""What is written down when a duty of the window is done, one short form for each."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from counter_app.domain.bodies.rating import Verified
from counter_app.domain.opinions.ratings import LEVELS, REASONS, Appeal, CallBack, CloseRating
from counter_app.services import absences, errands, inspections, ratings, shifts
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk, Done
from counter_app.services.duties import Duty, Task
from counter_app.services.ratings import RatingLine
from counter_app.ui.forms.ask_form import Values
from counter_app.ui.forms.visit_reading import shown_at
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import Field, NoteField
from counter_app.words import _

YES, NO = "yes", "no"
VERIFIED = {
    Verified.TRUE: "属实",
    Verified.PARTLY: "部分属实",
    Verified.UNTRUE: "不属实",
}


@frozen(kw_only=True)
class Question:
    """One thing asked: its title, its fields, what Enter says, and what is done with the answer.

    `about` stands over the fields: what the clerk has to know first. `look`: the screen and the
    id of what it is about.
    """

    title: str
    act: str
    fields: dict[str, Field]
    do: Callable[[Values], Done[Any]]
    about: str = ""
    look: tuple[str, str] | None = None


def question_of(desk: Desk, task: Task, known: Any) -> Question:
    """The question `task` asks; `known` is what `read` gave for it."""
    return _QUESTIONS[task.duty](desk, task, known)


def read(desk: Desk, task: Task) -> tuple[Any, Changes]:
    """What has to be known before the question can be asked; looking at a person changes the
    record. Runs on the desk's lane."""
    if task.duty is Duty.RATING:
        return ratings.line_of(desk, task.subject), Changes()
    if task.duty is Duty.MESSAGE:
        return errands.caller(desk, task.subject)
    if task.duty is Duty.OPINION:
        return inspections.who_said(desk, task.subject)
    if task.duty is Duty.DISPUTE:
        dispute = errands.dispute_of(desk, task.subject)
        return (dispute, shown_at(dispute.about)), Changes()
    return None, Changes()


def _message(desk: Desk, task: Task, known: Any) -> Question:
    return Question(
        title=_("Message"),
        about=f"{task.title}　{known}",
        act=_("Done; off the list"),
        fields={"result": NoteField(_("What came of it"))},
        do=lambda said: errands.finish_message(desk, task.subject, said["result"]),
    )


def _lost(desk: Desk, task: Task, _known: Any) -> Question:
    return Question(
        title=_("Nobody has received this citizen"),
        about=f"{task.title}　{task.detail}",
        act=_("Record it"),
        fields={"note": NoteField(_("What became of the citizen"))},
        do=lambda said: errands.follow_up_guide(desk, task.subject, said["note"]),
    )


def _overrun(desk: Desk, task: Task, _known: Any) -> Question:
    return Question(
        title=_("Why it took longer"),
        about=f"{task.title}　{task.detail}",
        act=_("Record it"),
        fields={"reason": NoteField(_("Reason (stands in the register)"))},
        do=lambda said: absences.explain(desk, task.subject, said["reason"]),
    )


def _opinion(desk: Desk, task: Task, known: Any) -> Question:
    return Question(
        title=_("Answer the opinion"),
        about=f"{task.detail}　{task.title}\n{known}",
        act=_("Record it"),
        fields={"reply": NoteField(_("What was done and replied"), lines=4)},
        do=lambda said: inspections.reply(desk, task.subject, said["reply"]),
    )


def _dispute(desk: Desk, task: Task, known: Any) -> Question:
    return Question(
        title=_("Settle the dispute"),
        about="　".join(part for part in (known[0].note, known[0].number) if part),
        look=known[1],
        act=_("Settled"),
        fields={"answer": NoteField(_("What was done about it"), lines=4)},
        do=lambda said: errands.settle_dispute(desk, task.subject, said["answer"]),
    )


def _errand(desk: Desk, task: Task, _known: Any) -> Question:
    def do(said: Values) -> Done[Any]:
        return absences.answer_errand(
            desk, task.subject, approved=said["approved"] == YES, note=said["note"]
        )

    choices = [(YES, _("Allowed")), (NO, _("Not allowed"))]
    return Question(
        title=_("Errand outside"),
        about=f"{task.title}　{task.detail}",
        act=_("Record it"),
        fields={
            "approved": ChoiceField(_("Answer"), choices),
            "note": NoteField(_("Reason, where it is not allowed"), lines=2),
        },
        do=do,
    )


def _inspection(desk: Desk, task: Task, _known: Any) -> Question:
    return Question(
        title=_("Put right?"),
        about=task.title,
        act=_("Put right"),
        fields={"note": NoteField(_("What was seen"), lines=2)},
        do=lambda said: inspections.rectify(desk, task.subject, said["note"]),
    )


def _take_over(desk: Desk, task: Task, _known: Any) -> Question:
    return Question(
        title=_("Handed over to you"),
        about=f"{task.title}：{task.detail}",
        act=_("Taken over"),
        fields={},
        do=lambda _said: shifts.take_over(desk, task.subject),
    )


def _rating(desk: Desk, task: Task, known: RatingLine) -> Question:
    """Call back first; once that is done, close with what was changed."""
    rating = known.rating
    reasons = "、".join(REASONS.get(code, str(code)) for code in rating.reasons)
    about = "　".join(
        part for part in (LEVELS[rating.stars], reasons, rating.comment, rating.contact) if part
    )
    if rating.verified is None:
        return _call_back(desk, task, about)
    known_now = f"{VERIFIED[rating.verified]}　{rating.call_note}"
    return _close(desk, task, "\n".join((about, known_now, rating.appeal)).strip())


def _call_back(desk: Desk, task: Task, about: str) -> Question:
    choices = [(one.value, words) for one, words in VERIFIED.items()]
    return Question(
        title=_("Call the citizen back"),
        about=about,
        act=_("Record it"),
        fields={
            "verified": ChoiceField(_("Is it true"), choices),
            "note": NoteField(_("Whom you asked and the answer")),
        },
        do=lambda said: ratings.work_on(
            desk,
            task.subject,
            CallBack(verified=Verified(said["verified"]), note=said["note"]),
        ),
    )


def _close(desk: Desk, task: Task, about: str) -> Question:
    return Question(
        title=_("Close the rectification"),
        about=about,
        act=_("Close it"),
        fields={
            "measure": NoteField(_("What was changed")),
            "counts": ChoiceField(_("The rating counts"), [(YES, _("Yes")), (NO, _("No"))]),
            "told": ChoiceField(_("The citizen was told"), [(NO, _("No")), (YES, _("Yes"))]),
        },
        do=lambda said: ratings.work_on(
            desk,
            task.subject,
            CloseRating(
                measure=said["measure"], counts=said["counts"] == YES, told=said["told"] == YES
            ),
        ),
    )


def appeal_of(desk: Desk, task: Task) -> Question:
    """What the clerk who was rated says against it."""
    people = [(one.id, one.name) for one in desk.reference.hall().staff]
    return Question(
        title=_("Hear the other side"),
        about=task.title,
        act=_("Record it"),
        fields={
            "by": ChoiceField(_("Who was rated"), people, lined_up=False),
            "ground": NoteField(_("What speaks against the rating")),
        },
        do=lambda said: ratings.work_on(
            desk, task.subject, Appeal(by=said["by"], ground=said["ground"])
        ),
    )


_QUESTIONS: dict[Duty, Callable[[Desk, Task, Any], Question]] = {
    Duty.MESSAGE: _message,
    Duty.LOST: _lost,
    Duty.OVERRUN: _overrun,
    Duty.OPINION: _opinion,
    Duty.DISPUTE: _dispute,
    Duty.ERRAND: _errand,
    Duty.INSPECTION: _inspection,
    Duty.TAKE_OVER: _take_over,
    Duty.RATING: _rating,
}
ASKED = frozenset(_QUESTIONS)
"""The duties done by answering a question here."""
