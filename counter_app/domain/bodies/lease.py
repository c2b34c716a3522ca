"""Blocks of paper and case numbers, leased before their first use (sync 6.6)."""

from counter_app.domain.facts import Body, body


@body("lease.taken")
class LeaseTaken(Body):
    """Window `window` may use serials `first`…`last` of `series` (a paper or case kind) in `year`."""

    series: str
    year: int
    counter: str
    first: int
    last: int
    confirmed: bool
