"""What the reception needs to know of a matter, read once in the background."""

from collections.abc import Mapping
from datetime import date

from attrs import evolve, frozen

from counter_app.domain.hall import Counter, Hall
from counter_app.domain.matters import Instead, MatterSpec
from counter_app.domain.phrases import PhraseBook
from counter_app.services.desk import Desk
from counter_app.services.presence import NotThere, not_there

GO_TO_COUNTER, GO_TO_DESK = "go_to_counter", "go_to_desk"


@frozen(kw_only=True)
class GuideCard:
    """A matter as this window sees it: its guide in force, the windows that serve it.

    `away`: the windows that serve it are other ones. `said` is the sentence that sends
    a citizen there (A1.5.4), empty for a matter of this window. `is_workday`: whether the hall
    works today, as an application on a rest day needs a reason (S06). `nobody` says so where
    nobody serves now at the window the citizen would be sent to.
    """

    spec: MatterSpec
    effective_from: date
    hall: Hall
    here: str
    counters: tuple[Counter, ...]
    is_workday: bool
    said: str = ""
    nobody: str = ""

    @property
    def away(self) -> bool:
        """Whether another window has this matter."""
        return self.here not in {one.id for one in self.counters}

    @property
    def target(self) -> Counter | None:
        """The one window to send the citizen to; None when none or several serve it."""
        return self.counters[0] if self.away and len(self.counters) == 1 else None

    def destination(self, instead: Instead) -> str:
        """Where `instead` sends the citizen: the window of the other matter, or the desk."""
        counter = self.hall.counter_for(instead.matter) if instead.matter else None
        if counter is None:
            return self.hall.information_desk
        return f"{counter.label}，{counter.place}"


def read_guide(desk: Desk, code: str) -> GuideCard:
    """The guide of `code` in force today. Raises InputFault for a code the hall does not know."""
    today = desk.clock().date()
    spec = desk.reference.matter_in_force(code, today)
    hall = desk.reference.hall()
    counters = hall.counters_for(code)
    card = GuideCard(
        spec=spec,
        effective_from=dict(desk.reference.versions()[code])[spec.number],
        hall=hall,
        here=desk.station.counter,
        counters=counters,
        is_workday=desk.reference.calendar().is_workday(today),
    )
    if not card.away:
        return card
    ways, first = read_ways(desk), counters[0].id if counters else ""
    return evolve(card, said=ways.said(first), nobody=ways.nobody(first))


@frozen(kw_only=True)
class Ways:
    """The windows of the hall, and what is said on the way to each (A1.5.4)."""

    hall: Hall
    here: str
    book: PhraseBook
    not_there: Mapping[str, NotThere]

    def state(self, counter: str) -> str:
        """The one word of the sign, or that the window has closed."""
        gone = self.not_there.get(counter)
        return gone.state if gone else ""

    def nobody(self, counter: str) -> str:
        """What to know of a window where nobody serves now; empty for the others."""
        gone = self.not_there.get(counter)
        return f"{gone.label}：{gone.words()}" if gone else ""

    def said(self, counter: str) -> str:
        """The sentence that sends somebody to window `counter`, or to the information desk."""
        target = self.hall.counter(counter) if counter else None
        if target is None:
            return self.book.phrase(GO_TO_DESK).said(place=self.hall.information_desk)
        return self.book.phrase(GO_TO_COUNTER).said(counter=target.label, place=target.place)


def read_ways(desk: Desk) -> Ways:
    """Where a citizen can be sent from this window."""
    reference = desk.reference
    return Ways(
        hall=reference.hall(),
        here=desk.station.counter,
        book=reference.phrases,
        not_there=not_there(desk),
    )
