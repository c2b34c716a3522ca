"""Icons from rendered files, tinted with the colours in force. No icon font at run time."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from counter_app.words import RESOURCES

ICONS = RESOURCES / "icons"


def icon_file(name: str) -> Path:
    """The rendered file of an icon; the file must exist."""
    return ICONS / f"{name}.svg"


@cache
def _drawing(name: str) -> str:
    return icon_file(name).read_text(encoding="utf-8")


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    drawing = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """An icon of `size` px in `colour` (#RRGGBB), sharp on the densest screen attached."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _pixmap(name, colour, size, ratio)


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """The same as a QIcon, for buttons."""
    return QIcon(pixmap(name, colour, size))
