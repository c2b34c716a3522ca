"""The steps of a case that runs: promises, procedures, more time, reports, hearings."""

from typing import Any

from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.explaining import EXTENSION, OVERDUE
from counter_app.services.ending_values import see_pieces
from counter_app.ui.forms import step_words as w
from counter_app.ui.forms.case_seen import Seen
from counter_app.ui.forms.step_form import Ask, AskChoice, AskDay, AskNote, StepSpec
from counter_app.words import N_

Values = dict[str, Any]
PRINT = N_("Issue and print")


def _explain(about: str) -> Any:
    def make(v: Values, seen: Seen) -> c.Explain:
        public = v.get("public_reason", "")
        return c.Explain(about=about, way=v["way"], said=v["said"], public_reason=public)

    return make


def _report(v: Values, seen: Seen) -> c.ReferUp:
    return c.ReferUp(
        superior=v["superior"],
        document_number=v["document_number"],
        materials=see_pieces(v["materials"]),
        paper="",
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in text.splitlines())))


REASON = AskNote(name="reason", label=N_("Reason, as it will be printed"))
SAID = AskNote(name="said", label=N_("What was said"))
TOLD_HOW = AskChoice(name="way", label=N_("How the applicant was told"), choices=w.told_ways)

CONDITIONAL = StepSpec(
    id="accept_conditionally",
    key="Ctrl+F8",
    text=N_("Accept, papers follow…"),
    asks=(AskDay(name="supply_by", label=N_("What is missing follows by")),),
    make=lambda v, seen: c.AcceptConditionally(supply_by=v["supply_by"], paper="", undertaking=""),
    submit=PRINT,
)
LICENCE = StepSpec(
    id="note_licence",
    key="",
    text=N_("Licence it renews…"),
    asks=(
        Ask(name="licence", label=N_("Number of the licence")),
        AskDay(name="expires_on", label=N_("Its last day")),
    ),
    make=lambda v, seen: c.NoteLicence(licence=v["licence"], expires_on=v["expires_on"]),
    says=w.licence_rule,
)

RUNNING_STEPS = (
    StepSpec(
        id="begin_procedure",
        key="F7",
        text=N_("Special procedure…"),
        asks=(
            AskChoice(name="procedure", label=N_("Procedure"), choices=w.stops),
            Ask(name="conductor", label=N_("Who carries it out")),
            REASON,
            AskDay(name="starts_on", label=N_("First day"), known=w.today),
            AskDay(name="ends_on", label=N_("Last day")),
        ),
        make=lambda v, seen: c.BeginSpecialProcedure(
            procedure=v["procedure"] or "",
            conductor=v["conductor"],
            reason=v["reason"],
            starts_on=v["starts_on"],
            ends_on=v["ends_on"],
            paper="",
        ),
        submit=PRINT,
        says=w.counts_from_telling,
    ),
    StepSpec(
        id="end_procedure",
        key="Ctrl+F7",
        text=N_("Procedure is over…"),
        asks=(
            AskChoice(name="paper", label=N_("Procedure"), choices=w.running_stops),
            AskDay(name="ended_on", label=N_("Last day"), known=w.today),
        ),
        make=lambda v, seen: c.EndSpecialProcedure(paper=v["paper"], ended_on=v["ended_on"]),
    ),
    StepSpec(
        id="request_extension",
        key="F8",
        text=N_("Ask for an extension…"),
        asks=(
            AskDay(name="until", label=N_("Until")),
            REASON,
            AskNote(name="progress", label=N_("How far the work is")),
        ),
        make=lambda v, seen: c.RequestExtension(
            until=v["until"], reason=v["reason"], progress=v["progress"], paper=""
        ),
        submit=PRINT,
        says=w.due_now,
    ),
    StepSpec(
        id="approve_extension",
        key="Ctrl+F8",
        text=N_("Approve the extension…"),
        asks=(AskNote(name="opinion", label=N_("Opinion")),),
        make=lambda v, seen: c.ApproveExtension(opinion=v["opinion"], paper=""),
        submit=PRINT,
        says=w.asked_for,
    ),
    StepSpec(
        id="reject_extension",
        key="",
        text=N_("Reject the extension…"),
        asks=(AskNote(name="reason", label=N_("Why it is rejected")),),
        make=lambda v, seen: c.RejectExtension(reason=v["reason"]),
        says=w.asked_for,
    ),
    StepSpec(
        id="explain_extension",
        key="F10",
        text=N_("Explain the extension…"),
        asks=(TOLD_HOW, SAID),
        make=_explain(EXTENSION),
    ),
    StepSpec(
        id="supply_promised",
        key="F11",
        text=N_("Promised papers came…"),
        asks=(AskChoice(name="materials", label=N_("What came"), choices=w.promised),),
        make=lambda v, seen: c.SupplyPromised(materials=tuple(v["materials"].split(","))),
    ),
    StepSpec(
        id="refer_up",
        key="Ctrl+F6",
        text=N_("Report upward…"),
        asks=(
            Ask(name="superior", label=N_("Superior authority"), known=w.superior),
            Ask(name="document_number", label=N_("Number of the report")),
            AskNote(name="materials", label=N_("Papers sent, one a line"), known=w.handed_in),
            Ask(
                name="way",
                label=N_("How they are sent"),
                known=lambda seen: "专人报送",
                is_for_paper=True,
            ),
            AskNote(name="opinion", label=N_("Opinion of the first review"), is_for_paper=True),
        ),
        make=_report,
        submit=PRINT,
    ),
    StepSpec(
        id="contact_superior",
        key="F7",
        text=N_("Asked the superior…"),
        asks=(
            Ask(name="person", label=N_("Who answered there")),
            AskChoice(name="way", label=N_("How"), choices=w.told_ways),
            SAID,
        ),
        make=lambda v, seen: c.ContactSuperior(person=v["person"], way=v["way"], said=v["said"]),
    ),
    StepSpec(
        id="note_reply",
        key="F8",
        text=N_("The superior replied…"),
        asks=(Ask(name="document_number", label=N_("Number of the reply")), SAID),
        make=lambda v, seen: c.NoteReply(document_number=v["document_number"], said=v["said"]),
    ),
    StepSpec(
        id="offer_hearing",
        key="",
        text=N_("Tell of the right to a hearing…"),
        asks=(AskNote(name="said", label=N_("What was said")),),
        make=lambda v, seen: c.OfferHearing(said=v["said"]),
    ),
    StepSpec(
        id="ask_hearing",
        key="",
        text=N_("A hearing is asked for…"),
        asks=(Ask(name="asked_by", label=N_("In what quality: applicant, third party")),),
        make=lambda v, seen: c.AskHearing(asked_by=v["asked_by"]),
    ),
    StepSpec(
        id="set_hearing",
        key="",
        text=N_("Day of the hearing…"),
        asks=(
            AskDay(name="held_on", label=N_("Day")),
            Ask(name="place", label=N_("Place")),
        ),
        make=lambda v, seen: c.SetHearing(held_on=v["held_on"], place=v["place"]),
    ),
    StepSpec(
        id="begin_joint",
        key="",
        text=N_("Begin joint handling…"),
        asks=(
            Ask(name="lead", label=N_("Leading department")),
            AskNote(name="departments", label=N_("Departments that answer, one a line")),
        ),
        make=lambda v, seen: c.BeginJointHandling(
            lead=v["lead"], departments=_lines(v["departments"])
        ),
    ),
    StepSpec(
        id="answer_department",
        key="",
        text=N_("A department answers…"),
        asks=(
            AskChoice(name="department", label=N_("Department"), choices=w.departments),
            AskChoice(name="agrees", label=N_("It"), choices=w.yes_no),
            SAID,
        ),
        make=lambda v, seen: c.AnswerForDepartment(
            department=v["department"], agrees=bool(v["agrees"]), said=v["said"]
        ),
    ),
    StepSpec(
        id="confirm_renewal",
        key="",
        text=N_("Confirm the renewal by silence…"),
        make=lambda v, seen: c.ConfirmRenewal(),
    ),
)

EXPLAIN_DELAY = StepSpec(
    id="explain_delay",
    key="Ctrl+F10",
    text=N_("Explain the delay…"),
    asks=(TOLD_HOW, SAID, AskNote(name="public_reason", label=N_("Reason to publish"))),
    make=_explain(OVERDUE),
)
