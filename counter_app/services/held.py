"""Materials the hall holds already: taken over instead of asked for again (若干规定 7)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import attrs

from counter_app.domain.bodies.case import CorrectionAsked, Verdict
from counter_app.domain.cases import commands as c
from counter_app.domain.cases.state import Case, CaseState, fold
from counter_app.domain.clock import CST
from counter_app.domain.facts import Fact
from counter_app.domain.matters import Material, MatterSpec
from counter_app.models.base import database
from counter_app.services import journal, parties
from counter_app.services.desk import Desk

HANDED_BACK = frozenset(
    {
        CaseState.UNKNOWN,
        CaseState.NOT_ACCEPTED,
        CaseState.NOT_A_PERMIT,
        CaseState.WITHDRAWN,
        CaseState.RETURNED,
    }
)
"""Cases whose papers went back to the applicant: the hall holds nothing of them."""

_GOOD = (Verdict.IN_ORDER, Verdict.CORRECTED)


@attrs.frozen(kw_only=True)
class Held:
    """A material of an earlier case that serves here too."""

    material: str
    case: str
    number: str
    judged_on: date

    def command(self) -> c.TakeOver:
        """Take it over."""
        return c.TakeOver(
            material=self.material,
            source=self.case,
            source_number=self.number,
            judged_on=self.judged_on,
        )


@attrs.frozen(kw_only=True)
class AskedAgain:
    """A shareable material was asked for although the hall held it; `reason` as it was printed."""

    case: str
    number: str
    material: str
    asked_at: datetime
    clerk: str
    reason: str
    held_in: str


def held_materials(desk: Desk, case: Case, spec: MatterSpec) -> Mapping[str, Held]:
    """By material of `case`: the newest other case of its applicant where it was in order.

    Only what the guide marks as shareable; the same name is the same material.
    """
    wanted = [one for one in spec.materials if one.shareable]
    if not wanted:
        return {}
    earlier = list(_earlier(desk, case))
    found = ((one.id, _held(desk, one, earlier)) for one in wanted)
    return {material: held for material, held in found if held is not None}


def _earlier(desk: Desk, case: Case) -> Iterator[Case]:
    """The other cases of the applicant that still hold their papers, newest first."""
    for id in parties.other_cases_of(case.applicant, case.id):
        other = fold(id, journal.facts_of(id, desk.vault))
        if other.state not in HANDED_BACK:
            yield other


def _held(desk: Desk, wanted: Material, earlier: Sequence[Case]) -> Held | None:
    for other in earlier:
        spec = desk.reference.matter(other.matter, other.matter_version)
        for one in spec.materials if spec else ():
            found = other.materials.get(one.id)
            if one.name != wanted.name or found is None or found.judged_at is None:
                continue
            if found.verdict in _GOOD:
                return Held(
                    material=wanted.id,
                    case=other.id,
                    number=other.number,
                    judged_on=found.judged_at.astimezone(CST).date(),
                )
    return None


def asked_again(desk: Desk, since: date) -> list[AskedAgain]:
    """Every shareable material asked for since `since` that the hall held then, newest first."""
    rows = database.execute_sql(
        "SELECT DISTINCT subject FROM fact WHERE kind = 'case.correction_asked'"
        " AND recorded_at >= ?",
        (since.isoformat(),),
    ).fetchall()
    found = [one for (case,) in rows for one in _asked_in(desk, case)]
    return sorted(found, key=lambda one: one.asked_at, reverse=True)


def _asked_in(desk: Desk, case_id: str) -> Iterator[AskedAgain]:
    facts = journal.facts_of(case_id, desk.vault)
    case = fold(case_id, facts)
    spec = desk.reference.matter(case.matter, case.matter_version)
    held = held_materials(desk, case, spec) if spec else {}
    for fact in facts:
        if isinstance(fact.body, CorrectionAsked):
            yield from _repeated(case, fact, fact.body, held)


def _repeated(
    case: Case, fact: Fact, asked: CorrectionAsked, held: Mapping[str, Held]
) -> Iterator[AskedAgain]:
    day = fact.happened_at.astimezone(CST).date()
    for item in asked.items:
        known = held.get(item.material)
        if known is not None and known.judged_on <= day:
            yield AskedAgain(
                case=case.id,
                number=case.number,
                material=item.material,
                asked_at=fact.happened_at,
                clerk=fact.clerk,
                reason=item.problem,
                held_in=known.number,
            )
