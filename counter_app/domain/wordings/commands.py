"""What people may want of a wording."""

from datetime import date

from attrs import frozen


@frozen(kw_only=True)
class Propose:
    """A new text of a layout; empty for the shipped one. `based_on`: the version it changes."""

    layout: str
    text: str
    based_on: str
    note: str


@frozen(kw_only=True)
class Approve:
    """Put it in force from a day on."""

    effective_from: date | None


@frozen(kw_only=True)
class Reject:
    """Send it back."""

    reason: str


@frozen(kw_only=True)
class Withdraw:
    """Take one's own proposal back."""

    reason: str = ""
