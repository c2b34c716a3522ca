"""Wordings of the papers: proposed by one person, put in force by another; texts kept for ever."""

from datetime import date

from counter_app.domain.facts import Body, body


@body("wording.proposed")
class WordingProposed(Body):
    """Somebody wants the layout `layout` to read `text`, the whole TOML of it.

    An empty text means the shipped one again. `based_on` is the version the text was made
    from, `note` says why (A3.4.5 变更说明).
    """

    layout: str
    text: str
    based_on: str
    note: str


@body("wording.approved")
class WordingApproved(Body):
    """A second person puts the proposal in force from `effective_from` on, by itself."""

    effective_from: date


@body("wording.rejected")
class WordingRejected(Body):
    """A second person says no, and why."""

    reason: str


@body("wording.withdrawn")
class WordingWithdrawn(Body):
    """The one who proposed it thought better of it."""

    reason: str = ""


@body("wording.kept")
class WordingKept(Body):
    """The shipped text a paper was issued under: a later program may ship another one (S59).

    The version a paper names is the hash of the text, so one is never kept under a wrong name.
    """

    layout: str
    text: str
