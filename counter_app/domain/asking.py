"""What several regimes ask alike: a text that says something, a supervisor."""

from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.errors import InputFault, Refusal

LEAST = 2
"""A reason shorter than this many characters says nothing."""


def need(**asked: tuple[str, str]) -> None:
    """Raise InputFault at every field whose text says nothing: `reason=(text, what to do)`."""
    faults = {field: message for field, (text, message) in asked.items() if len(text) < LEAST}
    if faults:
        raise InputFault(faults)


def only_supervisor(context: Context, message: str, clause: str) -> None:
    """Raise Refusal unless a supervisor acts."""
    if SUPERVISOR not in context.roles:
        raise Refusal(message, clause)
