"""The form of a step of a case: declared as a list of questions, asked in that order."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from counter_app.domain.cases.course_commands import CourseCommand
from counter_app.domain.errors import InputFault
from counter_app.ui.forms.case_seen import Seen
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.drafts import SaveDraft
from counter_app.ui.kit.fields import DateField, Field, LatinField, NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

Known = Callable[[Seen], str]
Choices = Callable[[Seen], Sequence[tuple[str, str]]]


def nothing(seen: Seen) -> str:
    """Nothing is known before the clerk types."""
    return ""


def always(seen: Seen) -> bool:
    """The question is asked in every case."""
    return True


def whatever(draft: Mapping[str, str]) -> bool:
    """The question stands there whatever was answered before."""
    return True


@frozen(kw_only=True)
class Ask:
    """One question: the name the rules know it by, its label (a msgid), what is known already.

    `when` the case asks for it at all; `shown` while the answers so far ask for it.
    `is_for_paper`: the words stand on the paper alone and in no fact (A5.5.1).
    """

    name: str
    label: str
    known: Known = nothing
    when: Callable[[Seen], bool] = always
    shown: Callable[[Mapping[str, str]], bool] = whatever
    is_for_paper: bool = False

    def field(self, seen: Seen, today: Callable[[], date]) -> Field:
        """The field that asks it."""
        return TextField(_(self.label))


@frozen(kw_only=True)
class AskNote(Ask):
    """Several lines."""

    def field(self, seen: Seen, today: Callable[[], date]) -> Field:
        return NoteField(_(self.label), lines=3)


@frozen(kw_only=True)
class AskDay(Ask):
    """A day; the rule gets none where nothing was typed, which the form says itself."""

    def field(self, seen: Seen, today: Callable[[], date]) -> Field:
        return DateField(_(self.label), today)


@frozen(kw_only=True)
class AskCount(Ask):
    """A number of pieces or pages."""

    def field(self, seen: Seen, today: Callable[[], date]) -> Field:
        return LatinField(_(self.label), most=5)


@frozen(kw_only=True)
class AskChoice(Ask):
    """One of several; the first is chosen."""

    choices: Choices

    def field(self, seen: Seen, today: Callable[[], date]) -> Field:
        return ChoiceField(_(self.label), self.choices(seen), lined_up=False)


Make = Callable[[dict[str, Any], Seen], CourseCommand]


@frozen(kw_only=True)
class StepSpec:
    """A step: its id in `case_steps`, key and caption, its questions, the command it makes.

    `says`: what the clerk should know while answering.
    """

    id: str
    key: str
    text: str
    asks: tuple[Ask, ...] = ()
    make: Make = field(repr=False)
    submit: str = ""
    says: Known = nothing


class StepForm(Form):
    """Enter moves on, Ctrl+Enter does it; Esc keeps what was typed as a draft."""

    def __init__(
        self,
        step: StepSpec,
        seen: Seen,
        today: Callable[[], date],
        take: Callable[[CourseCommand, dict[str, str]], object],
        save_draft: SaveDraft,
    ) -> None:
        super().__init__(_(step.text).rstrip("…"), save_draft=save_draft)
        self.title.setWordWrap(True)
        self._step, self._seen, self._take = step, seen, take
        self._asked = [ask for ask in step.asks if ask.when(seen)]
        for ask in self._asked:
            self.add(ask.name, ask.field(seen, today)).restore(ask.known(seen))
        self.edited.connect(self._fit)
        self._fit()
        said = step.says(seen)
        if said:
            self.show_notice(said, tone="info")
        self.set_actions(
            [
                Action("Enter", _(step.submit) if step.submit else _("Record it"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _fit(self) -> None:
        """Only what the answers so far ask for: a grant needs no reason, a refusal no licence."""
        draft = self.draft()
        for ask in self._asked:
            self.fields[ask.name].setHidden(not ask.shown(draft))

    def restore(self, draft: Mapping[str, str]) -> None:
        """A draft may have answered otherwise."""
        super().restore(draft)
        self._fit()

    def _submit(self) -> None:
        try:
            values = self._read()
            command = self._step.make(values, self._seen)
        except InputFault as fault:
            self.show_faults(fault.faults)
            return
        on_paper = {one.name: str(values[one.name]) for one in self._asked if one.is_for_paper}
        self._take(command, on_paper)

    def _read(self) -> dict[str, Any]:
        """What was typed. InputFault at days left empty and at counts that are no numbers."""
        values = {ask.name: "" for ask in self._step.asks} | self.values()
        faults = {}
        for ask in self._asked:
            if isinstance(ask, AskDay) and values[ask.name] is None:
                faults[ask.name] = _("Give the day, e.g. 1123.")
            elif isinstance(ask, AskCount):
                text = values[ask.name]
                if not text.isdecimal():
                    faults[ask.name] = _("Give a number, e.g. 3.")
                else:
                    values[ask.name] = int(text)
        if faults:
            raise InputFault(faults)
        return values
