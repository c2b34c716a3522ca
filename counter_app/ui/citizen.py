"""What stands on the citizen screen: the absence sign before all, then what was asked for last."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.opinions.ratings import Rate
from counter_app.services import ratings
from counter_app.services.absences import Away
from counter_app.services.signing import sign_for
from counter_app.ui.context import Context
from counter_app.ui.public.board import GuideShown, RatingAsked, SignatureAsked, WayShown
from counter_app.ui.public.page import PublicPage
from counter_app.ui.public.reading import AbsencePage, GuidePage, WayPage
from counter_app.ui.public.touching import RatingPage, SignaturePage, ThanksPage
from counter_app.ui.public.window import CitizenWindow
from counter_app.words import _

WAY_MS, RATING_MS, THANKS_MS = 60_000, 90_000, 4_000
"""How long a page stands that nobody takes away; then the idle card hides what it said."""


class CitizenDirector(QObject):
    """Listens to the board of the window and owns what is shown.

    Losing the screen drops whatever a citizen had begun, for who stands there next is another;
    only the absence sign comes back with the screen.
    """

    def __init__(self, window: CitizenWindow, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self._away: Away | None = None
        self._page: PublicPage | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._clear)
        board = context.board
        board.guide.connect(self._on_guide)
        board.way.connect(self._on_way)
        board.rating.connect(self._on_rating)
        board.signature.connect(self._on_signature)
        board.cleared.connect(self._on_cleared)
        window.lost.connect(self._on_lost)

    @property
    def page(self) -> PublicPage | None:
        """What stands on the screen beside the idle card."""
        return self._page

    def show_away(self, away: Away | None) -> None:
        """The sign went up, says something else, or went down."""
        before, self._away = self._away, away
        if away is None:
            if before is not None:
                self._clear()
            return
        if before is None or before.sign != away.sign or not isinstance(self._page, AbsencePage):
            self._put(AbsencePage(away.sign, away.absence.expected_back))
        if isinstance(self._page, AbsencePage):
            self._page.say_time(self._context.now())

    # -- what the screens ask for

    def _put(self, page: PublicPage, limit_ms: int = 0) -> None:
        self._limit.stop()
        self._page = page
        self._window.show_page(page)
        if limit_ms:
            self._limit.start(limit_ms)

    def _clear(self) -> None:
        """The idle card, or the sign while it is up."""
        self._limit.stop()
        if self._away is not None:
            away, self._away = self._away, None
            self._page = None
            self.show_away(away)
        else:
            self._page = None
            self._window.show_idle()

    def _on_cleared(self) -> None:
        if not isinstance(self._page, SignaturePage):
            self._clear()

    def _is_free(self) -> bool:
        return self._away is None

    def _on_guide(self, shown: GuideShown) -> None:
        """What a citizen is signing is not taken from under the pen."""
        if self._is_free() and not isinstance(self._page, SignaturePage):
            self._put(GuidePage(shown))

    def _on_way(self, shown: WayShown) -> None:
        if self._is_free():
            self._put(WayPage(shown), WAY_MS)

    def _on_rating(self, asked: RatingAsked) -> None:
        if not self._is_free():
            return
        page = RatingPage(asked)
        page.rated.connect(partial(self._rate, asked))
        page.declined.connect(self._clear)
        self._put(page, RATING_MS)

    def _on_signature(self, asked: SignatureAsked) -> None:
        if not self._is_free() or not self._window.isVisible():
            words = _("There is no citizen screen to sign on; let the paper be signed.")
            self._context.board.came_to_nothing.emit(words)
            return
        page = SignaturePage(asked)
        page.written.connect(partial(self._sign, asked))
        page.declined.connect(partial(self._not_signed, asked))
        self._put(page)

    def _on_lost(self) -> None:
        lost = self._page
        self._limit.stop()
        self._page = None
        if isinstance(lost, SignaturePage):
            self._not_signed(lost.asked)
        if self._away is not None:
            away, self._away = self._away, None
            self.show_away(away)

    # -- what the citizen does

    def _rate(self, asked: RatingAsked, stars: int, codes: tuple[int, ...]) -> None:
        desk = self._context.counter.desk
        rate = Rate(stars=stars, reasons=codes)
        self._context.jobs.desk(
            lambda: ratings.give(desk, asked.about, rate, asked.asked_at),
            self._thank,
            self._not_rated,
        )

    def _thank(self, done: Any) -> None:
        self._put(ThanksPage(_("Thank you for your rating")), THANKS_MS)
        self._context.bus.changed.emit(done.changes)

    def _not_rated(self, error: BaseException) -> None:
        """The rules said no: the citizen reads it here, the clerk's screen says nothing of it."""
        if isinstance(error, Refusal | InputFault):
            self._put(ThanksPage(_("This service can no longer be rated here")), THANKS_MS)
        else:
            self._clear()
            self._context.errors.show(error)

    def _sign(self, asked: SignatureAsked, strokes: str) -> None:
        desk = self._context.counter.desk

        def signed(changes: Any) -> None:
            self._put(ThanksPage(_("Thank you")), THANKS_MS)
            self._context.bus.changed.emit(changes)
            self._context.board.signed.emit(asked.paper)

        def failed(error: BaseException) -> None:
            self._clear()
            self._context.errors.show(error)

        self._context.jobs.desk(lambda: sign_for(desk, asked.paper, strokes), signed, failed)

    def _not_signed(self, asked: SignatureAsked) -> None:
        words = _("{number} was not signed; nothing is on record.").format(number=asked.number)
        self._context.board.came_to_nothing.emit(words)
        self._clear()
