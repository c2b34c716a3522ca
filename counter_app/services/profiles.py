"""A window's own files: founding a hall, joining one, signing in."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from counter_app import settings
from counter_app.domain.errors import InputFault
from counter_app.domain.hall import Hall
from counter_app.models import keyring
from counter_app.models.base import database, outages_told
from counter_app.models.keyring import Cost
from counter_app.models.opening import open_profile
from counter_app.services import founding
from counter_app.services.desk import Clock, Desk
from counter_app.services.reference import Reference
from counter_app.services.station import Station
from counter_app.settings import ThisPC
from counter_app.words import _

HALL, HALL_KEY, DEVICE_KEY = "hall", "hall_key", "device_key"
SECRET_BYTES = 32


@attrs.frozen(kw_only=True)
class HallKeys:
    """What the courier needs of this PC: the hall's id and key, and the device's own key."""

    hall: str
    hall_key: bytes = attrs.field(repr=False)
    device_key: bytes = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Opened:
    """A signed-in window: its desk, its settings, its keys."""

    desk: Desk
    pc: ThisPC
    keys: HallKeys


@attrs.frozen(kw_only=True)
class FirstClerk:
    """Who signs in at a new window."""

    id: str
    name: str
    password: str = attrs.field(repr=False)


def is_new(profile: Path) -> bool:
    """Whether the first-start wizard has to run."""
    return not keyring.clerks(profile)


def clerks(profile: Path) -> tuple[keyring.Clerk, ...]:
    """Who may sign in at this PC."""
    return keyring.clerks(profile)


def found_hall(
    pc: ThisPC,
    clerk: FirstClerk,
    clock: Clock,
    hall: Mapping[str, Any] | None = None,
    cost: Cost | None = None,
) -> Opened:
    """A new hall with this window as its first; the shipped guides and calendars are published.

    Everything is checked before a file is made. Raises InputFault naming the field.
    """
    content = dict(hall or founding.shipped_hall())
    checked = Hall.from_content(content)
    if checked.counter(pc.counter) is None:
        raise InputFault({"counter": _("The hall has no such window.")})
    secret = HallKeys(
        hall=checked.id,
        hall_key=secrets.token_bytes(SECRET_BYTES),
        device_key=secrets.token_bytes(SECRET_BYTES),
    )
    opened = _begin(pc, clerk, secret, clock, cost)
    founding.found(opened.desk, content, founding.shipped_matters(), founding.shipped_calendars())
    return _signed_in(opened.pc, clerk.id, clerk.name, clock)


def join_hall(
    pc: ThisPC,
    clerk: FirstClerk,
    hall: str,
    hall_key: bytes,
    clock: Clock,
    cost: Cost | None = None,
) -> Opened:
    """A further window of a hall: it knows the hall's key and learns the rest from the share."""
    secret = HallKeys(hall=hall, hall_key=hall_key, device_key=secrets.token_bytes(SECRET_BYTES))
    return _begin(pc, clerk, secret, clock, cost)


def _begin(
    pc: ThisPC, clerk: FirstClerk, secret: HallKeys, clock: Clock, cost: Cost | None
) -> Opened:
    pc = pc._replace(actor=f"{pc.counter.lower()}-{secrets.token_hex(3)}")
    settings.check(pc)
    with outages_told():
        key = keyring.create(pc.profile, clerk.id, clerk.name, clerk.password, cost)
    settings.save(pc)
    open_profile(pc.profile, key)
    with outages_told():
        _keep(HALL, secret.hall)
        _keep(HALL_KEY, secret.hall_key.hex())
        _keep(DEVICE_KEY, secret.device_key.hex())
    return _signed_in(pc, clerk.id, clerk.name, clock)


def sign_in(profile: Path, clerk_id: str, password: str, clock: Clock) -> Opened:
    """Open this window for a clerk. A wrong password is an InputFault on `password`."""
    key = keyring.unlock(profile, clerk_id, password)
    open_profile(profile, key)
    name = next((one.name for one in keyring.clerks(profile) if one.id == clerk_id), clerk_id)
    return _signed_in(settings.load(profile), clerk_id, name, clock)


def _signed_in(pc: ThisPC, clerk_id: str, clerk_name: str, clock: Clock) -> Opened:
    reference = Reference(clock)
    member = reference.hall().member(clerk_id) if reference.has_hall() else None
    station = Station(
        actor=pc.actor,
        counter=pc.counter,
        clerk=clerk_id,
        clerk_name=member.name if member else clerk_name,
        roles=member.roles if member else frozenset({"clerk"}),
        layouts=dict(pc.layouts),
    )
    keys = HallKeys(
        hall=_kept(HALL),
        hall_key=bytes.fromhex(_kept(HALL_KEY)),
        device_key=bytes.fromhex(_kept(DEVICE_KEY)),
    )
    return Opened(desk=Desk(database.obj, clock, station), pc=pc, keys=keys)


def _keep(key: str, value: str) -> None:
    database.execute_sql(
        "INSERT INTO meta(key, value) VALUES (?, ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def _kept(key: str) -> str:
    row = database.execute_sql("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""
