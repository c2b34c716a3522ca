"""What can be done with the layout in the hand, and why not."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from counter_app.domain.errors import Clash, InputFault
from counter_app.domain.wordings.state import version_of
from counter_app.printing import catalogue
from counter_app.services import equipment, wordings
from counter_app.services.desk import Done
from counter_app.services.equipment import Finding
from counter_app.ui.context import Context
from counter_app.ui.forms.case_papers import PaperPreview
from counter_app.ui.forms.share_setup import TONES
from counter_app.ui.forms.wording_editor import VERSIONS
from counter_app.ui.forms.wording_reasons import Page, WordingReasons
from counter_app.ui.kit.actions import Action
from counter_app.words import _


def nothing() -> None:
    """Nothing more."""


class WordingActs(QObject):
    """The keys of the page: each act runs on the desk's lane and is told in passing."""

    def __init__(self, context: Context, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self.context, self.page = context, page
        self.why = WordingReasons(context, page)
        self._is_acting = False

    def actions(self) -> list[Action]:
        """The row under the page."""
        why = self.why
        return [
            Action("F3", _("Propose"), self.propose, why.not_proposable),
            Action("F4", _("Put in force"), self.approve, why.not_answerable),
            Action("F5", _("Send back"), self.reject, why.not_answerable),
            Action("F6", _("Withdraw"), self.withdraw, why.not_mine),
            Action("F7", _("Compare"), self.compare, why.nothing_open),
            Action("F8", _("Begin from this version"), self.begin_from, why.no_version),
            Action("F9", _("As shipped"), self.as_shipped, why.is_shipped),
            Action("F10", _("Print a sample"), self.print_sample, why.not_printable),
            Action("Ctrl+O", _("Look at it large"), self.look, why.no_picture),
            Action("F11", _("Discard my changes"), self.discard, why.unchanged),
            Action("Ctrl+G", _("To the fault"), self.go_to_fault, why.no_fault),
        ]

    # -- acts on the records

    def _do(
        self, call: Callable[[], Done[Any]], words: str, then: Callable[[], object] = nothing
    ) -> None:
        """Run an act unless one is under way: a key pressed twice does it once."""
        if self._is_acting:
            return
        page, self._is_acting = self.page, True
        page.clear_faults()

        def done(outcome: Done[Any]) -> None:
            self._is_acting = False
            then()
            page.saved.emit(words)
            self.context.bus.changed.emit(outcome.changes)
            page.refresh()

        self.context.jobs.desk(call, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._is_acting = False
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
        page.saving.save_now()
        self._do(
            lambda: wordings.propose(desk, layout, text, based_on, note),
            _("Proposed; a second person puts it in force."),
            page.begin_anew,
        )

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
        self.why.is_busy = is_busy
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
