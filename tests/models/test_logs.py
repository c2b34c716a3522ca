"""The log says what happened, never to whom."""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from counter_app import logs
from counter_app.domain.bodies.party import Particulars, PartyKind, PartyRecorded
from counter_app.domain.clock import CST
from counter_app.domain.facts import Fact
from counter_app.models.keyring import Clerk

log = logging.getLogger("counter_app.test")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A log that was started, and its file."""
    yield logs.start(tmp_path / "profile")
    logs.stop()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("11010119900307123X", "11***"),
        ("身份证110101199003071230。", "身份证11***。"),
        ("110101900307123", "11***"),
        ("91110000000000001A", "91***"),
        ("电话13800000042", "电话13***"),
        ("138 0000 0042", "13***"),
        ("010-12345678", "010***"),
        ("saved 3 facts in 12 ms", "saved 3 facts in 12 ms"),
        ("w03-0a1b2c:12345:00c0ffee", "w03-0a1b2c:12345:00c0ffee"),
        ("受字第W03-00123号", "受字第W03-00123号"),
    ],
)
def test_numbers_are_masked(file: Path, said: str, kept: str) -> None:
    """Identity numbers, credit codes and telephones are cut; ids and case numbers are not."""
    log.info("it was %s here", said)
    assert f"it was {kept} here" in file.read_text("utf-8")


def test_a_body_is_never_logged(file: Path) -> None:
    """A fact or body handed to the log shows its class, wherever it stands in the message."""
    body = PartyRecorded(
        party_kind=PartyKind.PERSON, key_of="", particulars=Particulars(name="测试甲")
    )
    now = datetime(2026, 3, 2, tzinfo=CST)
    fact = Fact(
        id="w03-0a1b2c:1:00c0ffee",
        actor="w03-0a1b2c",
        seq=1,
        subject_kind="party",
        subject="s",
        parents=(),
        hlc=1,
        happened_at=now,
        recorded_at=now,
        clerk="c",
        window="W03",
        body=body,
    )
    log.info("wrote %s and %s", fact, body)
    log.info("wrote %(body)s", {"body": body})
    log.info(body)
    said = file.read_text("utf-8")
    assert "测试甲" not in said
    assert said.count("<PartyRecorded >") == 3
    assert "<Fact w03-0a1b2c:1:00c0ffee>" in said


def test_a_named_tuple_of_ours_is_never_logged(file: Path) -> None:
    """Records that do without attrs show as little."""
    log.info("may sign in: %s", Clerk("c1", "测试甲"))
    said = file.read_text("utf-8")
    assert "测试甲" not in said
    assert "<Clerk c1>" in said


@pytest.mark.logs_errors
def test_tracebacks_are_masked(file: Path) -> None:
    """An error that quotes a number is logged without it."""
    try:
        raise ValueError("13800000042 is taken")
    except ValueError:
        log.exception("failed")
    said = file.read_text("utf-8")
    assert "13*** is taken" in said and "13800000042" not in said


def test_starting_again_moves_the_log(file: Path, tmp_path: Path) -> None:
    """One log at a time."""
    second = logs.start(tmp_path / "other")
    log.info("to the second")
    assert "to the second" in second.read_text("utf-8")
    assert "to the second" not in file.read_text("utf-8")
