"""A clerk's password: changed by the clerk, at the PC it opens."""

from counter_app.domain.errors import InputFault
from counter_app.models import keyring
from counter_app.models.keyring import Cost
from counter_app.services.desk import Desk


def change_password(desk: Desk, old: str, new: str, cost: Cost | None = None) -> None:
    """Wrap the key of the records anew for the clerk signed in; about 200 ms by design.

    Raises InputFault on `old` (not the password) or `new` (too short).
    """
    profile = desk.database.path.parent
    clerk = desk.station.clerk
    try:
        key = keyring.unlock(profile, clerk, old)
    except InputFault as fault:
        raise InputFault({"old": "\n".join(fault.faults.values())}) from None
    name = next(one.name for one in keyring.clerks(profile) if one.id == clerk)
    try:
        keyring.add_clerk(profile, key, clerk, name, new, cost)
    except InputFault as fault:
        raise InputFault({"new": "\n".join(fault.faults.values())}) from None
