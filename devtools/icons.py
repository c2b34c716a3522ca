"""Render the icons the program uses from the qtawesome fonts to SVG files.

Run when an icon is added: `python -m devtools.icons`. The output in resources/icons is
committed, so that no icon font is loaded when the program starts. Glyphs: Phosphor 1.3 (MIT).
"""

import json
import sys
from pathlib import Path
from typing import Any

import qtawesome  # type: ignore[import-untyped]
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication, QPainterPath, QRawFont

from counter_app.ui.kit.theme import SETS

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZE = 256.0
CHOSEN = {
    "today": "calendar-check",
    "reception": "handshake",
    "cases": "folders",
    "proxy": "users-three",
    "matters": "book-open",
    "ledgers": "table",
    "evaluation": "star",
    "supervisor": "shield-check",
    "settings": "gear-six",
    "printer": "printer",
    "share": "arrows-clockwise",
    "absence": "coffee",
    "search": "magnifying-glass",
    "back": "arrow-left",
    "next": "arrow-right",
    "add": "plus",
    "close": "x",
    "check": "check-circle",
    "warning": "warning",
    "fault": "warning-circle",
    "info": "info",
    "person": "user",
    "people": "users",
    "clerk": "identification-card",
    "clock": "clock",
    "calendar": "calendar-blank",
    "phone": "phone",
    "guide": "map-pin",
    "paper": "file-text",
    "attachment": "paperclip",
    "scan": "qr-code",
    "key": "key",
    "lock": "lock-key",
    "eye": "eye",
    "eye_closed": "eye-closed",
    "undo": "arrow-counter-clockwise",
    "edit": "pencil-simple",
    "delete": "trash",
    "message": "chat-circle-text",
    "hall": "buildings",
    "window": "desktop",
    "chevron": "caret-down",
    "tick": "check-bold",
    "download": "download-simple",
    "upload": "upload-simple",
    "filter": "funnel",
    "chart": "chart-bar",
    "pause": "pause-circle",
    "send": "paper-plane-tilt",
    "returned": "arrow-u-up-left",
}


def outline(path: QPainterPath) -> str:
    """The path as the `d` attribute of SVG."""
    words: list[str] = []
    pending: list[str] = []
    for index in range(path.elementCount()):
        element: Any = path.elementAt(index)
        point = f"{element.x:.1f} {element.y:.1f}"
        kind = element.type
        if kind == QPainterPath.ElementType.MoveToElement:
            words.append(f"M{point}")
        elif kind == QPainterPath.ElementType.LineToElement:
            words.append(f"L{point}")
        else:
            pending.append(point)
            if len(pending) == 3:
                words.append("C" + " ".join(pending))
                pending.clear()
    return "".join(words) + "Z"


def tint(name: str, set_name: str, colour: str) -> None:
    """A copy in one colour, for the style sheet, which cannot tint."""
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    tinted = drawing.replace("currentColor", colour)
    (ICONS / f"{name}-{set_name}.svg").write_text(tinted, encoding="utf-8")


def main() -> None:
    """Write one SVG per chosen icon; the colour is `currentColor`."""
    app = QGuiApplication(sys.argv)
    fonts = Path(qtawesome.__file__).parent / "fonts"
    names = json.loads(next(fonts.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8"))
    raw = QRawFont(str(next(fonts.glob("phosphor-*.ttf"))), SIZE)
    ICONS.mkdir(parents=True, exist_ok=True)
    for name, glyph in CHOSEN.items():
        index = raw.glyphIndexesForString(chr(int(names[glyph], 16)))[0]
        path = raw.pathForGlyph(index)
        middle = path.boundingRect().center()
        path.translate(QPointF(SIZE / 2, SIZE / 2) - middle)
        (ICONS / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256">'
            f'<path fill="currentColor" d="{outline(path)}"/></svg>\n',
            encoding="utf-8",
        )
    for tokens in SETS.values():
        tint("chevron", tokens.name, tokens.quiet)
        tint("tick", tokens.name, tokens.on_primary)
    print(f"{len(CHOSEN)} icons written")
    app.quit()


if __name__ == "__main__":
    main()
