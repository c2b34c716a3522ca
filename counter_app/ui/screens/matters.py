"""Matters: find a guide, see what it lacks, bring new versions in."""

from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout

from counter_app.domain.guides.rules import may_edit
from counter_app.services import matter_guides, matter_publishing, matter_search
from counter_app.services.matter_guides import MatterGuide
from counter_app.services.matter_publishing import Published
from counter_app.services.matter_search import MatterHit
from counter_app.ui.context import Context
from counter_app.ui.forms.guide_answer import GuideAnswer
from counter_app.ui.forms.guide_editor import GuideEditor
from counter_app.ui.forms.import_matters import ImportMatters
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.live_search import Give, Hit, LiveSearch
from counter_app.ui.kit.theme import theme
from counter_app.ui.screens.matter_files import MatterFiles
from counter_app.ui.screens.matter_guide import GuideView, side_by_side
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

EVERYTHING = 1000
WIDEST_PX = 420
"""Large text takes room from the list, not from the guide."""
PROPOSALS = "proposals"
"""What `open` takes for the versions that wait."""


class MattersScreen(Screen):
    """Left finds, right says; importing takes the right side over until it is done."""

    kinds = frozenset({"document", "guide"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.code = ""
        self._found_for: str | None = None
        self._shown: MatterGuide | None = None
        self.search = LiveSearch(
            self._ask, _("Find a matter"), _("Name, initials or code of a matter")
        )
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self.guide = GuideView()
        self.actions_row = ActionRow()
        self.importing = ImportMatters(context)
        self.files = MatterFiles(self)
        self.editor, self.answering = GuideEditor(context), GuideAnswer(context)
        self.right = QStackedWidget()
        self._lay_out()
        self.search.looked_at.connect(self._look_at)
        self.search.chosen.connect(self._on_chosen)
        self.guide.version_chosen.connect(self._on_version)
        self.importing.stepped_back.connect(self.show_guide)
        self.importing.published.connect(self._published)
        self.editor.stepped_back.connect(self.show_guide)
        self.editor.proposed.connect(self._proposed)
        self.answering.stepped_back.connect(self.show_guide)

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("role", "surface")
        left.setFixedWidth(min(theme.px(380), WIDEST_PX))
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        heading = QLabel(_("Matters"))
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        column.addWidget(self.search, 1)
        column.addWidget(self.count)
        page = QFrame()
        shown = QVBoxLayout(page)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(12)
        shown.addWidget(self.guide, 1)
        shown.addWidget(self.actions_row)
        self.right.addWidget(page)
        for form in (self.importing, self.editor, self.answering):
            self.right.addWidget(form)
        outside = QFrame()
        outside.setProperty("role", "surface")
        inside = QVBoxLayout(outside)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.addWidget(self.right)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.addLayout(side_by_side(left, outside))
        self.actions_row.set_actions(self._actions())

    def _actions(self) -> list[Action]:
        files = self.files
        return [
            Action("Enter", _("Hand out its one-time notice"), self.hand_out, self._no_guide),
            Action("F8", _("Write the next version…"), self.write_next, self._not_editor),
            Action("F9", _("Proposals…"), self.show_proposals),
            Action("F10", _("Attach a blank…"), files.ask_form, self._no_material),
            Action("Shift+F10", _("Attach a sample…"), files.ask_sample, self._no_material),
            Action("Ctrl+P", _("Print the guide"), files.print_guide, self._no_guide),
            Action("Ctrl+T", _("Poster as PDF…"), files.ask_poster, self._no_guide),
            Action("Ctrl+D", _("What changed, as PDF…"), files.ask_change_note, self._no_guide),
            Action("F11", _("Make the guides public…"), files.ask_public),
            Action("F6", _("Import guides…"), self.show_import, self._not_administrator),
            Action("F7", _("Blank workbook…"), files.ask_blank),
        ]

    # -- finding

    def _ask(self, text: str, give: Give) -> None:
        desk = self.context.counter.desk

        def found(hits: list[MatterHit]) -> None:
            self.count.setText(_("{n} matters").format(n=len(hits)))
            kept = self.code if text == self._found_for else ""
            self._found_for = text
            give([_line(hit) for hit in hits])
            self._return_to(kept)

        self.context.jobs.read(lambda: matter_search.find_matters(desk, text, EVERYTHING), found)

    def _return_to(self, code: str) -> None:
        """The same question again: stay at the matter that was looked at."""
        for place, line in enumerate(self.search.hits()):
            if line.data.code == code:
                self.search.list.setCurrentRow(place)

    def refresh(self) -> None:
        """Ask for the list and the guide again."""
        self.search.ask_now()
        self._show_code(self.code)

    def activate(self) -> None:
        """Into the search line."""
        form = self.right.currentWidget()
        if isinstance(form, Form):
            form.begin()
        else:
            self.search.setFocus()

    def open(self, argument: object) -> None:
        """The code of a matter, or `proposals`."""
        if argument == PROPOSALS:
            self.show_proposals()
            return
        self.right.setCurrentIndex(0)
        self._show_code(str(argument))

    def _look_at(self, hit: MatterHit) -> None:
        self._show_code(hit.code)

    def _on_chosen(self, hit: MatterHit) -> None:
        self._show_code(hit.code)
        self.hand_out()

    def _on_version(self, number: int) -> None:
        self._show_code(self.code, number)

    def _show_code(self, code: str, number: int = 0) -> None:
        if code:
            desk = self.context.counter.desk
            self.context.jobs.read(lambda: matter_guides.guide_of(desk, code, number), self._show)

    def _show(self, guide: MatterGuide) -> None:
        self.code, self._shown = guide.spec.code, guide
        self.guide.show_guide(guide)
        self.actions_row.refresh()

    # -- acting

    def _no_guide(self) -> str:
        return "" if self.code else _("Choose a matter first.")

    def _not_editor(self) -> str:
        if not may_edit(self.context.counter.desk.station.roles):
            return _("Only a supervisor or an administrator may change a guide.")
        return self._no_guide()

    def _no_material(self) -> str:
        if self.guide.materials.current() is None:
            return _("Choose the material it is for.")
        return self._not_editor()

    def write_next(self) -> None:
        """The next version of the guide shown."""
        if self._shown is not None:
            self.right.setCurrentWidget(self.editor)
            self.editor.edit(self._shown)

    def show_proposals(self) -> None:
        """What waits for the second person."""
        self.right.setCurrentWidget(self.answering)
        self.answering.refresh()
        self.answering.begin()

    def _proposed(self, code: str) -> None:
        self.right.setCurrentIndex(0)
        self._show_code(code)
        self.toast(_("Proposed: a second person approves it (F9)"))
        self.search.setFocus()

    def _not_administrator(self) -> str:
        if matter_publishing.may_publish(self.context.counter.desk):
            return ""
        return _("Only an administrator of the hall may publish guides.")

    def hand_out(self) -> None:
        """To the reception, with this matter chosen."""
        if self.code:
            self.go("reception", self.code)

    def show_guide(self) -> None:
        """Back from importing."""
        self.right.setCurrentIndex(0)
        self.search.setFocus()

    def show_import(self) -> None:
        """Bring guides in."""
        self.right.setCurrentWidget(self.importing)
        self.importing.begin()

    def _published(self, done: Published) -> None:
        self.show_guide()
        text = _("{n} guides published, {same} unchanged")
        self.toast(text.format(n=done.published, same=done.unchanged))


def _line(hit: MatterHit) -> Hit:
    if hit.here:
        return Hit(hit.name, _("this window"), data=hit)
    if hit.counter:
        return Hit(hit.name, f"{int(hit.counter[1:])}号窗口", data=hit)
    return Hit(hit.name, _("no window"), tone="warn", data=hit)
