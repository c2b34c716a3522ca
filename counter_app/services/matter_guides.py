"""Guides for the screen: one version with everything that is missing in it named."""

from datetime import date

import attrs

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault
from counter_app.domain.hall import Counter
from counter_app.domain.matters import (
    Material,
    MatterSpec,
    is_note_stale,
    materials_without_form,
    missing_of_eight,
    missing_of_seven,
)
from counter_app.models.base import database
from counter_app.services.blank_forms import with_blanks
from counter_app.services.desk import Desk
from counter_app.words import _


@attrs.frozen(kw_only=True)
class GuideVersion:
    """One version of a guide; `in_force` marks the one that holds today (A3.4.5)."""

    number: int
    effective_from: date
    source: str
    approved_by: str
    in_force: bool
    note: str = ""


@attrs.frozen(kw_only=True)
class MatterGuide:
    """A guide as the hall knows it. `counter` is where people are sent, None when no window has it.

    `missing_for_notice` names the empty ones of the seven elements of the one-time notice (A3.3.1),
    `missing_for_publication` those of the eight a guide needs to be published (A3.4.4).
    """

    spec: MatterSpec
    effective_from: date
    counter: Counter | None
    versions: tuple[GuideVersion, ...]
    missing_for_notice: tuple[str, ...]
    missing_for_publication: tuple[str, ...]
    without_form: tuple[Material, ...]
    is_note_stale: bool = False


def guide_of(desk: Desk, code: str, number: int = 0) -> MatterGuide:
    """The guide of `code` in version `number`, 0 for the one in force today.

    A guide whose first version is still to come is shown in that version. Raises InputFault
    for a code or a version the hall has not got.
    """
    versions = _versions(desk, code)
    held = next((one for one in versions if one.in_force), versions[-1] if versions else None)
    wanted = number or (held.number if held else 0)
    shown = next((one for one in versions if one.number == wanted), None)
    spec = desk.reference.matter(code, wanted)
    if spec is None or shown is None:
        raise InputFault(
            {"matter": _("The hall has no matter {code}. Search by name.").format(code=code)}
        )
    spec = with_blanks(spec)
    hall = desk.reference.hall()
    here = desk.station.counter
    serves_here = any(one.id == here for one in hall.counters_for(code))
    counter = hall.counter(here) if serves_here else hall.counter_for(code)
    return MatterGuide(
        spec=spec,
        effective_from=shown.effective_from,
        counter=counter,
        versions=versions,
        missing_for_notice=missing_of_seven(spec, hall, counter.id if counter else ""),
        missing_for_publication=missing_of_eight(spec),
        without_form=materials_without_form(spec),
        is_note_stale=is_note_stale(spec, desk.clock().date(), desk.reference.policy().note_months),
    )


def _versions(desk: Desk, code: str) -> tuple[GuideVersion, ...]:
    """Every version, the latest to take effect first."""
    today = desk.clock().date()
    rows = database.execute_sql(
        "SELECT number, effective_from, source, approved_by, note FROM document"
        " WHERE kind = ? AND key = ? ORDER BY effective_from DESC, number DESC",
        (DocumentKind.MATTER.value, code),
    ).fetchall()
    begun = [number for number, day, *_rest in rows if date.fromisoformat(day) <= today]
    hall = desk.reference.hall()
    found = []
    for number, day, source, approved_by, note in rows:
        member = hall.member(approved_by)
        found.append(
            GuideVersion(
                number=number,
                effective_from=date.fromisoformat(day),
                source=source,
                approved_by=member.name if member else approved_by,
                in_force=number in begun[:1],
                note=note,
            )
        )
    return tuple(found)
