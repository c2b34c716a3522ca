"""Who works with wordings in the tests: an administrator proposes, a supervisor answers."""

from datetime import date

import attrs

from counter_app.printing import catalogue
from counter_app.services import wordings
from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from tests.services.windows import switch

SLIP = "guide_slip"
TITLE = 'title = "引导单"'
OTHER = 'title = "引导单（新）"'


def signed_in(opened: Opened, clerk: str, *roles: str) -> Desk:
    """The window, bound, with somebody else before it."""
    desk = switch(opened)
    desk.station = attrs.evolve(desk.station, clerk=clerk, roles=frozenset(roles))
    return desk


def administrator(opened: Opened) -> Desk:
    """S08 signs in."""
    return signed_in(opened, "S08", "administrator", "supervisor")


def supervisor(opened: Opened) -> Desk:
    """S07 signs in."""
    return signed_in(opened, "S07", "clerk", "supervisor")


def reworded(layout: str = SLIP, mark: str = "（新）") -> str:
    """The shipped text with another word in what it prints."""
    text = catalogue.text_of(layout)
    first = text.index("[[block]]")
    return text[:first] + text[first:].replace('text = "', f'text = "{mark}', 1)


def put_in_force(opened: Opened, text: str, day: date | None = None, layout: str = SLIP) -> str:
    """A wording proposed by S08 and put in force by S07 on `day`, today if none is named."""
    desk = administrator(opened)
    base = wordings.standing(layout).last
    subject = wordings.propose(desk, layout, text, base, "按新规定改").value
    desk = supervisor(opened)
    wordings.approve(desk, subject, day or desk.clock().date())
    return subject
