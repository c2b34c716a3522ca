"""Papers filled in by hand: what stands there already, what is refused, what comes out."""

import pytest

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.parties import mask_name
from counter_app.printing.catalogue import GROUPS, paper, sample
from counter_app.printing.raster import page_count
from counter_app.services import handwritten, intake, papers, parties
from counter_app.services import print_register as register
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.print_register import Part
from tests.printing.reading import bare, text_of
from tests.services.windows import CITIZEN, FOOD


def typed(kind: str) -> dict[str, object]:
    """The sample of a paper as a clerk would type it."""
    return {
        name: value
        for name, value in sample(kind).items()
        if name not in handwritten.WRITTEN_BY_THE_PROGRAM
    }


@pytest.mark.parametrize("kind", handwritten.kinds())
def test_every_form_becomes_a_paper_with_its_own_number(desk: Desk, kind: str) -> None:
    """Scenario: each paper no step writes yet is typed in, issued and read back."""
    done = handwritten.issue(desk, kind, typed(kind))
    text = bare(text_of(papers.pdf_of(desk, done.value.id)))
    assert bare(done.value.number) in text
    assert bool(done.value.number) == bool(paper(kind).series)
    assert [line.id for line in register.list_papers(desk, Part.OPEN)] == [done.value.id]


@pytest.mark.parametrize("kind", handwritten.kinds())
def test_every_form_names_its_fields_in_chinese(desk: Desk, kind: str) -> None:
    """Scenario: no field and no cell of a row is called by its identifier."""
    for entry in handwritten.entries(desk, kind):
        for words in (entry.label, *entry.headings):
            assert not words.isascii(), (kind, entry.name, words)


def test_what_a_rule_decides_is_not_typed_in(desk: Desk) -> None:
    """Scenario: somebody looks for a notice of acceptance without accepting anything."""
    assert handwritten.BY_RULE.isdisjoint(handwritten.kinds())
    assert set(GROUPS["ledgers"]).isdisjoint(handwritten.kinds())
    with pytest.raises(Refusal):
        handwritten.issue(desk, "acceptance_notice", {})
    with pytest.raises(Refusal):
        handwritten.blank_pdf(desk, "acceptance_notice")


def test_the_case_fills_in_what_it_knows(desk: Desk) -> None:
    """Scenario: a fee notice for a case: applicant (masked), case and office stand there."""
    entry = intake.Application(matter=FOOD, applicant=CITIZEN)
    number = intake.receive(desk, entry).value.number
    known = {one.name: one.known for one in handwritten.entries(desk, "fee_notice", number)}
    assert known["applicant"] == mask_name(CITIZEN.name)
    assert known["case_number"] == number
    assert known["office"] == desk.reference.hall().name
    assert known["total"] == ""


def test_a_paper_of_a_case_lies_with_the_case(desk: Desk) -> None:
    """Scenario: sealed with the applicant's particulars, his whole name printed though the screen
    masked it, and found in the case."""
    entry = intake.Application(matter=FOOD, applicant=CITIZEN)
    taken = intake.receive(desk, entry).value
    values = typed("fee_notice") | {"applicant": mask_name(CITIZEN.name)}
    done = handwritten.issue(desk, "fee_notice", values, taken.number)
    issued = papers.paper_of(desk, done.value.id)
    assert issued.about == taken.case
    assert issued.key_of
    assert CITIZEN.name in bare(text_of(papers.pdf_of(desk, issued.id)))


def test_a_person_typed_in_can_be_erased_later(desk: Desk) -> None:
    """Scenario: no case, a principal by name: the paper is sealed under a key of that person."""
    done = handwritten.issue(desk, "entrustment", typed("entrustment"))
    assert papers.paper_of(desk, done.value.id).key_of


def test_an_unknown_case_is_said_at_its_field(desk: Desk) -> None:
    """Scenario: a digit of the case number is wrong."""
    with pytest.raises(InputFault) as fault:
        handwritten.entries(desk, "fee_notice", "交政务〔2026〕件字第W03-99999号")
    assert "about" in fault.value.faults


def test_an_empty_field_is_said_by_its_label(desk: Desk) -> None:
    """Scenario: the total of a fee notice is left out."""
    with pytest.raises(InputFault) as fault:
        handwritten.issue(desk, "fee_notice", typed("fee_notice") | {"total": ""})
    assert "total" in fault.value.faults


def test_forbidden_words_do_not_reach_the_public(desk: Desk) -> None:
    """Scenario A1.5.7: one of the five sentences hides in a cell of a table."""
    values = typed("remedy_advice")
    values["findings"] = [{"name": "申请书", "advice": "有 牌子，自己看！"}]
    with pytest.raises(Refusal) as refusal:
        handwritten.issue(desk, "remedy_advice", values)
    assert refusal.value.clause == "A1.5.7"


@pytest.mark.parametrize("kind", handwritten.kinds())
def test_every_form_prints_empty_for_a_pen(desk: Desk, kind: str) -> None:
    """Scenario: the network and the patience are gone: the blank form, without a number."""
    pdf = handwritten.blank_pdf(desk, kind)
    assert page_count(pdf) >= max(1, len(paper(kind).copies))
    assert register.list_papers(desk, Part.ALL) == []


def test_a_blank_form_goes_to_the_printer(desk: Desk, tmp_path: object) -> None:
    """Scenario: F7 prints it; nothing is recorded."""
    services = CounterServices(desk, {"papers": f"file://{tmp_path}/blank"})
    assert services.print_blank("entrustment")
    assert register.list_papers(desk, Part.ALL) == []


def test_an_organisation_is_shown_whole_and_an_erased_applicant_as_unknown(desk: Desk) -> None:
    """Scenario: an organisation's name is public; after an erasure there is nobody to name."""
    firm = PartyInput(kind=PartyKind.ORGANISATION, name="交城县示例餐饮店")
    shown = []
    for applicant in (firm, CITIZEN):
        entry = intake.Application(matter=FOOD, applicant=applicant)
        taken = intake.receive(desk, entry).value
        if applicant is CITIZEN:
            party = intake.case_of(desk, taken.case).applicant
            desk.vault.erase(parties.party_of(desk, party).key_of)
            with pytest.raises(Refusal):
                handwritten.issue(desk, "fee_notice", typed("fee_notice"), taken.number)
        fields = {
            one.name: one.known for one in handwritten.entries(desk, "fee_notice", taken.number)
        }
        shown.append(fields["applicant"])
    assert shown == ["交城县示例餐饮店", "未核定"]
