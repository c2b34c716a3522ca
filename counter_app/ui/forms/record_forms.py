"""New records of the window: a message, an opinion, a dispute, an inspection, a paper rating."""

from collections.abc import Callable
from datetime import date
from typing import Any

from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.bodies.opinion import OpinionChannel, OpinionKind
from counter_app.domain.bodies.rating import RatingChannel
from counter_app.domain.conduct.inspection import CATEGORIES, Inspect
from counter_app.domain.hall import Hall
from counter_app.domain.opinions.ratings import LEVELS, Rate
from counter_app.domain.opinions.register import CHANNELS, KINDS, Record
from counter_app.services import errands, inspections, ratings
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.ui.forms.ask_form import Values
from counter_app.ui.forms.duty_forms import Question
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import DateField, Field, LatinField, NoteField, TextField
from counter_app.words import _

Today = Callable[[], date]


def _windows(hall: Hall) -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in hall.counters]


def _people(hall: Hall) -> list[tuple[str, str]]:
    return [("", _("nobody named")), *((one.id, one.name) for one in hall.staff)]


def message(desk: Desk, today: Today) -> Question:
    """A message for a colleague (A1.5.6c)."""
    fields: dict[str, Field] = {
        "to_clerk": ChoiceField(_("For whom"), errands.colleagues(desk), lined_up=False),
        "content": NoteField(_("What is to be passed on")),
        "caller.name": TextField(_("Caller")),
        "caller.phone": LatinField(_("Number to call back")),
        "due": DateField(_("Call back by"), today),
    }
    fields["due"].restore(today().isoformat())

    def do(said: Values) -> Any:
        who = PartyInput(name=said["caller.name"], phone=said["caller.phone"])
        due = said["due"] or today()
        return errands.take_message(desk, said["to_clerk"], said["content"], due, who)

    return Question(title=_("Pass on a message"), act=_("Record and print"), fields=fields, do=do)


def opinion(desk: Desk, _today: Today) -> Question:
    """What somebody said, in their words; a name is never demanded (A1.4.3)."""
    windows = [("", _("the hall")), *_windows(desk.reference.hall())]
    fields: dict[str, Field] = {
        "channel": ChoiceField(
            _("How it came"), [(one.value, words) for one, words in CHANNELS.items()]
        ),
        "kind": ChoiceField(_("Kind"), [(one.value, words) for one, words in KINDS.items()]),
        "content": NoteField(_("What was said, word for word"), lines=4),
        "about_counter": ChoiceField(_("About which window"), windows, lined_up=False),
        "about_clerk": ChoiceField(_("About whom"), _people(desk.reference.hall()), lined_up=False),
        "person.name": TextField(_("Name (need not be given)")),
        "person.phone": LatinField(_("Telephone (need not be given)")),
    }

    def do(said: Values) -> Any:
        record = Record(
            channel=OpinionChannel(said["channel"]),
            kind=OpinionKind(said["kind"]),
            content=said["content"],
            about_counter=said["about_counter"],
            about_clerk=said["about_clerk"],
        )
        who = PartyInput(name=said["person.name"], phone=said["person.phone"])
        return inspections.record_opinion(desk, record, who)

    return Question(title=_("Record an opinion"), act=_("Record and print"), fields=fields, do=do)


def dispute(desk: Desk, _today: Today, number: str = "") -> Question:
    """Hand a dispute about the visit or case `number` to the supervisor, with one note (A1.3.5)."""
    about = TextField(_("Number of the visit or case, if any"))
    about.restore(number)
    return Question(
        title=_("Hand to the supervisor"),
        act=_("Hand over"),
        fields={"note": NoteField(_("What it is about")), "number": about},
        do=lambda said: errands.raise_dispute(desk, said["note"], number=said["number"]),
    )


def inspection(desk: Desk, today: Today) -> Question:
    """What a supervisor saw walking past (A1.2, A1.3)."""
    hall = desk.reference.hall()
    kinds = [(one.value, words) for one, (words, _clause) in CATEGORIES.items()]
    fields: dict[str, Field] = {
        "counter": ChoiceField(_("Window"), _windows(hall), lined_up=False),
        "category": ChoiceField(_("What"), kinds, lined_up=False),
        "note": NoteField(_("What was seen"), lines=2),
        "about_clerk": ChoiceField(_("About whom"), _people(hall), lined_up=False),
        "demand": TextField(_("What has to change")),
        "due": DateField(_("Until (empty: put right at once)"), today),
    }

    def do(said: Values) -> Any:
        command = Inspect(**{**said, "category": ConductCategory(said["category"])})
        return inspections.inspect(desk, command)

    return Question(
        title=_("Record an inspection"), act=_("Record and print"), fields=fields, do=do
    )


def rating(desk: Desk, _today: Today) -> Question:
    """A rating on paper, from the box; its window never enters it."""
    channels = [
        (one.value, ratings.channel_words(one))
        for one in RatingChannel
        if one is not RatingChannel.SCREEN
    ]
    fields: dict[str, Field] = {
        "about": TextField(_("Number of the visit or case")),
        "channel": ChoiceField(_("How it came"), channels),
        "stars": ChoiceField(_("Level"), [(str(n), words) for n, words in LEVELS.items()]),
        "reasons": LatinField(_("Codes of the reasons, spaces between")),
        "comment": NoteField(_("Comment"), lines=2),
        "contact": TextField(_("Name and telephone, if given")),
    }

    def do(said: Values) -> Any:
        codes = tuple(int(one) for one in said["reasons"].split() if one.isdecimal())
        rate = Rate(
            stars=int(said["stars"]),
            reasons=codes,
            channel=RatingChannel(said["channel"]),
            comment=said["comment"],
            contact=said["contact"],
        )
        return ratings.give(desk, said["about"].strip(), rate)

    return Question(title=_("Enter a rating from paper"), act=_("Record it"), fields=fields, do=do)


def rating_form(desk: Desk, _today: Today) -> Question:
    """The paper form for who does not use the screen."""
    return Question(
        title=_("Rating form on paper"),
        act=_("Print it"),
        fields={"about": TextField(_("Number of the visit or case"))},
        do=lambda said: ratings.issue_form(desk, said["about"].strip()),
    )
