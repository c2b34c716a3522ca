"""Blocks of paper and case numbers, leased before their first use (sync 6.6)."""

from counter_app.domain.facts import Body, body


@body("lease.taken")
class LeaseTaken(Body):
    """Window `counter` may use serials `first`…`last` of `series` in `year`."""

    series: str
    year: int
    counter: str
    first: int
    last: int
    confirmed: bool
