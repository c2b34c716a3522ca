"""Who may open the records: the database key, wrapped once per clerk.

`keys.json` holds the random database key encrypted (AES-256-GCM) under a key
that Argon2id makes of each clerk's password. The key itself is written nowhere.
The names of the clerks can be read without loading any cipher: sign-in shows them first.
"""

import base64
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from counter_app.domain.errors import InputFault, Outage
from counter_app.models.outages import file_outages_told
from counter_app.settings import SHORTEST_PASSWORD
from counter_app.words import _

FILE_NAME = "keys.json"
FORMAT = 1
SALT_BYTES = 16
NONCE_BYTES = 12
KEY_BYTES = 32


class Cost(NamedTuple):
    """What one guess costs: Argon2id memory in KiB, passes, lanes."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


class Clerk(NamedTuple):
    """One who may sign in at this PC."""

    id: str
    name: str


def create(
    profile: Path, clerk_id: str, clerk_name: str, password: str, cost: Cost | None = None
) -> bytes:
    """Make a new database key, wrapped for the first clerk; returns the key.

    Raises InputFault for a password that is too short, Outage when there are keys already.
    """
    if _file(profile).exists():
        raise Outage(
            _("This data folder has its keys already"),
            _("Sign in instead, or choose an empty folder."),
            retry=False,
        )
    key = os.urandom(KEY_BYTES)
    content = {
        "format": FORMAT,
        "check": _check(key),
        "clerks": [_wrapped(key, clerk_id, clerk_name, password, cost or Cost())],
    }
    _write(profile, content)
    return key


def unlock(profile: Path, clerk_id: str, password: str) -> bytes:
    """The database key; about 100 ms by design.

    Raises InputFault on `clerk` (unknown) or `password` (wrong), Outage when the file is damaged.
    """
    for entry in _load(profile)["clerks"]:
        if entry["id"] == clerk_id:
            return _unwrapped(entry, password)
    raise InputFault({"clerk": _("This clerk cannot sign in at this PC. Choose another name.")})


def add_clerk(
    profile: Path,
    key: bytes,
    clerk_id: str,
    clerk_name: str,
    password: str,
    cost: Cost | None = None,
) -> None:
    """Let another clerk sign in, or give a clerk a new password; `key` is the unlocked key."""
    content = _load(profile)
    if content["check"] != _check(key):
        raise ValueError("this key does not belong to the profile")
    others = [entry for entry in content["clerks"] if entry["id"] != clerk_id]
    added = _wrapped(key, clerk_id, clerk_name, password, cost or Cost())
    _write(profile, {**content, "clerks": [*others, added]})


def clerks(profile: Path) -> tuple[Clerk, ...]:
    """Who may sign in here, for the sign-in screen; empty before the first start."""
    if not _file(profile).exists():
        return ()
    return tuple(Clerk(entry["id"], entry["name"]) for entry in _load(profile)["clerks"])


def is_key_of(profile: Path, key: bytes) -> bool | None:
    """Whether `key` is the one wrapped here; None when there is no key file to ask."""
    if not _file(profile).exists():
        return None
    return _same(str(_load(profile)["check"]), _check(key))


def _file(profile: Path) -> Path:
    return profile / FILE_NAME


def _check(key: bytes) -> str:
    """A fingerprint that tells the key of these records from others without giving it away."""
    import hmac

    return hmac.new(key, b"counter.db", "sha256").hexdigest()[:16]


def _same(one: str, other: str) -> bool:
    """Compare without telling by the time taken where they differ."""
    import hmac

    return hmac.compare_digest(one, other)


def _stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        password.encode("utf-8"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _wrapped(
    key: bytes, clerk_id: str, clerk_name: str, password: str, cost: Cost
) -> dict[str, Any]:
    if len(password) < SHORTEST_PASSWORD:
        message = _("The password needs at least {least} characters.")
        raise InputFault({"password": message.format(least=SHORTEST_PASSWORD)})
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    sealed = AESGCM(_stretched(password, salt, cost)).encrypt(nonce, key, clerk_id.encode())
    return {
        "id": clerk_id,
        "name": clerk_name,
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "key": base64.b64encode(sealed).decode(),
        **cost._asdict(),
    }


def _unwrapped(entry: dict[str, Any], password: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cost = Cost(entry["memory"], entry["passes"], entry["lanes"])
    secret = _stretched(password, base64.b64decode(entry["salt"]), cost)
    try:
        return AESGCM(secret).decrypt(
            base64.b64decode(entry["nonce"]),
            base64.b64decode(entry["key"]),
            str(entry["id"]).encode(),
        )
    except InvalidTag:
        fault = {"password": _("The password is not right. Check Caps Lock and type it again.")}
        raise InputFault(fault) from None


def _load(profile: Path) -> dict[str, Any]:
    """The key file, looked at closely; a damaged one is reported and left as it is."""
    with file_outages_told():
        try:
            content = json.loads(_file(profile).read_text("utf-8"))
            if content["format"] > FORMAT:
                raise Outage(
                    _("The records belong to a newer version of the program"),
                    _("Install the newer version on this PC, then start again."),
                    retry=False,
                )
            _look_at(content)
        except FileNotFoundError as error:
            raise InputFault({"clerk": _("Nobody can sign in at this PC yet.")}) from error
        except (ValueError, KeyError, TypeError) as error:
            raise Outage(
                _("The key file is damaged"),
                _("Nothing was changed. Keep {file} and call the administrator.").format(
                    file=_file(profile)
                ),
                retry=False,
            ) from error
    checked: dict[str, Any] = content
    return checked


def _look_at(content: dict[str, Any]) -> None:
    """Raise ValueError, KeyError or TypeError unless everything needed is there."""
    str(content["check"])
    for entry in content["clerks"]:
        Clerk(entry["id"], entry["name"])
        Cost(int(entry["memory"]), int(entry["passes"]), int(entry["lanes"]))
        for part in ("salt", "nonce", "key"):
            base64.b64decode(entry[part], validate=True)


def _write(profile: Path, content: dict[str, Any]) -> None:
    """All or nothing: a power cut leaves the old file or the new one."""
    with file_outages_told():
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = _file(profile).with_suffix(".part")
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, _file(profile))
        _sync_folder(profile)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
