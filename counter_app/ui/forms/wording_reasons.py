"""Why something cannot be done with the layout in the hand; empty when it can."""

from collections.abc import Mapping
from typing import Any, Protocol

from counter_app.domain.wordings.state import WordingState
from counter_app.printing import catalogue
from counter_app.services import wording_reading
from counter_app.ui.context import Context
from counter_app.ui.forms.case_actions import QuietRow
from counter_app.ui.forms.wording_editor import WordingEditor
from counter_app.ui.forms.wording_preview import WordingPreview
from counter_app.ui.forms.wording_versions import WordingVersions
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


class WordingReasons:
    """Asked anew each time a button is shown or pressed."""

    def __init__(self, context: Context, page: Page) -> None:
        self.context, self.page = context, page
        self.is_busy = False

    def no_picture(self) -> str:
        """Nothing has been drawn yet."""
        return "" if self.page.preview.pages else _("There is no picture of it yet.")

    def nothing_open(self) -> str:
        """No paper is chosen."""
        return "" if self.page.layout_name else _("Choose a paper first.")

    def unchanged(self) -> str:
        """The text is the one it began from."""
        return "" if self.page.is_changed else _("Nothing was changed yet.")

    def no_fault(self) -> str:
        """The layout is sound."""
        return "" if self.page.preview.first_fault() else _("There is no fault.")

    def not_printable(self) -> str:
        """It has faults, or a sample is on its way."""
        if self.is_busy:
            return _("The test page is on its way.")
        if self.page.preview.first_fault():
            return _("Correct the faults first.")
        return self.nothing_open()

    def not_proposable(self) -> str:
        """Not by this clerk, or not yet."""
        reason = wording_reading.not_proposing_because(self.context.counter.desk)
        return reason or self.unchanged() or self.not_printable()

    def no_version(self) -> str:
        """No version is chosen."""
        return "" if self.page.versions.current() else _("Choose a version first.")

    def is_shipped(self) -> str:
        """It is the shipped text already."""
        if not self.page.layout_name:
            return self.nothing_open()
        shipped = catalogue.text_of(self.page.layout_name)
        return _("It reads as shipped.") if self.page.text == shipped else ""

    def not_waiting(self) -> str:
        """What is chosen waits for nobody."""
        version = self.page.versions.current()
        if version is None or version.state is not WordingState.PROPOSED:
            return _("Choose a proposal among the versions first.")
        return ""

    def is_mine(self) -> bool:
        """Whether the signed-in clerk proposed what is chosen."""
        version = self.page.versions.current()
        clerk = self.context.counter.desk.station.clerk
        return version is not None and version.proposed_by == clerk

    def not_answerable(self) -> str:
        """No proposal, or one's own."""
        if self.not_waiting():
            return self.not_waiting()
        return _("You proposed it; a second person answers.") if self.is_mine() else ""

    def not_mine(self) -> str:
        """No proposal, or somebody else's."""
        if self.not_waiting():
            return self.not_waiting()
        return "" if self.is_mine() else _("Somebody else proposed it: send it back instead.")
