"""Telling the screens: one signal, carried in the thread of the window."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """`changed` carries the Changes of one act; every screen asks itself whether it cares."""

    changed = Signal(object)
