"""One act on a case: decide, issue the papers that go with it, write the fact that names them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from counter_app.domain.bodies.case import Told
from counter_app.domain.cases import entering, rules
from counter_app.domain.cases.commands import CaseCommand
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault
from counter_app.domain.facts import Body
from counter_app.domain.matters import MatterSpec
from counter_app.printing import catalogue
from counter_app.services import case_values, paper_values, papers
from counter_app.services.act import Act, Late
from counter_app.services.case_values import Values
from counter_app.services.desk import Desk, Done
from counter_app.services.papers import Issued
from counter_app.words import _


@attrs.frozen(kw_only=True)
class Taken:
    """A case, the paper issued with it, if any, and `more` papers that belong to the same act."""

    case: str
    number: str
    paper: Issued | None = None
    more: tuple[Issued, ...] = ()


@attrs.frozen(kw_only=True)
class Wanted:
    """A paper an act issues: its kind, what stands on it, and the field of the command naming it.

    An empty `field` is a paper that belongs to the act though no fact names it.
    """

    kind: str
    values: Values
    field: str = "paper"


def guide_of(act: Act, case: Case) -> MatterSpec:
    """The version of the guide the case was received under (S59)."""
    spec = act.reference.matter(case.matter, case.matter_version)
    if spec is None:
        raise InputFault({"matter": _("The guide of this case has not arrived here yet.")})
    return spec


def do(act: Act, case: str, command: CaseCommand) -> Case:
    """Decide `command` on the case as it stands in this act and write the fact down."""
    state = fold(case, act.facts(case))
    body = rules.decide(command, state, act.context(guide_of(act, state)))
    act.append(body, case)
    return state


def with_papers(
    act: Act, case: str, command: CaseCommand, wanted: Sequence[Wanted], approved_by: str = ""
) -> Taken:
    """Decide first with no paper, then issue `wanted` and write the fact that names them.

    The rule is asked before a number is taken, so a refusal names the law and not an empty
    box on the paper. What is entered late was told when it happened, whenever its paper is
    printed; `approved_by` answers for a late entry that takes back an acceptance by silence.
    """
    before = fold(case, act.facts(case))
    context = act.context(guide_of(act, before))
    body = rules.decide(command, before, context)
    _approve(act, case, body, before, context, approved_by)
    after = case_values.after(before, body, act.now)
    key_of = paper_values.key_of(act, before.applicant)
    issued = [
        papers.issue(act, one.kind, case, partial(_declared, one, act, context, after), key_of)
        for one in wanted
    ]
    named = {one.field: paper.id for one, paper in zip(wanted, issued, strict=True) if one.field}
    if named:
        body = rules.decide(_naming(command, named), before, context)
    act.append(body, case)
    if act.late is not None:
        for paper in issued:
            act.append(Told(paper=paper.id, paper_kind=paper.kind), case)
    return Taken(
        case=case,
        number=before.number,
        paper=issued[0] if issued else None,
        more=tuple(issued[1:]),
    )


def issue_alone(act: Act, case: Case, wanted: Wanted, replaces: str) -> Issued:
    """Issue a paper of a case with no fact of the case beside it: it replaces another."""
    context = act.context(guide_of(act, case))
    values = partial(_declared, wanted, act, context, case)
    key_of = paper_values.key_of(act, case.applicant)
    return papers.issue(act, wanted.kind, case.id, values, key_of, replaces)


def _naming(command: CaseCommand, papers: Mapping[str, str]) -> CaseCommand:
    """`command` with the ids of its papers."""
    changes: dict[str, Any] = dict(papers)
    return attrs.evolve(command, **changes)


def _approve(
    act: Act, case: str, body: Body, before: Case, context: Context, approved_by: str
) -> None:
    approval = entering.approval(body, before, context, approved_by)
    if approval is not None:
        act.append(approval, case)


def issuing(
    desk: Desk, case: str, command: CaseCommand, wanted: Sequence[Wanted], late: Late | None
) -> Done[Taken]:
    """`with_papers` as an act of its own."""
    approved_by = late.approved_by if late else ""
    return desk.act(lambda act: with_papers(act, case, command, wanted, approved_by), late)


def _declared(
    wanted: Wanted, act: Act, context: Context, case: Case, number: str
) -> dict[str, Any]:
    """The values the paper declares: the common heads know more than some papers print."""
    declared = catalogue.paper(wanted.kind).values
    given = wanted.values(act, context, case, number)
    return {name: value for name, value in given.items() if name in declared}
