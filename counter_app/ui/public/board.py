"""What the clerk's screens may put before the citizen: one record for each picture, no person."""

from datetime import datetime

from attrs import frozen
from PySide6.QtCore import QObject, Signal


@frozen
class GuideShown:
    """The matter being explained; `done`: which of its materials were handed over already."""

    matter: str
    materials: tuple[str, ...]
    done: tuple[bool, ...]
    note: str = ""


@frozen
class WayShown:
    """Where to go: the window or desk in large letters, the sentence with the place under it."""

    target: str
    sentence: str


@frozen
class RatingAsked:
    """The service to rate: the id and number of its visit or case, and since when it is asked."""

    about: str
    number: str
    asked_at: datetime


@frozen
class SignatureAsked:
    """The paper to sign for, by its title and number."""

    paper: str
    title: str
    number: str


class Board(QObject):
    """One for each window of the program; without a citizen screen nobody listens.

    `came_to_nothing(sentence)`: what the citizen had begun was lost, e.g. the screen went away
    while somebody signed. `signed(paper)`: the signature is on record.
    """

    guide = Signal(object)
    way = Signal(object)
    rating = Signal(object)
    signature = Signal(object)
    cleared = Signal()
    came_to_nothing = Signal(str)
    signed = Signal(str)

    def show_guide(self, shown: GuideShown) -> None:
        """Mirror the guide."""
        self.guide.emit(shown)

    def show_way(self, shown: WayShown) -> None:
        """Show where to go; it goes away by itself."""
        self.way.emit(shown)

    def ask_rating(self, asked: RatingAsked) -> None:
        """Ask for a rating; it goes away by itself, and when the next citizen comes."""
        self.rating.emit(asked)

    def ask_signature(self, asked: SignatureAsked) -> None:
        """Ask to sign."""
        self.signature.emit(asked)

    def clear(self) -> None:
        """Back to the idle card: the citizen has left."""
        self.cleared.emit()
