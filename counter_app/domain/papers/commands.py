"""What can be done with an issued paper."""

import attrs

from counter_app.domain.fields import typed


@attrs.frozen(kw_only=True)
class Print:
    """Put a paper that has reached nobody on `printer`. `job`: an earlier one open there."""

    printer: str
    job: str = ""


@attrs.frozen(kw_only=True)
class Reprint:
    """Print a paper that was handed over once more; the sheet says so on one line."""

    reason: str = typed("reason", default="")


@attrs.frozen(kw_only=True)
class Confirm:
    """The clerk's answer to “纸出来了吗？”, or the paper was handed over otherwise."""

    came_out: bool


@attrs.frozen(kw_only=True)
class RequestVoid:
    """Ask that the paper no longer counts; a second person decides at any window."""

    reason: str = typed("reason")


@attrs.frozen(kw_only=True)
class Void:
    """The paper no longer counts. `approved_by`: who proved with a password of their own to agree.

    Without it the clerk signed in agrees to what another clerk has requested.
    """

    reason: str = typed("reason", default="")
    approved_by: str = ""


@attrs.frozen(kw_only=True)
class Sign:
    """The citizen has signed for it on the citizen screen; `strokes` as `PaperSigned` has them."""

    strokes: str


PaperCommand = Print | Reprint | Confirm | RequestVoid | Void | Sign
