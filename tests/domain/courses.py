"""A case after acceptance, for tests of what the law allows with it then."""

import attrs
import pytest

from counter_app.domain.cases import commands as c
from counter_app.domain.cases.rules import decide, listed
from counter_app.domain.cases.state import Case
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec
from tests.domain.applications import SPEC, case_of, do
from tests.domain.writers import Writer, at, context, received, verdicts

PLEDGED = attrs.evolve(SPEC, pledged=Limit(10, Unit.WORKING_DAY))
"""Twenty working days by law, ten more at most; ten promised."""


def on(text: str, matter: MatterSpec = SPEC, *, clerk: str = "S03", roles: str = "") -> Context:
    """An act at `2026-11-04 10:00`, or in the morning of a day alone; `roles` beside clerk."""
    moment = at(text if " " in text else f"{text} 10:00")
    return context(moment, matter, clerk=clerk, roles=("clerk", *roles.split()))


def boss(text: str, matter: MatterSpec = SPEC) -> Context:
    """A supervisor, not the clerk of the case."""
    return on(text, matter, clerk="S07", roles="supervisor")


def running(matter: MatterSpec = SPEC) -> Writer:
    """Received, judged and accepted on Tuesday 2026-11-03; by law due on 2026-12-01."""
    writer = received(matter=matter.code)
    where = context(matter=matter)
    for one in verdicts(matter):
        if one.material in {material.id for material in listed(case_of(writer), matter)}:
            do(writer, one, where)
    do(writer, c.Accept(paper="受1"), where)
    return writer


def faults(writer: Writer, command: c.CaseCommand, where: Context) -> set[str]:
    """The fields of `command` that are wrong; nothing is written."""
    before: Case = case_of(writer)
    with pytest.raises(InputFault) as fault:
        decide(command, before, where)
    return set(fault.value.faults)
