"""What a 24-pin ESC/P printer makes of a stream of bytes; shares nothing with the encoder."""

from attrs import define, field
from PIL import Image


@define
class Form:
    """One form: its length in 1/180 inch, and where its pins struck, as (x, y)."""

    length: int
    ink: set[tuple[int, int]] = field(factory=set)

    def picture(self, width: int) -> Image.Image:
        """Black dots on a white form `width` dots wide."""
        picture = Image.new("L", (width, self.length), 255)
        for spot in self.ink:
            picture.putpixel(spot, 0)
        return picture


@define
class Carriage:
    """Where the head is, and what the printer was told about lines and forms."""

    spacing: int = 30
    length: int = 1980
    x: int = 0
    y: int = 0
    ink: set[tuple[int, int]] = field(factory=set)
    forms: list[Form] = field(factory=list)

    def strike(self, x: int, column: bytes) -> None:
        """One column of 24 pins, the top one the highest bit of the first byte."""
        pins = int.from_bytes(column, "big")
        if not pins:
            return
        self.ink |= {(x, self.y + pin) for pin in range(24) if pins >> (23 - pin) & 1}

    def next_form(self) -> None:
        """To the top of the next form."""
        if any(y >= self.length for _x, y in self.ink):
            raise ValueError("printed across the perforation")
        self.forms.append(Form(self.length, self.ink))
        self.ink, self.y = set(), 0


def decode(stream: bytes) -> list[Form]:
    """Print `stream`; raises ValueError at the first byte such a printer would print as text."""
    head, at = Carriage(), 0
    while at < len(stream):
        at = _command(stream, at, head)
    if head.ink:
        raise ValueError("the last form stays in the printer")
    return head.forms


def _command(stream: bytes, at: int, head: Carriage) -> int:
    code = stream[at]
    if code == 0x0D:
        head.x = 0
        return at + 1
    if code == 0x0A:
        head.y += head.spacing
        return at + 1
    if code == 0x0C:
        head.next_form()
        return at + 1
    if code != 0x1B:
        raise ValueError(f"no command at {at}: {code:02x}")
    match stream[at + 1 : at + 2]:
        case b"@":
            head.spacing, head.length, head.x = 30, 1980, 0
            return at + 2
        case b"3":
            head.spacing = stream[at + 2]
            return at + 3
        case b"C":
            lines = stream[at + 2]
            if not 1 <= lines <= 127:
                raise ValueError(f"no page length: {lines}")
            head.length = lines * head.spacing
            return at + 3
        case b"*" if stream[at + 2] == 39:
            return _columns(stream, at + 3, head)
    raise ValueError(f"no command at {at}: {stream[at : at + 4].hex()}")


def _columns(stream: bytes, at: int, head: Carriage) -> int:
    count = stream[at] + 256 * stream[at + 1]
    at += 2
    if at + 3 * count > len(stream):
        raise ValueError("the picture breaks off")
    for column in range(count):
        head.strike(head.x + column, stream[at + 3 * column : at + 3 * column + 3])
    head.x += count
    return at + 3 * count
