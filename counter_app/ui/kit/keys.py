"""Which key was pressed.

`Qt` is named only inside functions, here and in what sign-in is made of: the first touch makes
all its enumerations, 12 ms that belong after the first picture.
"""

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent


def is_return(event: QKeyEvent) -> bool:
    """Enter, on the letters or on the digits."""
    return event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)


def is_plain(event: QKeyEvent) -> bool:
    """Neither Shift nor Ctrl nor Alt is held."""
    held = QtCore.Qt.KeyboardModifier
    shifted = held.ShiftModifier | held.ControlModifier | held.AltModifier
    return not event.modifiers() & shifted


def is_alone(event: QKeyEvent) -> bool:
    """No other key is held; that a key lies among the digits does not count."""
    return not event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier
