"""The rows of wordings, and what a person has to settle between two of them."""

from counter_app.domain.wordings.state import Wording, WordingState
from counter_app.models.base import database
from counter_app.services.rows import mark_clash, mark_first_clash, upsert
from counter_app.words import _


def wording_row(wording: Wording) -> None:
    """The row of one text of a layout; nothing while its proposal has not arrived."""
    if wording.state is None or not wording.layout:
        return
    upsert(
        "wording",
        "id",
        {
            "id": wording.id,
            "layout": wording.layout,
            "version": wording.version,
            "text": wording.text,
            "based_on": wording.based_on,
            "note": wording.note,
            "state": wording.state.value,
            "proposed_by": wording.proposed_by,
            "proposed_at": wording.proposed_at.isoformat() if wording.proposed_at else "",
            "decided_by": wording.decided_by,
            "decided_at": wording.decided_at.isoformat() if wording.decided_at else None,
            "effective_from": wording.effective_from.isoformat()
            if wording.effective_from
            else None,
            "reason": wording.reason,
            "approved_at": wording.order[0],
        },
    )
    twice = _("Two windows answered this proposal; the first answer counts.")
    mark_clash(wording.id, twice if wording.not_effective else "")
    if wording.state is WordingState.APPROVED:
        _check_order(wording.layout)


def _check_order(layout: str) -> None:
    """Two windows may have put wordings in force without seeing each other (heart: documents).

    The last text must be made from the one it follows; after a return to the shipped text, from
    none that was in force before. A further text made from the last one settles what went before.
    """
    rows = database.execute_sql(
        "SELECT id, version, based_on FROM wording WHERE layout = ? AND state = 'approved'"
        " ORDER BY effective_from, approved_at, id",
        (layout,),
    ).fetchall()
    sentence = _("Two windows put a wording of {layout} in force at once. Propose the right one.")
    told = sentence.format(layout=layout)
    for subject, _version, _base in rows:
        database.execute_sql(
            "UPDATE subject SET clash = '' WHERE id = ? AND clash = ?", (subject, told)
        )
    if len(rows) < 2:
        return
    (before, version, _base), (after, _version, based_on) = rows[-2:]
    older = [known for _subject, known, _made_from in rows]
    if based_on != version if version else based_on in older:
        mark_first_clash(before, told)
        mark_first_clash(after, told)
