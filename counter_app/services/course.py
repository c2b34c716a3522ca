"""The verbs after receipt: promises, procedures, more time, decision, delivery, the file (A4).

One verb for every command: the papers that go with it are issued in the same act.
"""

from collections.abc import Mapping
from functools import singledispatch

import attrs

from counter_app.domain.bodies.course import Outcome, TerminationCause
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.state import Case, CaseState, fold
from counter_app.domain.errors import Refusal
from counter_app.domain.matters import CaseClass, MatterSpec
from counter_app.services import course_values, ending_values, file_index, parties
from counter_app.services.act import Act, Late
from counter_app.services.case_acts import Taken, Wanted, guide_of, issue_alone, with_papers
from counter_app.services.case_values import Values, acceptance_notice, correction_notice
from counter_app.services.desk import Desk, Done
from counter_app.services.paper_reading import PaperLine
from counter_app.words import _

OnPaper = Mapping[str, str]
"""Words that stand on the paper alone: a recipient's name, the way a report was sent."""

SLIP = "领取通知单"
"""The way of a call to collect that prints a slip."""


def take(
    desk: Desk,
    case: str,
    command: c.CourseCommand,
    *,
    on_paper: OnPaper | None = None,
    late: Late | None = None,
) -> Done[Taken]:
    """Do what the law allows with a case, and issue the papers that go with it.

    Raises Refusal naming clause or article, InputFault at each field that is wrong.
    """

    def taking(act: Act) -> Taken:
        before = fold(case, act.facts(case))
        spec = guide_of(act, before)
        known = _known(command, act, before)
        wanted = _papers(known, spec, on_paper or {})
        return with_papers(act, case, known, wanted, late.approved_by if late else "")

    return desk.act(taking, late)


REISSUED: Mapping[str, Values] = {
    "acceptance_notice": acceptance_notice,
    "correction_notice": correction_notice,
    "extension_notice": course_values.extension_notice,
    "special_procedure_notice": course_values.special_procedure_notice,
    "completion_notice": ending_values.completion_notice,
    "collection_notice": ending_values.collection_notice,
}
"""What is printed anew when a calendar moves the day that stands on it (S08)."""


def reissue(desk: Desk, paper: PaperLine) -> Done[Taken]:
    """Issue a paper of a case anew, with the days as they are now; it names the one it replaces.

    Raises Refusal for a paper on which no day of a calendar stands.
    """
    values = REISSUED.get(paper.kind)
    if values is None:
        raise Refusal(
            _("No day stands on this paper that a calendar could move."),
            "A4.1b",
            _("Print it again as it is (Ctrl+P)."),
        )

    def issuing(act: Act) -> Taken:
        case = fold(paper.about, act.facts(paper.about))
        wanted = Wanted(kind=paper.kind, values=values)
        issued = issue_alone(act, case, wanted, paper.id)
        return Taken(case=case.id, number=case.number, paper=issued)

    return desk.act(issuing)


# -- what the records add to a command


def _known(command: c.CourseCommand, act: Act, case: Case) -> c.CourseCommand:
    """`command` with what no clerk has to type: a promise broken before, the papers handed in."""
    if isinstance(command, c.AcceptConditionally):
        return attrs.evolve(command, broken_before=promise_broken_in(act, case))
    if isinstance(command, c.Withdraw | c.Return | c.Terminate) and not command.returned:
        context = act.context(guide_of(act, case))
        return attrs.evolve(command, returned=ending_values.handed_back(case, context))
    return command


def promise_broken_in(act: Act, case: Case) -> str:
    """The number of the newest other case in which this applicant broke a promise; else ""."""
    others = (fold(id, act.facts(id)) for id in parties.other_cases_of(case.applicant, case.id))
    return next((one.number for one in others if _has_broken(one, act)), "")


def _has_broken(case: Case, act: Act) -> bool:
    """Ended for a broken promise, or running past its day with something still outstanding."""
    promised = case.course.undertaking
    if promised is None or not promised.outstanding:
        return False
    if case.state is CaseState.WITHDRAWN:
        return False
    return case.state is CaseState.TERMINATED or act.now.date() > promised.supply_by


# -- the papers of each command


@singledispatch
def _papers(command: c.CourseCommand, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    """What `command` puts on paper; nothing for most."""
    return []


@_papers.register
def _conditional(
    command: c.AcceptConditionally, spec: MatterSpec, on_paper: OnPaper
) -> list[Wanted]:
    promise = course_values.supply_undertaking
    return [
        Wanted(kind="acceptance_notice", values=acceptance_notice),
        Wanted(kind="supply_undertaking", values=promise, field="undertaking"),
    ]


@_papers.register
def _procedure(
    command: c.BeginSpecialProcedure, spec: MatterSpec, on_paper: OnPaper
) -> list[Wanted]:
    values = course_values.special_procedure_notice
    return [Wanted(kind="special_procedure_notice", values=values)]


@_papers.register
def _request(command: c.RequestExtension, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    return [Wanted(kind="extension_approval", values=course_values.extension_approval)]


@_papers.register
def _approval(command: c.ApproveExtension, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    return [Wanted(kind="extension_notice", values=course_values.extension_notice)]


@_papers.register
def _report(command: c.ReferUp, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    values = course_values.referral_list(on_paper.get("way", ""), on_paper.get("opinion", ""))
    return [Wanted(kind="referral_list", values=values)]


@_papers.register
def _decision(command: c.Decide, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    is_spot = spec.case_class is CaseClass.ON_THE_SPOT
    if is_spot and command.outcome is not Outcome.REFUSED:
        values = ending_values.completion_slip_on_the_spot
        return [Wanted(kind="completion_slip_on_the_spot", values=values)]
    return [Wanted(kind="completion_notice", values=ending_values.completion_notice)]


@_papers.register
def _call(command: c.TellCollection, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    if command.way != SLIP:
        return []
    return [Wanted(kind="collection_notice", values=ending_values.collection_notice)]


@_papers.register
def _service(command: c.Serve, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    values = ending_values.service_receipt(
        command.received_by, on_paper.get("recipient", ""), command.way, command.tracking
    )
    return [Wanted(kind="service_receipt", values=values)]


NEXT_STEPS: Mapping[TerminationCause, str] = {
    TerminationCause.NOT_CORRECTED: "您可以补齐材料后重新提出申请。",
    TerminationCause.UNDERTAKING_BROKEN: "您可以备齐全部材料后重新提出申请，不再适用容缺受理。",
}
"""What the applicant of a case that was ended can do."""


@_papers.register(c.Withdraw)
@_papers.register(c.Return)
@_papers.register(c.Terminate)
def _given_back(
    command: c.Withdraw | c.Return | c.Terminate, spec: MatterSpec, on_paper: OnPaper
) -> list[Wanted]:
    cause = command.cause if isinstance(command, c.Terminate) else None
    next_step = NEXT_STEPS.get(cause, "") if cause else "您可以随时重新提出申请。"
    values = ending_values.returned_materials(on_paper.get("next_step") or next_step)
    return [Wanted(kind="returned_materials", values=values)]


@_papers.register
def _file(command: c.Archive, spec: MatterSpec, on_paper: OnPaper) -> list[Wanted]:
    cover = ending_values.file_cover(
        command.box, command.retention, command.documents, command.pages
    )
    index = file_index.file_index(command.pages)
    return [
        Wanted(kind="file_cover", values=cover),
        Wanted(kind="file_index", values=index, field=""),
    ]
