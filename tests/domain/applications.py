"""An application on its way, for tests of what the law allows: facts without a database."""

import pytest

from counter_app.domain.bodies import case as b
from counter_app.domain.cases import commands as c
from counter_app.domain.cases.rules import decide, listed
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.context import Context
from counter_app.domain.errors import Refusal
from tests.domain.writers import Writer, at, context, guide, received, verdicts

SPEC = guide()
HERE = context(matter=SPEC)
LATER = context(at("2026-11-06 10:00"), SPEC)
TOO_LATE = context(at("2026-11-11 08:30"), SPEC)
SUPERVISOR = context(matter=SPEC, clerk="S07", roles=("clerk", "supervisor"))


def case_of(writer: Writer) -> Case:
    """The case the facts are about."""
    return fold(writer.seen[0].subject, writer.seen)


def do(writer: Writer, command: c.CaseCommand, where: Context = HERE) -> Case:
    """Decide and write; gives the case afterwards."""
    writer.write(decide(command, case_of(writer), where), where.now)
    return case_of(writer)


def judged(missing: tuple[str, ...] = (), where: Context = HERE) -> Writer:
    """A case received on 2026-11-03 with every material judged."""
    writer = received()
    for one in verdicts(SPEC, missing):
        if one.material in {material.id for material in listed(case_of(writer), SPEC)}:
            do(writer, one, where)
    return writer


def told(writer: Writer, paper: str, where: Context = HERE) -> Case:
    """The notice `paper` reached the applicant."""
    writer.write(b.Told(paper=paper, paper_kind="correction_notice"), where.now)
    return case_of(writer)


def refused(writer: Writer, command: c.CaseCommand, where: Context = HERE) -> Refusal:
    """The refusal of `command`; nothing is written."""
    before = case_of(writer)
    with pytest.raises(Refusal) as refusal:
        do(writer, command, where)
    assert case_of(writer) == before
    return refusal.value
