"""The keys of parties, and erasing one."""

import pytest

from counter_app.models.base import CounterDatabase
from counter_app.models.vault import PartyVault


def test_a_new_key_is_found_by_its_name(records: CounterDatabase) -> None:
    """Each party gets a key and a random name of its own."""
    vault = PartyVault()
    first, second = vault.create(), vault.create()
    key = vault.key(first)
    assert key is not None and len(key) == 32
    assert key != vault.key(second)
    assert vault.key(first) == PartyVault().key(first)
    assert vault.key("nobody") is None


def test_an_erased_key_does_not_come_back(records: CounterDatabase) -> None:
    """After an erasure neither this PC nor a key sent by another window opens anything."""
    vault = PartyVault()
    name = vault.create()
    key = vault.key(name)
    assert key is not None
    vault.erase(name)
    assert vault.key(name) is None
    vault.learn({name: key})
    assert vault.key(name) is None
    assert vault.keys([name]) == {}


def test_an_erasure_may_come_before_the_key(records: CounterDatabase) -> None:
    """The order in which windows hear of things does not matter."""
    vault = PartyVault()
    vault.erase("k1")
    vault.learn({"k1": b"1" * 32, "k2": b"2" * 32})
    assert (vault.key("k1"), vault.key("k2")) == (None, b"2" * 32)


def test_a_key_that_is_here_is_not_replaced(records: CounterDatabase) -> None:
    """A second key under the same name would make the first party unreadable."""
    vault = PartyVault()
    vault.learn({"k1": b"1" * 32})
    vault.learn({"k1": b"2" * 32})
    assert vault.key("k1") == b"1" * 32
    with pytest.raises(ValueError, match="31"):
        vault.learn({"k3": b"3" * 31})


def test_after_a_rollback_the_table_alone_knows(records: CounterDatabase) -> None:
    """A key made in an act that failed is forgotten with it."""
    vault = PartyVault()
    with records.atomic() as act:
        name = vault.create()
        assert vault.key(name) is not None
        act.rollback()
    vault.forget()
    assert vault.key(name) is None
