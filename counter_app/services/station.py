"""Who acts, and where: the signed-in clerk at this window's incarnation."""

import attrs


@attrs.frozen(kw_only=True)
class Station:
    """`actor` is one incarnation of one window (`w03-5f0a1c`); `counter` its id (`W03`)."""

    actor: str
    counter: str
    clerk: str
    clerk_name: str
    roles: frozenset[str] = frozenset()
