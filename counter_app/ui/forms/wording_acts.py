"""What can be done with the layout in the hand, and why not."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject

from counter_app.domain.errors import Clash, InputFault
from counter_app.domain.wordings.state import WordingState, version_of
from counter_app.printing import catalogue
from counter_app.services import equipment, wording_reading, wordings
from counter_app.services.desk import Done
from counter_app.services.equipment import Finding
from counter_app.ui.context import Context
from counter_app.ui.forms.case_actions import QuietRow
from counter_app.ui.forms.case_papers import PaperPreview
from counter_app.ui.forms.share_setup import TONES
from counter_app.ui.forms.wording_editor import VERSIONS, WordingEditor
from counter_app.ui.forms.wording_preview import WordingPreview
from counter_app.ui.forms.wording_versions import WordingVersions
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.drafts import Autosave
from counter_app.words import _


class Page(Protocol):
    """What the acts want of the page: the layout in the hand and where to say things."""

    layout_name: str
    based_on: str
    begun: str
    editor: WordingEditor
    versions: WordingVersions
    preview: WordingPreview
    row: QuietRow
    saving: Autosave
    saved: Any

    @property
    def text(self) -> str:
        """The text in the hand."""
        ...

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the one it began from."""
        ...

    def set_text(self, text: str) -> None:
        """Take another text into the hand."""
        ...

    def begin_anew(self) -> None:
        """Read the layout again; nothing typed is kept."""
        ...

    def refresh(self) -> None:
        """Read the lists again."""
        ...

    def clear_faults(self) -> None:
        """Take every sentence away."""
        ...

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Each sentence where it belongs."""
        ...

    def show_notice(self, text: str, clause: str = "", help: str = "", tone: str = "bad") -> None:
        """Say it in the notice bar."""
        ...


class WordingActs(QObject):
    """The keys of the page: each act runs on the desk's lane and is told in passing."""

    def __init__(self, context: Context, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self.context, self.page = context, page
        self._is_busy = False

    def actions(self) -> list[Action]:
        """The row under the page."""
        return [
            Action("F3", _("Propose"), self.propose, self._not_proposable),
            Action("F4", _("Put in force"), self.approve, self._not_answerable),
            Action("F5", _("Send back"), self.reject, self._not_answerable),
            Action("F6", _("Withdraw"), self.withdraw, self._not_mine),
            Action("F7", _("Compare"), self.compare, self._nothing_open),
            Action("F8", _("Begin from this version"), self.begin_from, self._no_version),
            Action("F9", _("As shipped"), self.as_shipped, self._is_shipped),
            Action("F10", _("Print a sample"), self.print_sample, self._not_printable),
            Action("Ctrl+O", _("Look at it large"), self.look, self._no_picture),
            Action("F11", _("Discard my changes"), self.discard, self._unchanged),
            Action("Ctrl+G", _("To the fault"), self.go_to_fault, self._no_fault),
        ]

    # -- why not

    def _no_picture(self) -> str:
        return "" if self.page.preview.pages else _("There is no picture of it yet.")

    def _nothing_open(self) -> str:
        return "" if self.page.layout_name else _("Choose a paper first.")

    def _unchanged(self) -> str:
        return "" if self.page.is_changed else _("Nothing was changed yet.")

    def _no_fault(self) -> str:
        return "" if self.page.preview.first_fault() else _("There is no fault.")

    def _not_printable(self) -> str:
        if self._is_busy:
            return _("The test page is on its way.")
        if self.page.preview.first_fault():
            return _("Correct the faults first.")
        return self._nothing_open()

    def _not_proposable(self) -> str:
        reason = wording_reading.not_proposing_because(self.context.counter.desk)
        return reason or self._unchanged() or self._not_printable()

    def _no_version(self) -> str:
        return "" if self.page.versions.current() else _("Choose a version first.")

    def _is_shipped(self) -> str:
        if not self.page.layout_name:
            return self._nothing_open()
        shipped = catalogue.text_of(self.page.layout_name)
        return _("It reads as shipped.") if self.page.text == shipped else ""

    def _not_waiting(self) -> str:
        version = self.page.versions.current()
        if version is None or version.state is not WordingState.PROPOSED:
            return _("Choose a proposal among the versions first.")
        return ""

    def _is_mine(self) -> bool:
        version = self.page.versions.current()
        clerk = self.context.counter.desk.station.clerk
        return version is not None and version.proposed_by == clerk

    def _not_answerable(self) -> str:
        if self._not_waiting():
            return self._not_waiting()
        return _("You proposed it; a second person answers.") if self._is_mine() else ""

    def _not_mine(self) -> str:
        if self._not_waiting():
            return self._not_waiting()
        return "" if self._is_mine() else _("Somebody else proposed it: send it back instead.")

    # -- acts on the records

    def _do(self, call: Callable[[], Done[Any]], words: str) -> None:
        page = self.page
        page.clear_faults()

        def done(outcome: Done[Any]) -> None:
            page.saved.emit(words)
            self.context.bus.changed.emit(outcome.changes)
            page.refresh()

        self.context.jobs.desk(call, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Clash):
            self.page.show_notice(error.message, tone="warn")
            self.page.refresh()
        else:
            self.context.errors.show(error, self.page)

    def propose(self) -> None:
        """Hand the text over to the second person, with the reason."""
        page, desk = self.page, self.context.counter.desk
        layout, text, based_on = page.layout_name, page.text, page.based_on
        note = page.versions.note.value

        def propose() -> Done[str]:
            done = wordings.propose(desk, layout, text, based_on, note)
            page.saving.stop()
            return done

        def done(outcome: Done[str]) -> None:
            page.begin_anew()
            page.saved.emit(_("Proposed; a second person puts it in force."))
            self.context.bus.changed.emit(outcome.changes)
            page.refresh()

        page.clear_faults()
        self.context.jobs.desk(propose, done, self._failed)

    def approve(self) -> None:
        """Put the proposal looked at in force from the day below on."""
        page, desk = self.page, self.context.counter.desk
        version = page.versions.current()
        try:
            day = page.versions.day.value
        except InputFault as fault:
            page.show_faults({"effective_from": next(iter(fault.faults.values()))})
            return
        if version is not None:
            self._do(
                lambda: wordings.approve(desk, version.id, day),
                _("Put in force; papers issued before stay as they were."),
            )

    def reject(self) -> None:
        """Send the proposal back with the reason below."""
        page, desk = self.page, self.context.counter.desk
        reason, version = page.versions.reason.value, page.versions.current()
        if version is not None:
            self._do(lambda: wordings.reject(desk, version.id, reason), _("Sent back"))

    def withdraw(self) -> None:
        """Take one's own proposal back."""
        desk, version = self.context.counter.desk, self.page.versions.current()
        if version is not None:
            self._do(lambda: wordings.withdraw(desk, version.id), _("Withdrawn"))

    # -- acts on the text in the hand

    def compare(self) -> None:
        """The version looked at with the text in the hand; unchanged, with the one in force."""
        page = self.page
        version = page.versions.current()
        page.editor.setCurrentIndex(VERSIONS)
        if version is None:
            return
        if page.is_changed:
            page.versions.show_comparison(
                _("The version chosen and your text"), version.text, page.text
            )
        else:
            page.versions.show_comparison(
                _("The wording in force and the version chosen"), page.begun, version.text
            )

    def begin_from(self) -> None:
        """The text of the version looked at becomes the text in the hand."""
        version = self.page.versions.current()
        if version is not None:
            self._take(version.text)

    def as_shipped(self) -> None:
        """The shipped text becomes the text in the hand; it is proposed like any other."""
        self._take(catalogue.text_of(self.page.layout_name))

    def _take(self, text: str) -> None:
        self.page.based_on = version_of(self.page.begun)
        self.page.set_text(text)
        self.page.saving.save_now()
        self.page.editor.setCurrentIndex(0)

    def discard(self) -> None:
        """Begin again from the wording in force."""
        self.page.clear_faults()
        self.page.begin_anew()

    def print_sample(self) -> None:
        """Print the text in the hand with its sample values, 样张 across it."""
        page = self.page
        layout, text = page.layout_name, page.text
        page.clear_faults()
        self._set_busy(True)

        def printed() -> Finding:
            address = self.context.counter.address(layout.partition(".")[0])
            return equipment.print_wording(layout, text, address)

        self.context.jobs.paper(printed, self._printed, self._not_printed)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.page.row.refresh()

    def _printed(self, finding: Finding) -> None:
        self._set_busy(False)
        self.page.show_notice(finding.words, tone=TONES[finding.sign])

    def _not_printed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.context.errors.show(error, self.page)

    def look(self) -> None:
        """The pages in a window of their own; Esc closes it."""
        title = catalogue.paper(self.page.layout_name).title
        PaperPreview(title, self.page.preview.pages, self.page.preview).show()

    def go_to_fault(self) -> None:
        """To the field or the line of the fault looked at."""
        fault = self.page.preview.first_fault()
        if fault is not None:
            self.page.editor.go_to(fault)
