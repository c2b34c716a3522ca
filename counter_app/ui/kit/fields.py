"""Field widgets: a label with a mnemonic, the control, and the fault line under it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.errors import InputFault
from counter_app.ui.kit.keys import is_plain, is_return
from counter_app.ui.kit.theme import theme
from counter_app.words import _


class LatinEdit(QLineEdit):
    """A line the input method leaves alone: ID numbers, phones, codes."""

    def inputMethodQuery(self, query: "QtCore.Qt.InputMethodQuery", argument: Any = None) -> Any:
        """Qt's hook; switching WA_InputMethodEnabled off does not reach QLineEdit in Qt 6."""
        if query == QtCore.Qt.InputMethodQuery.ImEnabled:
            return False
        if argument is None:
            return super().inputMethodQuery(query)
        return super().inputMethodQuery(query, argument)


class Field(QWidget):
    """Base of all fields. `edited`: the content changed; `passed`: Enter was pressed in it."""

    edited = Signal()
    passed = Signal()

    def __init__(self, label: str, control: QWidget, *, mnemonic: str = "", hint: str = "") -> None:
        super().__init__()
        self.control, self.label_text, self.mnemonic = control, label, ""
        self.label = QLabel()
        self.label.setBuddy(control)
        self._fault = QLabel()
        self._fault.setProperty("role", "fault")
        self._fault.setWordWrap(True)
        self._fault.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for widget in (self.label, control, self._fault):
            box.addWidget(widget)
        self.setFocusProxy(control)
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        control.setToolTip(hint)
        control.installEventFilter(self)
        self.set_mnemonic(mnemonic)

    def set_mnemonic(self, letter: str) -> None:
        """Alt+`letter` reaches the field; it is shown behind the label."""
        self.mnemonic = letter.upper()
        shown = self.label_text.replace("&", "&&")
        self.label.setText(f"{shown} (&{self.mnemonic})" if letter else shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: Enter moves on, unless a modifier is held."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and is_return(event)
            and is_plain(event)
        ):
            self.passed.emit()
            return True
        return False

    @property
    def fault(self) -> str:
        """The sentence under the field, empty when there is none."""
        return self._fault.text()

    def show_fault(self, text: str) -> None:
        """Say under the field what is wrong; an empty text takes it away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self.control.setProperty("fault", bool(text))
        style = self.control.style()
        style.unpolish(self.control)
        style.polish(self.control)
        self.control.setAccessibleDescription(text or self.control.toolTip())

    def _touched(self) -> None:
        if self.fault:
            self.show_fault("")
        self.edited.emit()

    @property
    def value(self) -> Any:
        """What the field means. Raises InputFault where the text has no meaning."""
        raise NotImplementedError

    def draft(self) -> str:
        """The content as text, for autosave; never raises."""
        raise NotImplementedError

    def restore(self, draft: str) -> None:
        """Put a draft back."""
        raise NotImplementedError


class TextField(Field):
    """One line of any text; `value` is stripped."""

    _edit_class: type[QLineEdit] = QLineEdit

    def __init__(
        self,
        label: str,
        *,
        mnemonic: str = "",
        hint: str = "",
        placeholder: str = "",
        is_secret: bool = False,
        most: int = 200,
    ) -> None:
        self.edit = self._edit_class()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(most)
        if is_secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(label, self.edit, mnemonic=mnemonic, hint=hint)
        self.edit.textChanged.connect(self._touched)

    @property
    def value(self) -> Any:
        """The text without spaces around it; a secret exactly as typed."""
        is_secret = self.edit.echoMode() == QLineEdit.EchoMode.Password
        return self.edit.text() if is_secret else self.edit.text().strip()

    def draft(self) -> str:
        return "" if self.edit.echoMode() == QLineEdit.EchoMode.Password else self.edit.text()

    def restore(self, draft: str) -> None:
        self.edit.setText(draft)


class LatinField(TextField):
    """One line of letters and digits, typed past the input method; full-width digits are folded."""

    _edit_class = LatinEdit

    @property
    def value(self) -> Any:
        """The text without spaces around it, full-width characters made half-width."""
        text = self.edit.text()
        folded = (chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
        return "".join(folded).strip()


class DateField(LatinField):
    """A day, typed short: 1123, 11-23, 20261123, +3. Up and Down move by one day."""

    def __init__(
        self, label: str, today: Callable[[], date], *, mnemonic: str = "", hint: str = ""
    ) -> None:
        super().__init__(
            label, mnemonic=mnemonic, hint=hint, placeholder=_("year-month-day, or +days")
        )
        self._today = today
        self.edit.editingFinished.connect(self._tidy)

    @property
    def value(self) -> date | None:
        """The day, None when empty. Raises InputFault("date") when it is no day."""
        return self._read() if super().value else None

    def _read(self) -> date:
        # Read here: sign-in has no day to ask for and does not wait for the reading of one.
        from counter_app.domain.fields import parse_date

        return parse_date(self.edit.text(), self._today())

    def _read_or_nothing(self) -> date | None:
        try:
            return self._read()
        except InputFault:
            return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = QtCore.Qt.Key
            step = {key.Key_Up: 1, key.Key_Down: -1}.get(key(event.key()), 0)
            if step:
                day = self._read_or_nothing() or self._today()
                self.edit.setText(date.fromordinal(day.toordinal() + step).isoformat())
                return True
        return super().eventFilter(watched, event)

    def _tidy(self) -> None:
        day = self._read_or_nothing()
        if day is not None and day.isoformat() != self.edit.text():
            self.edit.setText(day.isoformat())


class NoteField(Field):
    """Several lines. Enter moves on, Shift+Enter breaks the line."""

    def __init__(
        self,
        label: str,
        *,
        mnemonic: str = "",
        hint: str = "",
        placeholder: str = "",
        lines: int = 3,
    ) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFixedHeight(theme.px(22) * lines + 14)
        super().__init__(label, self.edit, mnemonic=mnemonic, hint=hint)
        self.edit.textChanged.connect(self._touched)

    @property
    def value(self) -> Any:
        """The text without spaces around it."""
        return self.edit.toPlainText().strip()

    def draft(self) -> str:
        return self.edit.toPlainText()

    def restore(self, draft: str) -> None:
        self.edit.setPlainText(draft)
