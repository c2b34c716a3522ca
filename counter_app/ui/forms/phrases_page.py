"""The courtesy phrases of the strip and of the papers, in the words of this hall (A1.4.2)."""

from counter_app.domain.clauses import clause_words
from counter_app.domain.phrases import PhraseBook, Stage
from counter_app.services.desk import Done
from counter_app.services.phrase_publishing import publish_phrases
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.words import _


class PhrasesPage(SettingsPage):
    """A field for each phrase; shown to everybody, published by an administrator."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Courtesy phrases"), context)
        stages = {
            Stage.GREETING: _("To greet"),
            Stage.HANDLING: _("At work"),
            Stage.PARTING: _("Farewell"),
            Stage.TELEPHONE: _("On the telephone"),
        }
        for one in context.counter.desk.reference.seed_phrases.phrases:
            hint = f"{clause_words(one.clause)}　{one.text}"
            self.add(one.id, TextField(stages[one.stage], hint=hint))
        self.add("note", NoteField(_("What changes, and who decided it"), lines=2))
        self.set_actions(
            [
                Action("Enter", _("Publish"), self._publish, self.only_administrators),
                Action("", _("Words of annex 1"), self._restore_seed, self.only_administrators),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def refresh(self) -> None:
        """Ask for what is said now."""
        desk = self.context.counter.desk
        self.context.jobs.read(lambda: desk.reference.phrases, self._show)

    def _show(self, book: PhraseBook) -> None:
        self.restore({one.id: one.text for one in book.phrases})
        self.refresh_actions()

    def _restore_seed(self) -> None:
        self._show(self.context.counter.desk.reference.seed_phrases)

    def _publish(self) -> None:
        desk, words = self.context.counter.desk, self.values()
        note = str(words.pop("note"))
        self.context.jobs.desk(
            lambda: publish_phrases(desk, words, note),
            self._on_published,
            self.context.errors.failed(self),
        )

    def _on_published(self, done: Done[PhraseBook]) -> None:
        self.saved.emit(_("Published: every window speaks so after its next synchronization"))
        self.context.bus.changed.emit(done.changes)
        self.fields["note"].restore("")
