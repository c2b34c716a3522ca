"""Which face prints which character: roles, the fallback chain and the missing-glyph check.

A paper names roles (`body`, `bold`, `sans`, `fangsong`); a role tries its own face and then
HanaMin A and B, so that rare names print. What no face has is refused before a byte is made.
"""

import os
import threading
import unicodedata
from functools import cache
from pathlib import Path

from counter_app.domain.errors import InputFault, Outage
from counter_app.printing.truetype import Face, FontFault
from counter_app.words import RESOURCES, _

FILES = {
    "serif": "NotoSerifSC-Regular.ttf",
    "bold": "NotoSerifSC-Bold.ttf",
    "sans": "NotoSansSC-Medium.ttf",
    "hana_a": "HanaMinA.ttf",
    "hana_b": "HanaMinB.ttf",
}
CHAINS = {
    "body": ("serif", "hana_a", "hana_b"),
    "bold": ("bold", "serif", "hana_a", "hana_b"),
    "sans": ("sans", "serif", "hana_a", "hana_b"),
    "fangsong": ("fangsong", "serif", "hana_a", "hana_b"),
}


class MissingGlyph(InputFault):
    """No face of this program has the character; it is named, with advice."""

    def __init__(self, character: str, field: str = "text") -> None:
        code = f"U+{ord(character):04X}"
        if unicodedata.category(character) == "Co":
            text = _(
                "The character {code} is a private-use character that only one computer knows. "
                "Type the character with its standard code, or ask for the standard form."
            )
        else:
            text = _(
                "The character {character} ({code}) cannot be printed. "
                "Remove it or type another form of it."
            )
        super().__init__({field: text.format(character=character, code=code)})
        self.character = character


class _Advances(dict[str, float]):
    """Widths in 1/1000 em by character, looked up in the role's chain when first asked."""

    def __init__(self, role: "Role") -> None:
        super().__init__()
        self._role = role

    def __missing__(self, character: str) -> float:
        return self._role.learn(character)


class Role:
    """One way of setting text. `advances[c]` is the width of c; unknown characters raise."""

    def __init__(self, fonts: "Fonts", chain: tuple[str, ...]) -> None:
        self._fonts = fonts
        self._chain = chain
        self.face = chain[0]
        self.advances: dict[str, float] = _Advances(self)
        self.borrowed: dict[str, str] = {}

    def learn(self, character: str) -> float:
        """Look `character` up along the chain; its width in 1/1000 em.

        Raises MissingGlyph when no face has it.
        """
        code = ord(character)
        for name in self._chain:
            face = self._fonts.face(name)
            glyph = face.glyphs.get(code)
            if glyph:
                if name != self.face:
                    self.borrowed[character] = name
                width = self.advances[character] = face.advance(glyph)
                return width
        raise MissingGlyph(character)

    def width(self, text: str) -> float:
        """The width of `text` in 1/1000 em."""
        return sum(map(self.advances.__getitem__, text))

    def runs(self, text: str) -> list[tuple[str, str]]:
        """`text` cut into (face, piece) wherever the face changes."""
        if not self.borrowed or self.borrowed.keys().isdisjoint(text):
            return [(self.face, text)]
        runs: list[tuple[str, str]] = []
        for character in text:
            face = self.borrowed.get(character, self.face)
            if runs and runs[-1][0] == face:
                runs[-1] = (face, runs[-1][1] + character)
            else:
                runs.append((face, character))
        return runs


class Fonts:
    """The faces of one folder, each loaded when first needed; threads may share it."""

    def __init__(self, folder: Path, fangsong: Path | None = None) -> None:
        self._folder = folder
        self._fangsong = fangsong
        self._faces: dict[str, Face] = {}
        self._roles: dict[str, Role] = {}
        self._lock = threading.RLock()

    def face(self, name: str) -> Face:
        """The face called `name`; raises Outage when its file is not there."""
        face = self._faces.get(name)
        if face is None:
            with self._lock:
                face = self._faces.get(name)
                if face is None:
                    face = self._faces[name] = self._load(name)
        return face

    def _load(self, name: str) -> Face:
        if name == "fangsong":
            return self._load_fangsong()
        path = self._folder / FILES[name]
        try:
            return Face(name, path)
        except OSError as fault:
            raise Outage(
                _("The font file {name} is missing.").format(name=path.name),
                _("Fetch the fonts again with `python3 dev.py fonts`, or reinstall the program."),
                retry=False,
            ) from fault

    def _load_fangsong(self) -> Face:
        if self._fangsong is None:
            return self.face("serif")
        try:
            return Face("fangsong", self._fangsong)
        except (OSError, FontFault):
            # the slot is the PC's own file: a variable or CFF build cannot be embedded
            return self.face("serif")

    def role(self, name: str) -> Role:
        """The role called `name`: body, bold, sans or fangsong."""
        role = self._roles.get(name)
        if role is None:
            with self._lock:
                role = self._roles.setdefault(name, Role(self, self._chain(name)))
        return role

    def _chain(self, name: str) -> tuple[str, ...]:
        chain = CHAINS[name]
        if chain[0] == "fangsong" and self.face("fangsong") is self.face("serif"):
            return chain[1:]
        return chain

    def first_missing(self, text: str) -> str | None:
        """The first character of `text` that no face can print, or None."""
        role = self.role("body")
        for character in set(text):
            if character in role.advances or character == "\n":
                continue
            try:
                role.learn(character)
            except MissingGlyph:
                return next(c for c in text if c == character)
        return None

    def warm(self) -> None:
        """Load the faces every paper uses; call it in the background after the start."""
        for name in CHAINS:
            self.role(name)
            self.face(CHAINS[name][0])


def fangsong_of_this_pc() -> Path | None:
    """The FangSong that Windows brings along, or None."""
    windows = os.environ.get("WINDIR")
    if windows is None:
        return None
    path = Path(windows) / "Fonts" / "simfang.ttf"
    return path if path.exists() else None


@cache
def house_fonts() -> Fonts:
    """The fonts that ship with the program; nothing is read before a face is asked for."""
    return Fonts(RESOURCES / "fonts", fangsong_of_this_pc())
