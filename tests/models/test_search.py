"""Finding cases and people by what a clerk types."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.models.base import CounterDatabase, atomic_immediate
from counter_app.models.grams import grams, initials, plain, reversed_text, tail
from counter_app.models.projections import CaseRow, PartyRow
from counter_app.models.search import cases_matching, people_matching

IDENTITY = "11010119900307123X"
PHONE = "13800000042"


def add_case(id: str, name: str, **values: Any) -> None:
    CaseRow.create(
        id=id,
        **{
            "number": f"交政务〔2026〕受字第W03-{id:0>5}号",
            "state": "received",
            "matter": "m",
            "matter_name": "食品经营许可新办",
            "applicant": f"party-{id}",
            "applicant_name": name,
            "applicant_initials": initials(name),
            "counter": "W03",
            "clerk": "c1",
            "first_contact": "c1",
            "received_at": "2026-03-02T09:00:00+08:00",
        }
        | values,
    )


def add_person(id: str, name: str, number: str = "", phone: str = "") -> None:
    PartyRow.create(
        id=id,
        party_kind="person",
        name=name,
        initials=initials(name),
        number=number,
        number_reversed=reversed_text(number),
        phone=phone,
        phone_reversed=reversed_text(phone),
    )


@pytest.fixture
def cases(records: CounterDatabase) -> None:
    """Three cases and their applicants."""
    with atomic_immediate():
        add_case("1", "张晓明", number_tail=tail(IDENTITY), phone_tail=tail(PHONE))
        add_case("2", "王晓红", matter_name="不动产转移登记")
        add_case("12", "𠮷野㐂", number_tail=tail("110101199003070042"))
        add_person("party-1", "张晓明", IDENTITY, PHONE)
        add_person("party-2", "王晓红")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("  、", []),
        ("张", ["1"]),
        ("晓", ["2", "1"]),
        ("晓明", ["1"]),
        ("张晓明", ["1"]),
        ("张 晓 明", ["1"]),
        ("明晓", []),
        ("明张", []),
        ("𠮷", ["12"]),
        ("𠮷野㐂", ["12"]),
        ("食品经营许可", ["12", "1"]),
        ("不动产", ["2"]),
        ("食品产", []),
        ("zxm", ["1"]),
        ("ZX", ["1"]),
        ("wx", ["2"]),
        ("z", ["1"]),
        ("xm", []),
        ("W03-00012", ["12"]),
        ("w03", ["12", "2", "1"]),
        ("00012", ["12"]),
        ("〔2026〕", ["12", "2", "1"]),
        ("２０２６", ["12", "2", "1"]),
        ("0042", ["12", "1"]),
        ("000042", ["1"]),
        ("123x", ["1"]),
        ("07123X", ["1"]),
        (IDENTITY, ["1"]),
        (PHONE, ["1"]),
        ("13800000043", []),
        ('"', []),
        ("a OR b*", []),
    ],
)
def test_a_case_is_found_by_whatever_the_clerk_has(
    cases: None, typed: str, found: list[str]
) -> None:
    """One character or many, initials, a piece of the number, last digits: newest first."""
    assert cases_matching(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("晓", ["party-2", "party-1"]),
        ("张晓明", ["party-1"]),
        ("zx", ["party-1"]),
        ("123X", ["party-1"]),
        (IDENTITY, ["party-1"]),
        ("0042", ["party-1"]),
        ("x", []),
    ],
)
def test_a_person_is_found_by_name_initials_or_last_digits(
    cases: None, typed: str, found: list[str]
) -> None:
    """People are found as cases are, and by the whole number too."""
    assert people_matching(typed) == found


def test_the_newest_come_first_and_no_more_than_asked(cases: None) -> None:
    """A long list is cut at the oldest."""
    assert cases_matching("晓", limit=1) == ["2"]
    assert people_matching("晓", limit=1) == ["party-2"]


def test_a_changed_name_is_found_and_the_old_one_is_not(cases: None) -> None:
    """Updating and deleting rows keeps the search in step; other columns do not touch it."""
    CaseRow.update(applicant_name="李四").where(CaseRow.id == "1").execute()
    CaseRow.update(state="accepted").where(CaseRow.id == "1").execute()
    PartyRow.update(name="李四").where(PartyRow.id == "party-1").execute()
    assert (cases_matching("张"), cases_matching("李四")) == ([], ["1"])
    assert (people_matching("张"), people_matching("李四")) == ([], ["party-1"])
    CaseRow.delete().where(CaseRow.id == "1").execute()
    PartyRow.delete().where(PartyRow.id == "party-1").execute()
    assert (cases_matching("李四"), people_matching("李四")) == ([], [])


def test_an_upsert_keeps_the_place_in_the_list(cases: None, records: CounterDatabase) -> None:
    """Refreshing a row in place keeps its `n` and the search with it."""
    sql = (
        "INSERT INTO party (id, party_kind, name, initials, number, number_reversed, phone,"
        " phone_reversed) VALUES (?, 'person', ?, '', '', '', '', '')"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name"
    )
    records.execute_sql(sql, ("party-1", "赵晓六"))
    assert people_matching("晓") == ["party-2", "party-1"]
    assert people_matching("赵晓六") == ["party-1"]
    records.execute_sql("PRAGMA quick_check")
    records.execute_sql("INSERT INTO cases_gram (cases_gram) VALUES ('integrity-check')")


def test_a_rolled_back_row_is_not_found(cases: None) -> None:
    """The search belongs to the transaction of its row."""
    with pytest.raises(RuntimeError), atomic_immediate():
        add_case("3", "赵六")
        raise RuntimeError
    assert cases_matching("赵六") == []


def test_what_is_compared() -> None:
    """Grams, plain text, tails and initials of names, surnames with a reading of their own too."""
    assert grams("张晓明") == "张 晓 明 张晓 晓明"
    assert grams(None) == ""
    assert plain("Ａ１〔b〕 、㐂") == "a1b㐂"
    assert tail(IDENTITY) == "x32170"
    assert [initials(name) for name in ("张晓明", "单雄信", "解放路食品店", "A1 张", "")] == [
        "zxm",
        "sxx",
        "jflspd",
        "a1z",
        "",
    ]


names = st.text("张王李晓明红𠮷aB1", min_size=1, max_size=6)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=names, data=st.data())
def test_every_piece_of_a_name_finds_it(
    records: CounterDatabase, name: str, data: st.DataObject
) -> None:
    """Whatever stands in a row in a name, one character or all, finds the person."""
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    with atomic_immediate():
        PartyRow.delete().execute()
        add_person("p", name)
    assert people_matching(name[start:end]) == ["p"]
