"""A fact is written once and read for ever: the same meaning, whatever program reads it."""

import json
from datetime import date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies.case import Accepted, CorrectionAsked, CorrectionItem
from counter_app.domain.bodies.paper import PaperIssued
from counter_app.domain.bodies.party import Particulars, PartyKind, PartyRecorded
from counter_app.domain.clock import CST
from counter_app.domain.facts import Body, Fact, UnknownBody, bodies
from counter_app.models.codec import MalformedFact, canonical, decode, encode, key_names
from tests.models import fossils

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CST)


class Keys:
    """A vault of what it was given."""

    def __init__(self, **keys: bytes) -> None:
        self.kept = keys

    def key(self, name: str) -> bytes | None:
        return self.kept.get(name)


def fact(body: Body, **changes: Any) -> Fact:
    made = Fact(
        id="",
        actor="w03-0a1b2c",
        seq=1,
        subject_kind=body.subject_kind(),
        subject="",
        parents=(),
        hlc=1 << 60,
        happened_at=NOON,
        recorded_at=NOON,
        clerk="clerk-1",
        window="W03",
        body=body,
    )
    return attrs.evolve(made, **changes)


ACCEPTED = Accepted(accepted_on=date(2026, 3, 2), deemed=False, paper="p")
PERSON = PartyRecorded(
    party_kind=PartyKind.PERSON, key_of="k1", particulars=Particulars(name="测试甲")
)


@pytest.mark.parametrize("key", sorted(bodies()), ids=lambda key: f"{key[0]}.v{key[1]}")
def test_every_body_has_a_fossil_that_still_means_the_same(key: tuple[str, int]) -> None:
    """Every registered body has a sample line; it decodes, and re-encodes to the same meaning.

    A missing fossil is written by `python -m tests.models.fossils`.
    """
    assert fossils.file_of(*key).exists(), "run python -m tests.models.fossils"
    vault = fossils.FossilVault()
    line = fossils.file_of(*key).read_bytes()
    found = decode(line, vault)
    assert type(found.body) is bodies()[key]
    again_id, again = encode(found, vault)
    assert attrs.evolve(decode(again, vault), id=found.id) == found
    if not key_names(line):
        assert (again_id, again) == (found.id, line)


def test_fossils_of_the_past_are_all_still_known() -> None:
    """A body may get a new version; the old one stays readable for ever."""
    for file in fossils.FOLDER.glob("*.json"):
        assert not isinstance(decode(file.read_bytes(), fossils.FossilVault()).body, UnknownBody)


def test_a_line_is_canonical_and_its_hash_is_its_name() -> None:
    """The line is sorted JSON without spaces; the id ends in eight digits of its hash."""
    fact_id, line = encode(fact(ACCEPTED), Keys())
    assert canonical(json.loads(line)) == line
    assert fact_id.startswith("w03-0a1b2c:1:") and len(fact_id.rpartition(":")[2]) == 8
    assert b'"accepted_on":"2026-03-02"' in line
    assert b'"happened_at":"2026-03-02T12:00:00+08:00"' in line


def test_the_first_fact_of_a_subject_gives_it_its_id() -> None:
    """A first fact is written without subject and read with its own id as subject."""
    fact_id, line = encode(fact(ACCEPTED), Keys())
    first = decode(line, Keys())
    assert first.subject == first.id == fact_id
    assert encode(first, Keys()) == (fact_id, line)
    later = decode(encode(fact(ACCEPTED, subject=fact_id, seq=2), Keys())[1], Keys())
    assert later.subject == fact_id


def test_particulars_are_sealed_and_gone_with_the_key() -> None:
    """Without the key the name cannot be read, the fact stays, and its id does not change."""
    vault = Keys(k1=b"1" * 32)
    fact_id, line = encode(fact(PERSON), vault)
    assert "测试甲".encode() not in line
    assert decode(line, vault).body == PERSON
    erased = decode(line, Keys())
    assert erased.id == fact_id
    assert erased.body == PartyRecorded(party_kind=PartyKind.PERSON, key_of="k1", particulars=None)
    assert key_names(line) == ("k1",)


def test_without_a_key_name_a_sealed_attribute_is_plain() -> None:
    """A paper that speaks of nobody names no key; its values stand as they are."""
    paper = PaperIssued(
        paper_kind="one_time_notice", number="1", about="a", key_of="", spec="s", values={"a": 1}
    )
    _, line = encode(fact(paper), Keys())
    assert b'"values":{"a":1}' in line
    assert decode(line, Keys()).body == paper
    assert key_names(line) == ()


def test_sealing_needs_the_key() -> None:
    """Particulars are never written in the clear because a key is missing."""
    with pytest.raises(ValueError, match="no key k1"):
        encode(fact(PERSON), Keys())


def test_sealed_text_that_was_changed_is_noticed() -> None:
    """A changed, swapped or garbled ciphertext makes the fact malformed."""
    vault = Keys(k1=b"1" * 32)
    _, line = encode(fact(PERSON), vault)
    with pytest.raises(MalformedFact, match="changed after"):
        decode(line, Keys(k1=b"2" * 32))
    content = json.loads(line)
    content["body"]["particulars"] = "%%"
    with pytest.raises(MalformedFact, match="not sealed"):
        decode(canonical(content), vault)


def test_a_body_of_a_newer_program_is_kept_as_it_is() -> None:
    """An unknown kind or version keeps its raw body and is forwarded byte for byte."""
    _, line = encode(fact(ACCEPTED), Keys())
    content = json.loads(line) | {"version": 9, "body": {"new": ["什么", 1]}}
    newer = canonical(content)
    found = decode(newer, Keys())
    assert found.body == UnknownBody("case.accepted", 9, {"new": ["什么", 1]})
    assert encode(found, Keys()) == (found.id, newer)
    assert key_names(newer) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"seq": "1"},
        {"seq": True},
        {"hlc": 2**70},
        {"hlc": 1.5},
        {"actor": 3},
        {"parents": "abc"},
        {"parents": [1]},
        {"happened_at": "2026-03-02T12:00:00"},
        {"happened_at": "yesterday"},
        {"happened_at": "0001-01-01T00:00:00+23:00"},
        {"body": []},
        {"body": {"accepted_on": "2026-03-02", "deemed": "no", "paper": "p"}},
        {"body": {"accepted_on": "2026-13-02", "deemed": False, "paper": "p"}},
        {"body": {"accepted_on": "2026-03-02", "deemed": False, "paper": "p", "more": 1}},
        {"body": {"accepted_on": "2026-03-02", "deemed": False}},
        {"kind": None},
    ],
)
def test_what_no_program_wrote_is_refused(change: dict[str, Any]) -> None:
    """A line with a wrong, missing or additional value is malformed, never half read."""
    _, line = encode(fact(ACCEPTED), Keys())
    wrong = json.dumps(json.loads(line) | change).encode()
    with pytest.raises(MalformedFact):
        decode(wrong, Keys())


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b"\xff", b'{"a":1,"a":2}', b"[" * 100_000, b'{"seq":NaN}', b"1"]
)
def test_garbage_is_refused(line: bytes) -> None:
    """Bytes that are no line are malformed, whatever they are."""
    with pytest.raises(MalformedFact):
        decode(line, Keys())
    with pytest.raises(MalformedFact):
        key_names(line)


def test_floats_and_naive_instants_are_never_written() -> None:
    """A share of a working day or a sum of money is a whole number; an instant has its zone."""
    paper = PaperIssued(
        paper_kind="k", number="1", about="a", key_of="", spec="s", values={"sum": [0.1]}
    )
    with pytest.raises(ValueError, match="float"):
        encode(fact(paper), Keys())
    with pytest.raises(ValueError, match="no text"):
        canonical({1: "a"})
    with pytest.raises(ValueError, match="time zone"):
        encode(fact(ACCEPTED, happened_at=NOON.replace(tzinfo=None)), Keys())


texts = st.text(st.characters(codec="utf-8"), max_size=20)
OUR_AGE = datetime(1900, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone itself
instants = st.datetimes(min_value=OUR_AGE, timezones=st.just(CST))
items = st.builds(CorrectionItem, material=texts, problem=texts, cure=texts)
asked = st.builds(
    CorrectionAsked,
    ordinal=st.integers(1, 9),
    items=st.lists(items, max_size=3).map(tuple),
    paper=texts,
)
plain_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
papers = st.builds(
    PaperIssued,
    paper_kind=texts,
    number=texts,
    about=texts,
    key_of=st.sampled_from(["", "k1"]),
    spec=texts,
    values=st.none() | st.dictionaries(texts, plain_values, max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(body=asked | papers, happened_at=instants, late_reason=texts, parents=st.lists(texts))
def test_what_is_written_is_read(
    body: Body, happened_at: datetime, late_reason: str, parents: list[str]
) -> None:
    """Any fact read back is the fact that was written, under the id it got."""
    vault = Keys(k1=b"1" * 32)
    written = fact(
        body,
        happened_at=happened_at,
        recorded_at=happened_at,
        late_reason=late_reason,
        parents=tuple(parents),
        subject="s",
    )
    fact_id, line = encode(written, vault)
    assert decode(line, vault) == attrs.evolve(written, id=fact_id)
