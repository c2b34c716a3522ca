"""What people may want of a guide."""

from datetime import date

from attrs import frozen

from counter_app.domain.matters import MatterSpec


@frozen(kw_only=True)
class Propose:
    """A next version `spec`, written from version `based_on` (0: a new matter)."""

    spec: MatterSpec
    based_on: int
    effective_from: date | None
    note: str
    basis: str


@frozen(kw_only=True)
class Approve:
    """Agree; the version takes effect on its day by itself."""


@frozen(kw_only=True)
class Reject:
    """Send it back."""

    reason: str


@frozen(kw_only=True)
class Withdraw:
    """Take one's own proposal back."""

    reason: str = ""
