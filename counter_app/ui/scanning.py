"""Cards and papers read anywhere in the clerk's window: the screen shown has the first word."""

from PySide6.QtCore import QObject

from counter_app.domain.errors import InputFault
from counter_app.ui.forms.card import Card
from counter_app.ui.forms.card_reader import CardReader
from counter_app.ui.forms.visit_reading import about_paper
from counter_app.ui.kit.toast import toast
from counter_app.ui.screens.screen import Screen
from counter_app.ui.shell import Shell
from counter_app.words import _


class Scanning(QObject):
    """What a reader types never stays in a field it was not meant for.

    A card that has no place on the screen shown is only told of; the code of a paper leads to
    what the paper is about: a slip from another window finds its citizen.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._reader = CardReader(shell, shell.context.today)
        self._reader.read.connect(self._on_card)
        self._reader.paper.connect(self._on_paper)
        self._reader.unknown.connect(self._on_unknown)
        self._reader.torn.connect(self._on_torn)

    def _screen(self) -> Screen | None:
        """The screen the clerk works in; None while the absence sign covers it."""
        screen = self._shell.shown_screen()
        return screen if self._shell.stack.currentWidget() is screen else None

    def _on_card(self, card: Card) -> None:
        screen = self._screen()
        if screen is None or not screen.take_card(card):
            toast(self._shell, _("A card was read. Read it again at the reception (F2)."))

    def _on_unknown(self) -> None:
        toast(self._shell, _("This code means nothing here; it was not used."))

    def _on_torn(self) -> None:
        toast(self._shell, _("The card was not read whole; read it once more."))

    def _on_paper(self, number: str) -> None:
        screen = self._screen()
        if screen is not None and screen.take_paper(number):
            return
        self._shell.context.jobs.read(
            lambda: about_paper(number),
            lambda about: self._shell.show_screen(*about),
            self._on_failed,
        )

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, InputFault):
            toast(self._shell, "\n".join(error.faults.values()))
        else:
            self._shell.context.errors.show(error)
