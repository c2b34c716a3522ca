"""Choosing one of several: side by side while they are few, else from a list."""

from collections.abc import Sequence
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QWidget

from counter_app.ui.kit.fields import Field
from counter_app.ui.kit.keys import is_plain

Choices = Sequence[tuple[str, str]]


class _LinedUp(QWidget):
    """Radio buttons side by side; the focus of the row is the one chosen."""

    currentIndexChanged = Signal(int)

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self._group = QButtonGroup(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for index, (_key, text) in enumerate(choices):
            button = QRadioButton(text)
            button.setAccessibleName(text)
            self._group.addButton(button, index)
            box.addWidget(button)
        box.addStretch(1)
        self._group.idToggled.connect(self._on_toggle)
        self.setCurrentIndex(0)

    def watched(self) -> list[QObject]:
        """The widgets that take keys."""
        return list(self._group.buttons())

    def currentIndex(self) -> int:
        return self._group.checkedId()

    def setCurrentIndex(self, index: int) -> None:
        if 0 <= index < len(self._group.buttons()):
            self._group.button(index).setChecked(True)

    def _on_toggle(self, index: int, is_on: bool) -> None:
        if is_on:
            self.setFocusProxy(self._group.button(index))
            self.currentIndexChanged.emit(index)


class _Listed(QComboBox):
    """A list to drop down."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        for key, text in choices:
            self.addItem(text, key)

    def watched(self) -> list[QObject]:
        """The combo box itself is watched already."""
        return []


class ChoiceField(Field):
    """One of several `(key, text)`. Up to five stand side by side and answer 1–9 and the arrows."""

    LINED_UP = 5

    def __init__(
        self,
        label: str,
        choices: Choices,
        *,
        mnemonic: str = "",
        hint: str = "",
        lined_up: bool | None = None,
    ) -> None:
        self._keys = [key for key, _text in choices]
        is_row = len(choices) <= self.LINED_UP if lined_up is None else lined_up
        self._choice: _LinedUp | _Listed = _LinedUp(choices) if is_row else _Listed(choices)
        super().__init__(label, self._choice, mnemonic=mnemonic, hint=hint)
        for widget in self._choice.watched():
            widget.installEventFilter(self)
        self._choice.currentIndexChanged.connect(self._on_change)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: a digit chooses."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and is_plain(event)
            and event.text().isdecimal()
            and 1 <= int(event.text()) <= len(self._keys)
        ):
            self._choice.setCurrentIndex(int(event.text()) - 1)
            self._choice.setFocus()
            return True
        return super().eventFilter(watched, event)

    @property
    def value(self) -> Any:
        """The key of the choice, None when there is nothing to choose."""
        index = self._choice.currentIndex()
        return self._keys[index] if 0 <= index < len(self._keys) else None

    def choose(self, key: str) -> None:
        """Choose by key; an unknown key changes nothing."""
        if key in self._keys:
            self._choice.setCurrentIndex(self._keys.index(key))

    def draft(self) -> str:
        return self.value or ""

    def restore(self, draft: str) -> None:
        self.choose(draft)

    def _on_change(self, _index: int) -> None:
        self._touched()
