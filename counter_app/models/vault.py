"""The keys of parties: kept with the records, handed on by the courier, gone after an erasure."""

import os
import secrets
from collections.abc import Iterable, Mapping
from typing import Protocol

from counter_app.models.journal import PartyKeyRow
from counter_app.models.keyring import KEY_BYTES

ERASED = b""
"""Stands where a key stood: a copy that arrives later must not bring the person back."""


class Vault(Protocol):
    """Where the keys of parties are found."""

    def key(self, name: str) -> bytes | None:
        """The 32-byte key filed under `name`; None when it was erased or never came here."""


class PartyVault:
    """Keys by random name from table `party_key`; one vault serves every thread."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def key(self, name: str) -> bytes | None:
        """The key filed under `name`; None when it was erased or never came here."""
        found = self._kept.get(name)
        if found is None:
            found = self.keys([name]).get(name)
            if found is not None:
                self._kept[name] = found
        return found

    def keys(self, names: Iterable[str]) -> dict[str, bytes]:
        """The keys of `names` that are here and not erased, for handing on."""
        rows = PartyKeyRow.select().where(PartyKeyRow.name.in_(list(names)))
        return {row.name: bytes(row.key) for row in rows if row.key != ERASED}

    def create(self) -> str:
        """File a new random key; returns the random name it is filed under."""
        name = secrets.token_hex(8)
        PartyKeyRow.create(name=name, key=os.urandom(KEY_BYTES))
        return name

    def learn(self, keys: Mapping[str, bytes]) -> None:
        """File keys that came from another window; one that is here or was erased stays as it is.

        Raises ValueError for a key of the wrong length.
        """
        for name, key in keys.items():
            if len(key) != KEY_BYTES:
                raise ValueError(f"the key {name} has {len(key)} bytes, not {KEY_BYTES}")
            PartyKeyRow.insert(name=name, key=key).on_conflict_ignore().execute()

    def erase(self, name: str) -> None:
        """Destroy the key: what was sealed under it cannot be read again, here or from a copy."""
        self._kept.pop(name, None)
        PartyKeyRow.insert(name=name, key=ERASED).on_conflict(
            conflict_target=[PartyKeyRow.name], update={PartyKeyRow.key: ERASED}
        ).execute()

    def forget(self) -> None:
        """Drop what was read: after a rollback the table alone knows."""
        self._kept.clear()
