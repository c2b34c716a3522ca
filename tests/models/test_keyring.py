"""Who may open the records."""

import json
from pathlib import Path

import pytest

from counter_app.domain.errors import InputFault, Outage
from counter_app.models import keyring

CHEAP = keyring.Cost(memory=64, passes=1, lanes=1)


@pytest.fixture
def key(tmp_path: Path) -> bytes:
    """The key of a profile with one clerk."""
    return keyring.create(tmp_path, "c1", "测试甲", "secret-1", CHEAP)


def test_the_first_clerk_makes_the_key_and_gets_it_back(tmp_path: Path, key: bytes) -> None:
    """Set up once, sign in ever after; the key itself is nowhere in the file."""
    assert len(key) == 32
    assert keyring.unlock(tmp_path, "c1", "secret-1") == key
    assert key.hex() not in (tmp_path / "keys.json").read_text()
    assert keyring.is_key_of(tmp_path, key) is True
    assert keyring.is_key_of(tmp_path, b"x" * 32) is False


def test_a_wrong_password_is_told_at_its_field(tmp_path: Path, key: bytes) -> None:
    """The fault stands at the password, and nothing says whether it was close."""
    with pytest.raises(InputFault) as told:
        keyring.unlock(tmp_path, "c1", "secret-2")
    assert set(told.value.faults) == {"password"}


def test_a_stranger_cannot_sign_in(tmp_path: Path) -> None:
    """A clerk without an entry, or a PC without keys, is a fault of the clerk field."""
    with pytest.raises(InputFault) as told:
        keyring.unlock(tmp_path, "c1", "secret-1")
    assert set(told.value.faults) == {"clerk"}
    keyring.create(tmp_path, "c1", "测试甲", "secret-1", CHEAP)
    with pytest.raises(InputFault) as told:
        keyring.unlock(tmp_path, "c2", "secret-1")
    assert set(told.value.faults) == {"clerk"}


def test_several_clerks_share_the_key_each_with_a_password(tmp_path: Path, key: bytes) -> None:
    """A second clerk is let in; the first changes the password; each gets the same key."""
    keyring.add_clerk(tmp_path, key, "c2", "测试乙", "other-secret", CHEAP)
    keyring.add_clerk(tmp_path, key, "c1", "测试甲", "new-secret", CHEAP)
    assert keyring.unlock(tmp_path, "c2", "other-secret") == key
    assert keyring.unlock(tmp_path, "c1", "new-secret") == key
    with pytest.raises(InputFault):
        keyring.unlock(tmp_path, "c1", "secret-1")
    assert keyring.clerks(tmp_path) == (
        keyring.Clerk("c2", "测试乙"),
        keyring.Clerk("c1", "测试甲"),
    )


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    """A password of five characters is a fault, and no file is made."""
    with pytest.raises(InputFault) as told:
        keyring.create(tmp_path, "c1", "测试甲", "12345", CHEAP)
    assert set(told.value.faults) == {"password"}
    assert not (tmp_path / "keys.json").exists()
    assert keyring.clerks(tmp_path) == ()
    assert keyring.is_key_of(tmp_path, b"x" * 32) is None


def test_keys_are_never_made_twice(tmp_path: Path, key: bytes) -> None:
    """A second set-up would lock everybody out of the records; it is refused."""
    with pytest.raises(Outage):
        keyring.create(tmp_path, "c9", "测试丙", "secret9", CHEAP)
    assert keyring.unlock(tmp_path, "c1", "secret-1") == key


def test_a_foreign_key_is_not_wrapped(tmp_path: Path, key: bytes) -> None:
    """Wrapping another key here would be our own bug."""
    with pytest.raises(ValueError, match="belong"):
        keyring.add_clerk(tmp_path, b"x" * 32, "c2", "测试乙", "secret-2", CHEAP)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"format": 1, "check": "", "clerks": [{"id": "c1"}]}', '"text"'],
)
def test_a_damaged_key_file_is_reported_and_kept(tmp_path: Path, content: str) -> None:
    """Nothing that reads or changes keys overwrites a file it cannot read."""
    file = tmp_path / "keys.json"
    file.write_text(content)
    with pytest.raises(Outage):
        keyring.unlock(tmp_path, "c1", "secret-1")
    with pytest.raises(Outage):
        keyring.create(tmp_path, "c1", "测试甲", "secret-1", CHEAP)
    with pytest.raises(Outage):
        keyring.add_clerk(tmp_path, b"x" * 32, "c1", "测试甲", "secret-1", CHEAP)
    assert file.read_text() == content


def test_keys_of_a_newer_program_are_left_alone(tmp_path: Path, key: bytes) -> None:
    """A format this program does not know is told as such."""
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"format": 2}))
    with pytest.raises(Outage, match=r".") as told:
        keyring.unlock(tmp_path, "c1", "secret-1")
    assert not told.value.retry


def test_an_entry_cannot_be_passed_on_to_another_clerk(tmp_path: Path, key: bytes) -> None:
    """Renaming an entry in the file does not let its owner sign in as somebody else."""
    file = tmp_path / "keys.json"
    file.write_text(file.read_text().replace('"c1"', '"boss"'))
    with pytest.raises(InputFault):
        keyring.unlock(tmp_path, "boss", "secret-1")
