"""The steps that end a case: decision, delivery, withdrawal, return, termination, the file."""

from collections.abc import Callable, Mapping
from typing import Any

from counter_app.domain.bodies.course import (
    Outcome,
    ResultDocument,
    ServiceWay,
    TerminationCause,
)
from counter_app.domain.cases import course_commands as c
from counter_app.ui.forms import step_words as w
from counter_app.ui.forms.case_seen import Seen
from counter_app.ui.forms.running_steps import (
    CONDITIONAL,
    EXPLAIN_DELAY,
    LICENCE,
    PRINT,
    REASON,
    RUNNING_STEPS,
)
from counter_app.ui.forms.step_form import Ask, AskChoice, AskCount, AskDay, AskNote, StepSpec
from counter_app.words import N_

Values = dict[str, Any]


def _decide(v: Values, seen: Seen) -> c.Decide:
    outcome = Outcome(v["outcome"])
    named = v["document"] if outcome is not Outcome.REFUSED else ""
    document = ResultDocument(name=named, number=v["document_number"])
    return c.Decide(
        outcome=outcome,
        decided_on=v["decided_on"],
        reason=v["reason"],
        basis=v["basis"],
        documents=(document,) if named else (),
        late_reason=v["late_reason"],
        paper="",
    )


def _serve(v: Values, seen: Seen) -> c.Serve:
    return c.Serve(
        way=ServiceWay(v["way"]),
        received_by=v["received_by"],
        tracking=v["tracking"],
        remark=v["remark"],
        paper="",
    )


def _end(cause: TerminationCause) -> Any:
    return lambda v, seen: c.Terminate(cause=cause, reason=v["reason"], paper="")


def _refuses(draft: Mapping[str, str]) -> bool:
    return draft["outcome"] == Outcome.REFUSED.value


def _grants(draft: Mapping[str, str]) -> bool:
    return not _refuses(draft)


def _by(*ways: ServiceWay) -> Callable[[Mapping[str, str]], bool]:
    return lambda draft: draft["way"] in {way.value for way in ways}


DECIDE = StepSpec(
    id="decide",
    key="F6",
    text=N_("Decide…"),
    asks=(
        AskChoice(name="outcome", label=N_("Outcome"), choices=w.outcomes),
        AskDay(name="decided_on", label=N_("Decided on"), known=w.today),
        Ask(name="document", label=N_("Licence or document"), known=w.result, shown=_grants),
        Ask(name="document_number", label=N_("Its number"), shown=_grants),
        AskNote(name="reason", label=N_("Reason of the refusal"), shown=_refuses),
        Ask(name="basis", label=N_("Article the refusal rests on"), shown=_refuses),
        AskNote(
            name="late_reason",
            label=N_("Why it was not finished on the day it came"),
            when=w.is_late_on_the_spot,
        ),
    ),
    make=_decide,
    submit=PRINT,
)
DONE_AT_ONCE = StepSpec(
    id="decide",
    key="Ctrl+F6",
    text=N_("Finish on the spot…"),
    asks=DECIDE.asks,
    make=_decide,
    submit=PRINT,
)
WITHDRAW = StepSpec(
    id="withdraw",
    key="",
    text=N_("The applicant withdraws…"),
    asks=(REASON,),
    make=lambda v, seen: c.Withdraw(reason=v["reason"], paper=""),
    submit=PRINT,
)
RETURN = StepSpec(
    id="return",
    key="",
    text=N_("Return the papers…"),
    asks=(REASON,),
    make=lambda v, seen: c.Return(reason=v["reason"], paper=""),
    submit=PRINT,
)
END_UNCORRECTED, END_UNSUPPLIED, END_OBJECTLESS = (
    StepSpec(id=id, key="", text=text, asks=(REASON,), make=_end(cause), submit=PRINT)
    for id, text, cause in (
        ("end_uncorrected", N_("End it: not corrected…"), TerminationCause.NOT_CORRECTED),
        ("end_unsupplied", N_("End it: promise broken…"), TerminationCause.UNDERTAKING_BROKEN),
        ("end_objectless", N_("End it: nothing left to decide…"), TerminationCause.NO_OBJECT),
    )
)
SERVE = StepSpec(
    id="serve",
    key="F6",
    text=N_("Deliver the decision…"),
    asks=(
        AskChoice(name="way", label=N_("How"), choices=w.service_ways),
        Ask(name="received_by", label=N_("Who took it: applicant, agent, family")),
        Ask(name="recipient", label=N_("Name of an agent, for the paper"), is_for_paper=True),
        Ask(name="tracking", label=N_("Number of the posted letter"), shown=_by(ServiceWay.POST)),
        Ask(
            name="remark",
            label=N_("Witness, or why it was left"),
            shown=_by(ServiceWay.LEFT, ServiceWay.RECEIVED_FOR),
        ),
    ),
    make=_serve,
    submit=PRINT,
)
TELL = StepSpec(
    id="tell_collection",
    key="F7",
    text=N_("Call the applicant to collect…"),
    asks=(AskChoice(name="way", label=N_("How"), choices=w.call_ways),),
    make=lambda v, seen: c.TellCollection(way=v["way"]),
)
FILE = StepSpec(
    id="archive",
    key="F6",
    text=N_("File it…"),
    asks=(
        Ask(name="box", label=N_("Box")),
        Ask(name="retention", label=N_("Kept for"), known=w.retention),
        AskCount(name="documents", label=N_("Papers in the file"), known=w.paper_count),
        AskCount(name="pages", label=N_("Pages in the file")),
    ),
    make=lambda v, seen: c.Archive(
        box=v["box"],
        retention=v["retention"],
        documents=v["documents"],
        pages=v["pages"],
        paper="",
    ),
    submit=PRINT,
)

INTAKE = (DONE_AT_ONCE, CONDITIONAL, LICENCE, RETURN, WITHDRAW, END_UNCORRECTED, END_OBJECTLESS)
"""Beside the papers of intake."""
RUNNING = (
    DECIDE,
    *RUNNING_STEPS,
    EXPLAIN_DELAY,
    LICENCE,
    WITHDRAW,
    END_UNSUPPLIED,
    END_OBJECTLESS,
)
DECIDED = (SERVE, TELL, EXPLAIN_DELAY)
OVER = (FILE,)
STEPS = (*INTAKE[1:], *RUNNING, *DECIDED, *OVER)
"""Every step; what is finished on the spot is asked the same as any decision."""
