"""Icons from rendered files, tinted with the colours in force. No icon font at run time.

Qt's classes are named where they are used: the style sheet needs only the files, and at sign-in
nothing is painted with an icon yet.
"""

from functools import cache
from pathlib import Path

from PySide6 import QtCore, QtGui

from counter_app.words import RESOURCES

ICONS = RESOURCES / "icons"


def icon_file(name: str) -> Path:
    """The rendered file of an icon; the file must exist."""
    return ICONS / f"{name}.svg"


@cache
def _drawing(name: str) -> str:
    return icon_file(name).read_text(encoding="utf-8")


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> "QtGui.QPixmap":
    from PySide6.QtSvg import QSvgRenderer

    drawing = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QtCore.QByteArray(drawing.encode()))
    made = QtGui.QPixmap(round(size * ratio), round(size * ratio))
    made.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(made)
    renderer.render(painter, QtCore.QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(name: str, colour: str, size: int) -> "QtGui.QPixmap":
    """An icon of `size` px in `colour` (#RRGGBB), sharp on the densest screen attached."""
    app = QtGui.QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QtGui.QGuiApplication) else 1.0
    return _pixmap(name, colour, size, ratio)


def icon(name: str, colour: str, size: int = 20) -> "QtGui.QIcon":
    """The same as a QIcon, for buttons."""
    return QtGui.QIcon(pixmap(name, colour, size))
