"""What an act changed: enough for every screen to decide whether it cares."""

import attrs


@attrs.frozen
class Changes:
    """Kinds of subjects (`case`, `paper`, …) and ids that are not as they were."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        """Both together."""
        return Changes(self.kinds | other.kinds, self.ids | other.ids)

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.ids)
