"""Cases that others decide with us: reported upward, and handled jointly (A4.1c, 26, 42(二))."""

from counter_app.domain.bodies import course as b
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.course_values import Joint, Referral
from counter_app.domain.cases.law import decide, matter_of, running
from counter_app.domain.cases.values import Case, CaseState
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import CaseClass
from counter_app.words import _

CLAUSE = "A4.1c"
PERMIT_LAW_26 = "行政许可法 第26条"


@decide.register
def _refer(command: c.ReferUp, case: Case, context: Context) -> b.ReferredUp:
    running(case, CLAUSE)
    if matter_of(context).case_class is not CaseClass.REFERRED_UP:
        raise Refusal(
            _("This matter is decided here and not reported upward."),
            CLAUSE,
            _("Decide the case."),
        )
    if case.state is CaseState.REFERRED_UP:
        raise Refusal(_("The case has been reported upward already."), CLAUSE)
    if not command.materials:
        raise Refusal(
            _("Nothing is reported upward without the list of the papers sent."),
            CLAUSE,
            _("List every paper that goes with it."),
        )
    faults = {}
    if not command.superior:
        faults["superior"] = _("Say to which authority.")
    if any(not one.name or one.count < 1 for one in command.materials):
        faults["materials"] = _("Each line of the list needs a name and a number above 0.")
    if faults:
        raise InputFault(faults)
    return b.ReferredUp(
        superior=command.superior,
        document_number=command.document_number,
        materials=command.materials,
        sent_by=context.clerk,
        paper=command.paper,
    )


def _referral(case: Case) -> Referral:
    if case.course.referral is None:
        raise Refusal(_("The case has not been reported upward."), CLAUSE)
    if case.state is not CaseState.REFERRED_UP:
        raise Refusal(_("The case has been decided or has ended."), CLAUSE)
    return case.course.referral


@decide.register
def _contact(command: c.ContactSuperior, case: Case, context: Context) -> b.SuperiorContacted:
    _referral(case)
    faults = {}
    if not command.person:
        faults["person"] = _("Say who answered at the superior authority.")
    if not command.said:
        faults["said"] = _("Say what you heard.")
    if faults:
        raise InputFault(faults)
    return b.SuperiorContacted(person=command.person, way=command.way, said=command.said)


@decide.register
def _reply(command: c.NoteReply, case: Case, context: Context) -> b.SuperiorReplied:
    if _referral(case).replied_at is not None:
        raise Refusal(_("The reply has been noted already."), CLAUSE)
    if not command.said:
        raise InputFault({"said": _("Say what the superior authority decided.")})
    return b.SuperiorReplied(document_number=command.document_number, said=command.said)


@decide.register
def _begin(command: c.BeginJointHandling, case: Case, context: Context) -> b.JointHandlingBegun:
    running(case, PERMIT_LAW_26)
    if case.course.joint is not None:
        raise Refusal(_("Joint handling has begun already."), PERMIT_LAW_26)
    if matter_of(context).case_class is not CaseClass.JOINT:
        raise Refusal(_("This matter is not one that is handled jointly."), PERMIT_LAW_26)
    faults = {}
    if not command.lead:
        faults["lead"] = _("Say which department leads.")
    if not command.departments or len(set(command.departments)) < len(command.departments):
        faults["departments"] = _("Name the departments that have to answer, each once.")
    if faults:
        raise InputFault(faults)
    return b.JointHandlingBegun(lead=command.lead, departments=command.departments)


@decide.register
def _answer(command: c.AnswerForDepartment, case: Case, context: Context) -> b.DepartmentAnswered:
    running(case, PERMIT_LAW_26)
    joint: Joint | None = case.course.joint
    if joint is None:
        raise Refusal(_("Joint handling has not begun."), PERMIT_LAW_26)
    if command.department not in joint.departments:
        raise InputFault({"department": _("This department has no part in the case.")})
    if command.department in joint.answers:
        raise Refusal(_("This department has answered already."), PERMIT_LAW_26)
    if not command.agrees and not command.said:
        raise InputFault({"said": _("Say why it does not agree.")})
    return b.DepartmentAnswered(
        department=command.department, agrees=command.agrees, said=command.said
    )
