"""Wordings of the papers: the list of layouts, the one in the hand, how it will look."""

from collections.abc import Mapping
from functools import partial

from attrs import frozen
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.clauses import clause_words
from counter_app.domain.wordings.state import version_of
from counter_app.services import wording_reading, wordings
from counter_app.services.wording_check import Fault
from counter_app.services.wording_reading import Listed, Version
from counter_app.ui.context import Context
from counter_app.ui.forms.case_actions import QuietRow
from counter_app.ui.forms.facts import scrolling
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.forms.wording_acts import WordingActs
from counter_app.ui.forms.wording_editor import VERSIONS, WordingEditor
from counter_app.ui.forms.wording_list import WordingList
from counter_app.ui.forms.wording_preview import WordingPreview
from counter_app.ui.forms.wording_versions import WordingVersions
from counter_app.ui.kit.drafts import Autosave
from counter_app.words import _

_OF_VERSIONS = ("note", "effective_from", "reason")


@frozen(kw_only=True)
class Opened:
    """A layout with its versions, the text an edit begins from, and what was typed before."""

    layout: str
    begun: str
    versions: list[Version]
    draft: dict[str, str]


class WordingsPage(SettingsPage):
    """Left the layouts, in the middle the one being changed, right how it will look.

    What is typed is kept by itself for each layout until it is proposed or discarded.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(_("Wording of the papers"), context)
        self.layout_name, self.based_on, self.begun = "", "", ""
        self._is_opening, self._wanted = False, ""
        self.list = WordingList()
        self.name = QLabel()
        self.name.setProperty("role", "heading")
        self.editor = WordingEditor()
        self.versions = WordingVersions(context.today)
        self.preview = WordingPreview(context)
        self.row = QuietRow()
        self.panes = QWidget()
        self.saving = Autosave(self, self.draft, self._save)
        self.acts = WordingActs(context, self, self)
        self._lay_out()
        self._join()

    def _lay_out(self) -> None:
        self.title.hide()
        self.actions_row.hide()
        self.area = scrolling(self.versions)
        self.area.setFocusProxy(self.versions)
        self.editor.addTab(self.area, _("Versions and approval"))
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.name)
        middle.addWidget(self.editor, 1)
        line = QHBoxLayout(self.panes)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.list)
        line.addLayout(middle, 2)
        line.addWidget(self.preview, 1)
        self.body.addWidget(self.panes, 1)
        self.body.addWidget(self.row)
        self.body.addStretch()
        fields = (self.versions.note, self.versions.day, self.versions.reason)
        self.fields.update(zip(_OF_VERSIONS, fields, strict=True))
        self.row.set_actions(self.acts.actions())

    def _join(self) -> None:
        self.list.opened.connect(self.open_layout)
        self.list.entered.connect(self.editor.begin)
        self.editor.edited.connect(self._on_edit)
        self.versions.note.edited.connect(self._on_note)
        self.versions.looked_at.connect(lambda _version: self._draw_shown())
        self.editor.currentChanged.connect(lambda _tab: self._draw_shown())
        self.preview.checked.connect(self._on_checked)
        self.preview.fault_chosen.connect(self.editor.go_to)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.editor.turn, step))

    # -- opening

    def refuse(self) -> str:
        """Why the signed-in clerk sees no wordings; empty when they do."""
        return wording_reading.refused_because(self.context.counter.desk)

    def refresh(self) -> None:
        """The list and the versions again; what is being typed stays."""
        reason = self.refuse()
        self.panes.setVisible(not reason)
        self.row.setVisible(not reason)
        self.title.setVisible(bool(reason))
        if reason:
            self.show_notice(reason, clause=clause_words("A3.4.5"), tone="info")
            return
        desk = self.context.counter.desk
        failed = self.context.errors.failed(self)
        self.context.jobs.read(lambda: wording_reading.listing(desk), self._show_layouts, failed)
        if self.layout_name:
            layout = self.layout_name
            self.context.jobs.read(
                lambda: wording_reading.versions(desk, layout),
                partial(self._show_versions, layout),
                failed,
            )

    def _show_layouts(self, found: list[Listed]) -> None:
        self.list.show_layouts(found)
        if self._wanted:
            self.list.choose(self._wanted)
            self._wanted = ""

    def open_at(self, layout: str) -> None:
        """A layout whose proposal waits: its versions in front, once the list is here."""
        self._wanted = layout
        self.editor.setCurrentIndex(VERSIONS)
        self.refresh()

    def begin(self) -> None:
        """Into the list of layouts; whoever has nothing to do here stays at the sections."""
        if self.refuse():
            self.stepped_back.emit()
        else:
            self.list.setFocus()

    def open_layout(self, layout: str) -> None:
        """Another layout; what was typed in the last one is kept."""
        if self.layout_name:
            self.saving.save_now()
        desk, key = self.context.counter.desk, draft_key(layout)
        self.layout_name = layout

        def read() -> Opened:
            return Opened(
                layout=layout,
                begun=wordings.last_text(layout),
                versions=wording_reading.versions(desk, layout),
                draft=self.context.load_draft(key),
            )

        self.context.jobs.desk(read, self._show, self.context.errors.failed(self))

    def _show(self, opened: Opened) -> None:
        if opened.layout != self.layout_name:
            return
        self.clear_faults()
        self.name.setText(self.list.title_of(opened.layout))
        self.begun = opened.begun
        self.based_on = opened.draft.get("based_on") or version_of(opened.begun)
        self._is_opening = True
        self.versions.note.restore(opened.draft.get("note", ""))
        self.versions.reason.restore("")
        self._is_opening = False
        self.versions.hide_comparison()
        self.versions.show_versions(opened.versions, anew=True)
        self.set_text(opened.draft.get("text") or opened.begun)
        if opened.draft.get("text"):
            self._say_draft()

    def _say_draft(self) -> None:
        if self.based_on == version_of(self.begun):
            words = _("Your changes of last time are here again; they are not proposed yet.")
            self.show_notice(words, help=_("F11 discards them."), tone="info")
        else:
            self.say_outdated()

    def say_outdated(self) -> None:
        """What is being typed began from a text that was replaced meanwhile."""
        self.show_notice(
            _("Another wording was put in force since you began to change this one."),
            help=_("F7 compares it with yours; F11 discards yours and begins from it."),
            tone="warn",
        )

    def set_text(self, text: str) -> None:
        """Put a text into the editor and draw it."""
        self.editor.show_layout(self.layout_name, text)
        self._draw_shown()

    def _draw_shown(self) -> None:
        """Among the versions the one looked at is drawn, else the text in the hand."""
        version = self.versions.current() if self.editor.currentIndex() == VERSIONS else None
        self.preview.draw(self.layout_name, version.text if version else self.text)
        self.row.refresh()

    def _show_versions(self, layout: str, versions: list[Version]) -> None:
        if layout != self.layout_name:
            return
        self.versions.show_versions(versions)
        self.row.refresh()

    def begin_anew(self) -> None:
        """What was typed is proposed or discarded: read the layout again without it."""
        layout = self.layout_name
        self.saving.stop()
        self.context.save_draft(draft_key(layout), {})
        self.layout_name = ""
        self.open_layout(layout)

    # -- typing

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        return self.editor.layout_text.text

    @property
    def is_changed(self) -> bool:
        """Whether there is something to propose."""
        return bool(self.layout_name) and self.text != self.begun

    def draft(self) -> dict[str, str]:
        """What is kept until it is proposed; nothing while nothing is changed."""
        if not self.is_changed:
            return {}
        note = self.versions.note.draft()
        return {"text": self.text, "based_on": self.based_on, "note": note}

    def _save(self, draft: dict[str, str]) -> None:
        self.context.save_draft(draft_key(self.layout_name), draft)

    def _on_edit(self) -> None:
        self.saving.touch()
        self.preview.draw_soon(self.layout_name, self.text)
        self.row.refresh()

    def _on_note(self) -> None:
        if not self._is_opening:
            self.saving.touch()

    def _on_checked(self, faults: list[Fault]) -> None:
        if self.editor.currentIndex() != VERSIONS:
            self.editor.show_faults(faults)
        self.row.refresh()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Those of the fields under the versions need their tab in front."""
        if any(name in self.fields for name in faults):
            self.editor.setCurrentIndex(VERSIONS)
        super().show_faults(faults)
        for name in faults.keys() & self.fields.keys():
            QTimer.singleShot(0, self, partial(self.area.ensureWidgetVisible, self.fields[name]))


def draft_key(layout: str) -> str:
    """The name a layout's draft is kept under."""
    return f"wording:{layout}"
