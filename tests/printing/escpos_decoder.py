"""What an ESC/POS printer makes of a stream of bytes; shares nothing with the encoder."""

from attrs import define, field
from PIL import Image


@define
class Roll:
    """The paper that came out: finished pieces, and rows printed since the last cut."""

    pieces: list[list[bytes]] = field(factory=list)
    rows: list[bytes] = field(factory=list)


def decode(stream: bytes) -> Roll:
    """Print `stream`; raises ValueError at the first byte such a printer would print as text."""
    roll, at = Roll(), 0
    while at < len(stream):
        at = _command(stream, at, roll)
    return roll


def _command(stream: bytes, at: int, roll: Roll) -> int:
    if stream.startswith(b"\x1b@", at):
        return at + 2
    if stream.startswith((b"\x1bd", b"\x10\x04", b"\x1dr"), at):  # feed; questions
        return at + 3
    if stream.startswith(b"\x1dVB", at):
        roll.pieces.append(roll.rows)
        roll.rows = []
        return at + 4
    if stream.startswith(b"\x1dv0", at):
        mode, wide_low, wide_high, tall_low, tall_high = stream[at + 3 : at + 8]
        if mode:
            raise ValueError(f"stretched raster at {at}")
        wide, tall = wide_low + 256 * wide_high, tall_low + 256 * tall_high
        at += 8
        if at + wide * tall > len(stream):
            raise ValueError("the raster breaks off")
        roll.rows += [stream[at + row * wide : at + (row + 1) * wide] for row in range(tall)]
        return at + wide * tall
    raise ValueError(f"no command at {at}: {stream[at : at + 4].hex()}")


def picture(rows: list[bytes]) -> Image.Image:
    """Rows as black dots on white paper."""
    white = bytes(~byte & 0xFF for byte in b"".join(rows))
    return Image.frombytes("1", (8 * len(rows[0]), len(rows)), white).convert("L")
