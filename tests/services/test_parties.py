"""Persons and organisations: entered once, masked, sealed, and gone after an erasure."""

import json
from datetime import date
from pathlib import Path

import attrs
import pytest

from counter_app.domain.bodies.party import PartyKind, PartyLookedAt
from counter_app.domain.errors import InputFault, Refusal
from counter_app.models.base import database
from counter_app.models.codec import decode
from counter_app.services import case_reading, intake, journal, papers, parties, reception
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.windows import (
    CITIZEN,
    FOOD,
    carry,
    join,
    judge_all,
    lines_of,
    rebuilt,
    receive,
    rows,
    switch,
)

SHOP = PartyInput(
    kind=PartyKind.ORGANISATION,
    name="交城县示例餐饮店",
    number="92141122maxxxxxx0b",
    phone="0358-0000000",
    legal_representative="王示例",
)


def record(desk: Desk, entry: PartyInput) -> str:
    """The party of `entry`."""
    return desk.act(lambda act: parties.record(act, entry)).value


def erase(desk: Desk, party: str) -> None:
    """The party's key is destroyed and everything about it refreshed."""
    desk.vault.erase(parties.party_of(desk, party).key_of)
    rebuilt(desk)


def test_a_person_known_by_number_is_not_entered_twice(desk: Desk) -> None:
    """The same number finds the same party; a new telephone amends it, an empty one does not."""
    known = record(desk, CITIZEN)
    assert record(desk, attrs.evolve(CITIZEN, phone="")) == known
    assert len(journal.facts_of(known, desk.vault)) == 1
    assert (
        record(desk, attrs.evolve(CITIZEN, phone="+86 139-0000-1111", address="示例路1号")) == known
    )
    now = parties.party_of(desk, known).particulars
    assert now is not None and (now.phone, now.address) == ("13900001111", "示例路1号")


def test_without_a_number_everybody_is_somebody_new(desk: Desk) -> None:
    """Names are no identities."""
    nameless = attrs.evolve(CITIZEN, number="")
    assert record(desk, nameless) != record(desk, nameless)


def test_a_number_under_another_name_is_compared_first(desk: Desk) -> None:
    """A slip of the pen must not give one person's record to another."""
    record(desk, CITIZEN)
    with pytest.raises(InputFault) as fault:
        record(desk, attrs.evolve(CITIZEN, name="李示例"))
    assert set(fault.value.faults) == {"name"}


def test_every_fault_of_a_form_is_said_at_once() -> None:
    """Name, number, telephone, address, representative: each field gets its own sentence."""
    entry = PartyInput(
        kind=PartyKind.ORGANISATION,
        name=" ",
        number="91350100M000100Y44",
        phone="12",
        address="示例路\ue863",
        legal_representative="\ue863",
    )
    with pytest.raises(InputFault) as fault:
        parties.checked(entry, date(2026, 11, 23), "applicant.")
    assert set(fault.value.faults) == {
        "applicant.name",
        "applicant.number",
        "applicant.phone",
        "applicant.address",
        "applicant.legal_representative",
    }


@pytest.mark.parametrize("letter", ["\ue863", "\ue000", "\U000f0000"])
def test_a_private_character_in_a_name_is_named(desk: Desk, letter: str) -> None:
    """It would print as a blank elsewhere; the sentence says which character and where."""
    with pytest.raises(InputFault) as fault:
        receive(desk, attrs.evolve(CITIZEN, name=f"孙试{letter}"))
    message = fault.value.faults["applicant.name"]
    assert f"U+{ord(letter):04X}" in message and "3" in message


@pytest.mark.parametrize("pasted", ["孙\n试样", "孙\r\n试样", "孙\u2028试样", "孙\t 试样"])
def test_pasted_line_breaks_fold_to_a_space(desk: Desk, pasted: str) -> None:
    """What was copied out of a table becomes one line."""
    found = parties.party_of(desk, record(desk, attrs.evolve(CITIZEN, name=pasted))).particulars
    assert found is not None and found.name == "孙 试样"


def test_rare_characters_of_names_are_kept(desk: Desk) -> None:
    """䶮 and characters outside the basic plane are names like any other."""
    found = parties.party_of(desk, record(desk, attrs.evolve(CITIZEN, name="张𬇙䶮"))).particulars
    assert found is not None and found.name == "张𬇙䶮"


def test_screens_show_persons_masked_and_organisations_whole(desk: Desk) -> None:
    """A5.5.1: what anybody at the counter may read over a shoulder."""
    person = parties.card(desk, record(desk, CITIZEN))
    assert (person.name, person.number, person.phone) == (
        "孙*",
        "110105********002X",
        "135****1234",
    )
    assert person.masked and person.address == ""
    shop = parties.card(desk, record(desk, SHOP))
    assert (shop.name, shop.number) == ("交城县示例餐饮店", "92141122MAXXXXXX0B")
    bare = parties.card(desk, record(desk, PartyInput(name="李示例")))
    assert (bare.number, bare.phone) == ("", "")


def test_a_look_at_the_whole_is_on_record_with_its_reason(desk: Desk) -> None:
    """S61: who looked, at what, why; without a reason nothing is shown."""
    party = record(desk, CITIZEN)
    with pytest.raises(InputFault) as fault:
        parties.look_at(desk, party, " ")
    assert set(fault.value.faults) == {"reason"}
    card, changes = parties.look_at(desk, party, "核对证件")
    assert (card.name, card.number, card.phone) == (CITIZEN.name, CITIZEN.number, CITIZEN.phone)
    assert not card.masked and party in changes.ids
    last = journal.facts_of(party, desk.vault)[-1]
    assert isinstance(last.body, PartyLookedAt)
    assert (last.body.reason, last.clerk) == ("核对证件", "S03")
    assert parties.party_of(desk, party).looked_at == 1


def worked(desk: Desk) -> tuple[str, str]:
    """A visit, a case and printed papers of one citizen; gives the case and its party."""
    reception.issue_one_time_notice(desk, Reception(matter=FOOD, visitor=CITIZEN))
    case = receive(desk)
    judge_all(desk, case)
    paper = intake.accept(desk, case).value.paper
    assert paper is not None
    papers.pdf_of(desk, paper.id)
    parties.look_at(desk, intake.case_of(desk, case).applicant, "核对证件")
    return case, intake.case_of(desk, case).applicant


def test_nothing_that_leaves_the_window_names_a_person(first: Opened) -> None:
    """Journal and outbox hold the person sealed: no name, number, telephone in clear."""
    worked(first.desk)
    leaving = b"\n".join(lines_of(first))
    outbox = database.execute_sql("SELECT fact FROM outbox").fetchall()
    everything = leaving + json.dumps(outbox, ensure_ascii=False).encode()
    escaped = json.dumps([CITIZEN.name]).strip('["]').encode()
    for clear in (CITIZEN.name.encode(), escaped, CITIZEN.number.encode(), CITIZEN.phone.encode()):
        assert clear not in everything


def test_the_file_on_the_disk_names_nobody(first: Opened) -> None:
    """The records are encrypted as a whole: rows for search are not readable either."""
    worked(first.desk)
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path for path in first.pc.profile.iterdir() if path.is_file()]
    for file in files:
        content = file.read_bytes()
        assert CITIZEN.name.encode() not in content
        assert CITIZEN.number.encode() not in content


def test_an_erasure_reaches_rows_papers_and_drawings_and_breaks_no_hash(desk: Desk) -> None:
    """个人信息保护法 47: the key is gone; facts, ids and numbers stay valid."""
    case, party = worked(desk)
    before = [
        (fact, bytes(line)) for fact, line in database.execute_sql("SELECT id, line FROM fact")
    ]
    erase(desk, party)
    assert all(decode(line, desk.vault).id == fact for fact, line in before)
    card = parties.card(desk, party)
    assert card.number == card.phone == "" and CITIZEN.name not in card.name
    for table in rows().values():
        assert CITIZEN.name not in repr(table) and CITIZEN.number not in repr(table)
    (line,) = case_reading.list_cases(desk)
    assert line.applicant == card.name
    assert case_reading.find_cases(desk, CITIZEN.name) == []
    detail = case_reading.case_detail(desk, case)
    assert detail.case.state == "accepted"
    for paper in detail.papers:
        with pytest.raises(Refusal) as refusal:
            papers.pdf_of(desk, paper.id)
        assert refusal.value.clause == "个人信息保护法 第47条"
    assert database.execute_sql("SELECT COUNT(*) FROM sheet").fetchone()[0] == 0


def test_after_an_erasure_nobody_looks_and_the_number_is_free(desk: Desk) -> None:
    """There is nothing to show; whoever comes again is recorded anew."""
    party = record(desk, CITIZEN)
    erase(desk, party)
    with pytest.raises(Refusal) as refusal:
        parties.look_at(desk, party, "核对证件")
    assert refusal.value.clause == "个人信息保护法 第47条"
    assert record(desk, CITIZEN) != party


def test_an_erased_person_whose_row_is_still_there_is_not_amended(desk: Desk) -> None:
    """Between the erasure and the refresh of the rows the old number finds nobody to write to."""
    party = record(desk, CITIZEN)
    desk.vault.erase(parties.party_of(desk, party).key_of)
    with pytest.raises(InputFault):
        record(desk, CITIZEN)


def test_a_copy_from_another_window_does_not_bring_a_person_back(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The other window still hands on the key; here the person stays erased."""
    party = record(first.desk, CITIZEN)
    other = join(tmp_path, first, clock)
    carry(first, other)
    erase(switch(first), party)
    carry(other, first)
    assert parties.party_of(first.desk, party).particulars is None


def test_no_paper_names_an_erased_person(desk: Desk) -> None:
    """The case goes on, but there is nobody left whom a notice could name."""
    case = receive(desk)
    judge_all(desk, case)
    erase(desk, intake.case_of(desk, case).applicant)
    before = rows()
    with pytest.raises(Refusal) as refusal:
        intake.accept(desk, case)
    assert refusal.value.clause == "个人信息保护法 第47条"
    assert rows() == before
