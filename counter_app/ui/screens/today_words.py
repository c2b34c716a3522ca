"""How duties read: groups, words for lights, days as people say them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from attrs import frozen

from counter_app.domain.deadlines import Light
from counter_app.services.duties import Duty, Task
from counter_app.ui.kit.tables import Column
from counter_app.words import _

TONES = {
    Light.RED: "bad",
    Light.TODAY: "warn",
    Light.YELLOW: "warn",
    Light.BLUE: "quiet",
    Light.NONE: "quiet",
}
TO_DECIDE = (
    Duty.CLASH,
    Duty.DISPUTE,
    Duty.RATING,
    Duty.ERRAND,
    Duty.WORDING,
    Duty.GUIDE,
    Duty.EXTENSION,
    Duty.INSPECTION,
    Duty.TAKE_OVER,
    Duty.OVERRUN,
    Duty.OPENING,
    Duty.CLOSING,
)
BY_DAY = frozenset({Duty.MESSAGE, Duty.RATING, Duty.INSPECTION})
"""Duties of the window that are owed by a day; the others wait."""
SHAPES = {"bad": "■", "warn": "▲", "good": "●", "quiet": "○"}


@frozen
class Line:
    """A task on the list; `opens_group` says that it is the first of its kind."""

    task: Task
    opens_group: bool


OF_WINDOW = frozenset(
    {
        Duty.CLOSING, Duty.OPENING, Duty.DISPUTE, Duty.RATING, Duty.ERRAND, Duty.TAKE_OVER,
        Duty.MESSAGE, Duty.HANDED_ON, Duty.LOST, Duty.OVERRUN, Duty.OPINION, Duty.INSPECTION,
    }
)  # fmt: skip
"""Done at the screen of the window."""
ANSWERED = frozenset({Duty.WORDING, Duty.GUIDE, Duty.EXTENSION})
"""Somebody proposed something, and a second person answers."""


def lines(tasks: Sequence[Task]) -> list[Line]:
    """The tasks with the first of every duty marked."""
    seen: set[Duty] = set()
    found = []
    for task in tasks:
        found.append(Line(task, task.duty not in seen))
        seen.add(task.duty)
    return found


def counted() -> tuple[tuple[str, str, tuple[Duty, ...]], ...]:
    """The tallies over the list: key, word, the duties they count."""
    return (
        ("clash", _("To decide"), TO_DECIDE),
        ("tell", _("To tell"), (Duty.TELL,)),
        ("due", _("Due"), (Duty.DUE, Duty.DELIVER, Duty.FOLLOW_UP)),
        ("unprinted", _("To print"), (Duty.UNPRINTED,)),
        ("promise", _("Replies"), (Duty.PROMISE, Duty.MESSAGE, Duty.HANDED_ON, Duty.OPINION)),
        ("guides", _("On their way"), (Duty.ARRIVING, Duty.GUIDED, Duty.LOST)),
    )


def duty_words(duty: Duty) -> str:
    """Why a line stands on the list."""
    return {
        Duty.CLASH: _("Needs a decision"),
        Duty.DISPUTE: _("Dispute"),
        Duty.RATING: _("Bad rating"),
        Duty.ERRAND: _("Errand to allow"),
        Duty.WORDING: _("Wording to answer"),
        Duty.GUIDE: _("Guide to answer"),
        Duty.EXTENSION: _("Extension to answer"),
        Duty.TELL: _("Tell the applicant"),
        Duty.DUE: _("Due or overdue"),
        Duty.DELIVER: _("To deliver"),
        Duty.FOLLOW_UP: _("At the superior"),
        Duty.UNPRINTED: _("Paper not handed over"),
        Duty.OPENING: _("Opening"),
        Duty.CLOSING: _("Closing"),
        Duty.TAKE_OVER: _("Handed over to you"),
        Duty.MESSAGE: _("Message"),
        Duty.HANDED_ON: _("Visit handed on"),
        Duty.PROMISE: _("Promised reply"),
        Duty.ARRIVING: _("On the way here"),
        Duty.LOST: _("Received by nobody"),
        Duty.GUIDED: _("Arrival not confirmed"),
        Duty.OVERRUN: _("Away too long"),
        Duty.OPINION: _("Opinion to answer"),
        Duty.INSPECTION: _("Put right?"),
    }[duty]


def state_words(task: Task) -> str:
    """The light in words, with a shape for those who do not see the colour."""
    words = {
        Light.RED: _("overdue"),
        Light.TODAY: _("due today"),
        Light.YELLOW: _("due soon"),
        Light.BLUE: _("in time"),
        Light.NONE: "",
    }[task.light]
    if task.duty is Duty.UNPRINTED:
        words = _("waiting")
    elif task.duty in ANSWERED:
        words = _("to be answered")
    elif task.duty in OF_WINDOW - BY_DAY:
        words = _("to be done")
    elif task.duty is Duty.CLASH:
        words = _("two versions")
    elif task.duty in (Duty.ARRIVING, Duty.GUIDED):
        words = _("guided")
    return f"{SHAPES[tone_of(task)]} {words}"


def tone_of(task: Task) -> str:
    """The tone of a line."""
    return "bad" if task.duty is Duty.CLASH else TONES[task.light]


def when_words(by: str, today: date) -> str:
    """`by` of a task as people say it: a time of today, today, or month and day."""
    if len(by) == len("09:41"):
        return by
    if not by:
        return ""
    day = datetime.fromisoformat(by).date()
    if day == today:
        return _("today") if "T" not in by else f"{datetime.fromisoformat(by):%H:%M}"
    words = _("{month}/{day}").format(month=day.month, day=day.day)
    return words if day.year == today.year else f"{day.year}-{day.month}-{day.day}"


def columns(today: Callable[[], date]) -> list[Column[Line]]:
    """The columns of the list."""
    return [
        Column(
            _("Duty"),
            lambda line: duty_words(line.task.duty) if line.opens_group else "",
            125,
        ),
        Column(_("What"), lambda line: line.task.title),
        Column(_("Detail"), lambda line: line.task.detail, tone=lambda _line: "quiet"),
        Column(
            _("State"),
            lambda line: state_words(line.task),
            105,
            tone=lambda line: tone_of(line.task),
        ),
        Column(_("Time"), lambda line: when_words(line.task.by, today()), 90, is_number=True),
    ]
