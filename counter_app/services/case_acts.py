"""One act on a case: decide, issue the papers that go with it, write the fact that names them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import attrs

from counter_app.domain.cases import rules
from counter_app.domain.cases.commands import CaseCommand
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec
from counter_app.printing import catalogue
from counter_app.services import case_values, paper_values, papers
from counter_app.services.act import Act
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


def on_case(desk: Desk, case: str, command: CaseCommand) -> Done[Taken]:
    """What needs no paper: decide it and write it down."""
    return desk.act(lambda act: Taken(case=case, number=do(act, case, command).number))


def with_papers(
    desk: Desk,
    case: str,
    command_for: Callable[..., CaseCommand],
    kinds: Sequence[tuple[str, Values]],
) -> Done[Taken]:
    """Decide first with no paper, then issue `kinds` and write the fact that names them.

    The rule is asked before a number is taken, so a refusal names the law and not an empty
    box on the paper. `command_for` gets the ids of the papers in the order of `kinds`.
    """

    def deciding(act: Act) -> Taken:
        before = fold(case, act.facts(case))
        context = act.context(guide_of(act, before))
        body = rules.decide(command_for(*[""] * len(kinds)), before, context)
        after = case_values.after(before, body, act.now)
        key_of = paper_values.key_of(act, before.applicant)
        issued = [
            papers.issue(
                act, kind, case, partial(_declared, kind, made, act, context, after), key_of
            )
            for kind, made in kinds
        ]
        act.append(rules.decide(command_for(*[one.id for one in issued]), before, context), case)
        return Taken(case=case, number=before.number, paper=issued[0], more=tuple(issued[1:]))

    return desk.act(deciding)


def _declared(
    kind: str, made: Values, act: Act, context: Context, case: Case, number: str
) -> dict[str, Any]:
    """What `made` gives for the values `kind` declares: heads know more than some papers print."""
    declared = catalogue.paper(kind).values
    return {
        name: value for name, value in made(act, context, case, number).items() if name in declared
    }
