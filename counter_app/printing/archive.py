"""What makes a PDF one for the archive: PDF/A-1b (ISO 19005-1, level B).

Such a file says so in its XMP metadata, names the colours it was made for by an ICC profile of
version 2, and lists the glyphs of each embedded subset. It leaves out nothing that was printed.
"""

from datetime import datetime
from functools import cache
from struct import pack
from xml.sax.saxutils import escape

PRODUCER = "counter-app"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_CURVE_POINTS = 1024
_WHITE = (0.9642, 1.0, 0.8249)  # D50, the white of the profile connection space
# The primaries of IEC 61966-2-1, adapted to D50 (Bradford).
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}


def xmp(title: str, created: datetime) -> bytes:
    """The metadata packet; it says what the information dictionary says."""
    stamp = created.isoformat(timespec="seconds")
    zone = "" if created.tzinfo else "+00:00"
    return _XMP.format(title=escape(title), producer=PRODUCER, created=stamp + zone).encode()


@cache
def srgb_profile() -> bytes:
    """An ICC profile of version 2.1 for sRGB, three primaries and one curve (some 2.5 KB)."""
    tags = {b"desc": _description("sRGB"), b"cprt": _text("No copyright, use freely")}
    tags |= {b"wtpt": _xyz(_WHITE)} | {name: _xyz(place) for name, place in _PRIMARIES.items()}
    curve = _curve()
    table, data = [pack(">I", len(tags) + 3)], b""
    at = 128 + 4 + 12 * (len(tags) + 3)
    for name, body in tags.items():
        table.append(name + pack(">II", at + len(data), len(body)))
        data += body + b"\0" * (-len(body) % 4)
    for name in (b"rTRC", b"gTRC", b"bTRC"):  # all three share the one curve
        table.append(name + pack(">II", at + len(data), len(curve)))
    data += curve
    body = b"".join(table) + data
    return _header(128 + len(body)) + body


def _header(size: int) -> bytes:
    day = pack(">6H", 2026, 1, 1, 0, 0, 0)
    start = pack(">I4xI4s4s4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ") + day + b"acsp"
    return (start.ljust(68, b"\0") + _fixed(_WHITE)).ljust(128, b"\0")


def _fixed(numbers: tuple[float, ...]) -> bytes:
    return b"".join(pack(">i", round(number * 65536)) for number in numbers)


def _xyz(place: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(place)


def _text(text: str) -> bytes:
    return b"text\0\0\0\0" + text.encode() + b"\0"


def _description(text: str) -> bytes:
    """A textDescriptionType: the ASCII part, no Unicode and no Macintosh part."""
    return b"desc\0\0\0\0" + pack(">I", len(text) + 1) + text.encode() + b"\0" + bytes(8 + 3 + 67)


def _curve() -> bytes:
    points = []
    for place in range(_CURVE_POINTS):
        value = place / (_CURVE_POINTS - 1)
        light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        points.append(round(light * 65535))
    return b"curv\0\0\0\0" + pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)
