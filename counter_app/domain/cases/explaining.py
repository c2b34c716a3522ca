"""Explaining a delay to the applicant, and answering for one (A4.2, A4.3, A3.5)."""

from counter_app.domain.bodies import course as b
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.law import decide, seen_now
from counter_app.domain.cases.values import Case, CaseState
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.phrases import check_public_text
from counter_app.words import _

EXTENSION = "extension"
OVERDUE = "overdue"


@decide.register
def _explain(command: c.Explain, case: Case, context: Context) -> b.Explained:
    if command.about == EXTENSION:
        if not case.course.granted:
            raise Refusal(_("No extension has been granted that could be explained."), "A4.2")
    elif command.about == OVERDUE:
        if not seen_now(case, context).late_days:
            raise Refusal(_("This case is not late."), "A4.3")
    else:
        raise InputFault({"about": _("Say what is explained: the extension or the delay.")})
    faults = {}
    if not command.way:
        faults["way"] = _("Say how the applicant was told: by telephone, at the window, by post.")
    if not command.said:
        faults["said"] = _("Say what the applicant was told.")
    if faults:
        raise InputFault(faults)
    check_public_text(command.said + command.public_reason, context.forbidden)
    return b.Explained(
        about=command.about,
        way=command.way,
        said=command.said,
        public_reason=command.public_reason,
    )


@decide.register
def _answer(
    command: c.AnswerResponsibility, case: Case, context: Context
) -> b.ResponsibilityAnswered:
    if case.state is CaseState.UNKNOWN:
        raise Refusal(_("The receipt of this application has not arrived here yet."), "A3.5")
    if SUPERVISOR not in context.roles:
        raise Refusal(_("Only a supervisor answers the responsibility register."), "A3.5")
    faults = {}
    if not command.record:
        faults["record"] = _("Choose the row that is answered.")
    if not command.answer:
        faults["answer"] = _("Please fill this in.")
    if faults:
        raise InputFault(faults)
    return b.ResponsibilityAnswered(
        record=command.record, answer=command.answer, consequence=command.consequence
    )
