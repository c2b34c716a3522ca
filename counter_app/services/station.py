"""Who acts, and where: the signed-in clerk at this window's incarnation."""

import attrs


@attrs.frozen(kw_only=True)
class Station:
    """`actor` is one incarnation of one window (`w03-5f0a1c`); `counter` its id (`W03`).

    `layouts` maps a kind of paper to the sheet size this PC prints it on, if not the usual;
    the settings change it while the program runs.
    """

    actor: str
    counter: str
    clerk: str
    clerk_name: str
    roles: frozenset[str] = frozenset()
    layouts: dict[str, str] = attrs.field(factory=dict, eq=False)
