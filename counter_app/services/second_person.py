"""A supervisor beside the clerk confirms an exception with his own password, at this window."""

from counter_app.domain.context import SUPERVISOR
from counter_app.domain.errors import Refusal
from counter_app.models import keyring
from counter_app.services.desk import Desk
from counter_app.services.this_pc import folder_of
from counter_app.words import _


def who_can_confirm(
    desk: Desk, roles: frozenset[str] = frozenset({SUPERVISOR})
) -> list[tuple[str, str]]:
    """Ids and names of those with one of `roles` whose password this PC can check.

    The clerk signed in is no second person.
    """
    hall = desk.reference.hall()
    found = []
    for clerk in keyring.clerks(folder_of(desk)):
        member = hall.member(clerk.id)
        if member and member.roles & roles and clerk.id != desk.station.clerk:
            found.append((clerk.id, member.name))
    return found


def confirm(desk: Desk, supervisor: str, password: str) -> None:
    """Check that `supervisor` stands here; about 100 ms by design. Himself signed in, he does.

    Raises Refusal for who may not confirm or cannot be checked here, InputFault on `password`.
    """
    if SUPERVISOR not in desk.station.roles:
        confirm_other(desk, supervisor, password)


def confirm_other(desk: Desk, supervisor: str, password: str) -> None:
    """The same for what nobody may allow himself, whatever his role."""
    if supervisor not in {id for id, _name in who_can_confirm(desk)}:
        raise Refusal(
            _("This PC cannot check the password of that person."),
            "A3.3",
            _("The supervisor signs in at any window and takes the step there."),
        )
    keyring.unlock(folder_of(desk), supervisor, password)
