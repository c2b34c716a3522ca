"""The hall sets what law leaves to it: warnings, extensions, corrections, notes (3.2, 3.5)."""

from datetime import date
from typing import Any

import attrs

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.policy import Policy
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.founding import publish
from counter_app.words import _

MOST = {
    "warn_working_days": 20,
    "extension_times": 5,
    "note_months": 120,
    "away_amber_minutes": 240,
    "away_limit_minutes": 240,
    "guide_minutes": 480,
    "rectify_working_days": 60,
}
"""Larger numbers are slips of the finger, not decisions."""
AT_LEAST_ONE = frozenset({"note_months", "away_limit_minutes", "rectify_working_days"})
LONGEST = 365


@attrs.frozen(kw_only=True)
class PolicyInput:
    """The settings as typed; an empty `correction_amount` means that nothing is decided yet.

    `forbidden`: a sentence a line, `sentence=>better` where something is to be said instead.
    """

    warn_working_days: str
    extension_times: str
    note_months: str
    away_amber_minutes: str
    away_limit_minutes: str
    guide_minutes: str
    rectify_working_days: str
    forbidden: str = ""
    correction_amount: str = ""
    correction_unit: str = Unit.WORKING_DAY.value
    effective_from: str = ""
    note: str = ""


def typed(policy: Policy) -> PolicyInput:
    """The settings in force, as the form shows them."""
    limit = policy.correction_limit
    return PolicyInput(
        **{name: str(getattr(policy, name)) for name in MOST},
        forbidden="\n".join(policy.forbidden),
        correction_amount=str(limit.amount) if limit else "",
        correction_unit=limit.unit.value if limit else Unit.WORKING_DAY.value,
    )


def publish_policy(desk: Desk, given: PolicyInput) -> Done[Policy]:
    """Publish a new version of the hall document with these settings.

    Raises Refusal unless an administrator does, InputFault naming every field that is wrong.
    """
    if "administrator" not in desk.station.roles:
        message = _("Only an administrator of the hall may change its settings.")
        raise Refusal(message, "A4.1b")
    today = desk.clock().date()
    policy, day = _read(given, today)

    def publishing(act: Act) -> Policy:
        kept = attrs.evolve(policy, phrases=act.reference.policy().phrases)
        return put_in_force(act, kept, day, given.note.strip())

    return desk.act(publishing)


def put_in_force(act: Act, policy: Policy, day: date, note: str) -> Policy:
    """Write the hall document anew with these settings."""
    hall = attrs.evolve(act.reference.hall(), policy=policy)
    source = _("Settings of the hall")
    content = hall.to_content()
    publish(act, DocumentKind.HALL, hall.id, content, source=source, effective_from=day, note=note)
    return policy


def _read(given: PolicyInput, today: date) -> tuple[Policy, date]:
    faults: dict[str, str] = {}
    content: dict[str, Any] = {}
    for name, most in MOST.items():
        least = int(name in AT_LEAST_ONE)
        content[name] = _number(faults, name, getattr(given, name), least, most)
    if given.correction_amount.strip():
        number = _number(faults, "correction_amount", given.correction_amount, 1, LONGEST)
        if given.correction_unit not in (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH):
            faults["correction_unit"] = _("Choose working days, days or months.")
        else:
            limit = Limit(number, Unit(given.correction_unit))
            content["correction_limit"] = limit.to_content()
    content["forbidden"] = [one.strip() for one in given.forbidden.splitlines() if one.strip()]
    day = _day(faults, given.effective_from, today)
    if not given.note.strip():
        faults["note"] = _("Say what changes and who decided it.")
    if faults:
        raise InputFault(faults)
    return Policy.from_content(content), day


def _number(faults: dict[str, str], name: str, text: str, least: int, most: int) -> int:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and least <= int(digits) <= most:
        return int(digits)
    message = _("Give a whole number from {least} to {most}.")
    faults[name] = message.format(least=least, most=most)
    return least


def _day(faults: dict[str, str], text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text.strip()) if text.strip() else today
    except ValueError:
        faults["effective_from"] = _("Give the day as 2026-11-23.")
        return today
    if day < today:
        faults["effective_from"] = _("It cannot hold from a day that is past.")
    return day
