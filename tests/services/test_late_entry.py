"""Entered after it happened (A4.3): judged by the time it happened, marked wherever it stands."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies.case import LateEntryApproved, Told, Verdict
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.cases.clocks import Standing
from counter_app.domain.cases.commands import Judge
from counter_app.domain.cases.rules import listed
from counter_app.domain.elsewhere import Destination
from counter_app.domain.errors import InputFault, Refusal
from counter_app.services import case_reading, intake, journal, papers, reception
from counter_app.services.act import Late
from counter_app.services.desk import Desk
from counter_app.services.intake import Application
from counter_app.services.reception import Reception
from tests.domain.writers import at
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import CITIZEN, FOOD, judge_all, receive

FRIDAY = Late(happened_at=at("2026-11-20 16:00"), reason="网络中断")
COUNTY = Destination(organ="吕梁市示例局", phone="0358-0000000")


def told_facts(desk: Desk, case: str) -> list[Told]:
    """The tellings of a case."""
    facts = journal.facts_of(case, desk.vault)
    return [fact.body for fact in facts if isinstance(fact.body, Told)]


def test_an_application_of_friday_is_entered_on_monday(desk: Desk) -> None:
    """Received on Friday: five working days from there; the list says it was entered late."""
    entry = Application(matter=FOOD, applicant=CITIZEN, late=FRIDAY)
    case = intake.receive(desk, entry).value.case
    detail = case_reading.case_detail(desk, case)
    assert detail.case.received_at == FRIDAY.happened_at
    assert detail.view.tell_by == at("2026-11-27 17:30")
    (line,) = case_reading.list_cases(desk)
    assert line.entered_late


def test_an_acceptance_of_friday_is_told_on_friday(desk: Desk) -> None:
    """The paper says when it happened beside when it was printed; it counts as told then."""
    entry = Application(matter=FOOD, applicant=CITIZEN, late=FRIDAY)
    case = intake.receive(desk, entry).value.case
    late = attrs.evolve(FRIDAY, happened_at=at("2026-11-20 16:30"))
    judge_all_late(desk, case, late)
    taken = intake.accept(desk, case, late=late).value
    assert taken.paper is not None
    assert [one.paper for one in told_facts(desk, case)] == [taken.paper.id]
    assert "补录" in "".join(pages_of(papers.pdf_of(desk, taken.paper.id)))
    assert intake.case_of(desk, case).accepted_on == date(2026, 11, 20)


def judge_all_late(desk: Desk, case: str, late: Late) -> None:
    """Everything in order, entered afterwards too."""
    state = intake.case_of(desk, case)
    spec = desk.reference.matter(state.matter, state.matter_version)
    assert spec is not None
    findings = [Judge(material=one.id, verdict=Verdict.IN_ORDER) for one in listed(state, spec)]
    intake.judge(desk, case, findings, late=late)


@pytest.mark.parametrize(
    ("late", "field"),
    [
        (attrs.evolve(FRIDAY, reason=" "), "late_reason"),
        (attrs.evolve(FRIDAY, happened_at=at("2026-11-23 09:42")), "happened_at"),
    ],
    ids=["no reason", "in the future"],
)
def test_a_late_entry_has_a_reason_and_a_past(desk: Desk, late: Late, field: str) -> None:
    """A4.3: each gap at its field, nothing is written."""
    with pytest.raises(InputFault) as fault:
        intake.receive(desk, Application(matter=FOOD, applicant=CITIZEN, late=late))
    assert set(fault.value.faults) == {field}
    assert case_reading.list_cases(desk) == []


def test_nothing_happened_before_the_step_before_it(desk: Desk) -> None:
    """Received today at 09:41: it was not accepted on Friday."""
    case = receive(desk)
    judge_all(desk, case)
    with pytest.raises(InputFault) as fault:
        intake.accept(desk, case, late=FRIDAY)
    assert "2026-11-23 09:41" in fault.value.faults["happened_at"]


def lapsed(desk: Desk, clock: Clock) -> str:
    """Received on 11-23, something missing, deemed accepted since the evening of 11-30."""
    case = receive(desk)
    judge_all(desk, case, missing=["m01"])
    clock.at("2026-12-01 09:00")
    assert case_reading.case_detail(desk, case).view.standing is Standing.DEEMED_ACCEPTED
    return case


def test_a_late_notice_does_not_undo_silence_by_itself(desk: Desk, clock: Clock) -> None:
    """32(四): a clerk alone cannot date back an instalment told too late."""
    case = lapsed(desk, clock)
    late = Late(happened_at=at("2026-11-27 10:00"), reason="网络中断")
    with pytest.raises(Refusal) as refusal:
        intake.ask_correction(desk, case, late=late)
    assert "第（四）项" in refusal.value.clause


def test_a_supervisor_confirms_that_it_was_told_in_time(desk: Desk, clock: Clock) -> None:
    """32(四): his name stands in the case before the notice; the case is in correction again."""
    case = lapsed(desk, clock)
    supervisor = next(one.id for one in desk.reference.hall().staff if "supervisor" in one.roles)
    late = Late(happened_at=at("2026-11-27 10:00"), reason="网络中断", approved_by=supervisor)
    intake.ask_correction(desk, case, late=late)
    approvals = [
        fact.body
        for fact in journal.facts_of(case, desk.vault)
        if isinstance(fact.body, LateEntryApproved)
    ]
    assert [one.approved_by for one in approvals] == [supervisor]
    view = case_reading.case_detail(desk, case).view
    assert view.standing is Standing.IN_CORRECTION


def test_what_the_law_allowed_then_is_shown_then(desk: Desk, clock: Clock) -> None:
    """While an entry of 11-27 is made, the actions are those of 11-27."""
    case = lapsed(desk, clock)
    late = Late(happened_at=at("2026-11-27 10:00"), reason="网络中断")
    now = {one.id: one.allowed for one in case_reading.case_detail(desk, case).actions}
    then = {one.id: one.allowed for one in case_reading.case_detail(desk, case, late).actions}
    assert (now["ask_correction"], then["ask_correction"]) == (False, True)


@pytest.mark.parametrize(
    ("ground", "kind"),
    [(Elsewhere.EXEMPT, "advice_slip"), (Elsewhere.WRONG_LEVEL, "guide_slip")],
)
def test_a_consult_sent_elsewhere_late_says_so(desk: Desk, ground: Elsewhere, kind: str) -> None:
    """A3.4.3: reason, office and telephone on the slip, whenever it was entered."""
    entry = Reception(matter=FOOD, visitor=CITIZEN, late=FRIDAY)
    served = reception.send_elsewhere(desk, entry, ground, "由市级办理", COUNTY).value
    assert served.paper is not None
    assert served.paper.kind == kind
    assert "吕梁市示例局" in "".join(pages_of(papers.pdf_of(desk, served.paper.id)))


@pytest.mark.parametrize("ground", list(Elsewhere))
def test_an_application_is_sent_elsewhere_with_its_paper(desk: Desk, ground: Elsewhere) -> None:
    """32(一)(二): the case ends; the paper names where to go."""
    case = receive(desk)
    taken = intake.send_elsewhere(desk, case, ground, "由市级办理", COUNTY).value
    assert taken.paper is not None
    text = "".join(pages_of(papers.pdf_of(desk, taken.paper.id)))
    assert "吕梁市示例局" in text
    assert intake.case_of(desk, case).ended_at is not None


def test_an_office_with_a_place_is_found_by_it(desk: Desk) -> None:
    """Place and telephone both stand on the guide slip."""
    whole = attrs.evolve(COUNTY, place="吕梁市示例路1号")
    entry = Reception(matter=FOOD)
    served = reception.send_elsewhere(desk, entry, Elsewhere.WRONG_LEVEL, "由市级办理", whole).value
    assert served.paper is not None
    text = "".join(pages_of(papers.pdf_of(desk, served.paper.id)))
    assert "吕梁市示例路1号" in text
    assert "0358-0000000" in text
