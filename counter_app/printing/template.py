"""Texts with {names} in them, checked when the paper is loaded."""

from collections.abc import Mapping
from string import Formatter

from attrs import frozen


@frozen
class Template:
    """Literal pieces and value names in turn; `names` are all names used."""

    parts: tuple[tuple[str, str | None], ...]

    @classmethod
    def parse(cls, text: str) -> "Template":
        """Raises ValueError when braces do not match or a format is asked for."""
        parts: list[tuple[str, str | None]] = []
        for literal, name, shape, conversion in Formatter().parse(text):
            if name == "" or shape or conversion:
                raise ValueError(f"only {{name}} is allowed between braces: {text}")
            parts.append((literal, name))
        return cls(tuple(parts))

    @property
    def names(self) -> frozenset[str]:
        """Every value name the text asks for."""
        return frozenset(name for _, name in self.parts if name is not None)

    def fill(self, values: Mapping[str, object]) -> str:
        """The text with `values` put in."""
        return "".join(
            literal if name is None else f"{literal}{values[name]}" for literal, name in self.parts
        )

    def is_empty(self, values: Mapping[str, object]) -> bool:
        """Whether the text has names and every one of them is empty in `values`."""
        names = self.names
        return bool(names) and not any(values[name] for name in names)


EMPTY = Template(())
