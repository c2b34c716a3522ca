"""The row of actions under a form: captions carry their keys, refusals stay visible."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.ui.kit.flow import FlowLayout


def always() -> str:
    """Nothing stands in the way."""
    return ""


class Action(NamedTuple):
    """Something a clerk can do. `key`: "Enter", "F3", "Ctrl+D" or empty.

    `refused_because` returns the reason why not, empty when it is allowed.
    """

    key: str
    text: str
    call: Callable[[], object]
    refused_because: Callable[[], str] = always

    @property
    def is_primary(self) -> bool:
        """Enter means it."""
        return self.key == "Enter"


class _ActionButton(QPushButton):
    """A button that knows its action and why it may not run."""

    def __init__(self, action: Action, parent: QWidget) -> None:
        caption = action.text.replace("&", "&&")
        super().__init__(f"{action.key}  {caption}" if action.key else caption, parent)
        self.action = action
        self.setAccessibleName(action.text)
        self.setAutoDefault(False)
        self.clicked.connect(self.run)
        if action.is_primary:
            self.setProperty("role", "primary")
        elif action.key:
            shortcut = QShortcut(QKeySequence(action.key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.run)

    def refresh(self) -> str:
        reason = self.action.refused_because()
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)
        return reason

    def run(self) -> None:
        """Ask again and run: what was allowed when painted may be refused by now."""
        if not self.refresh():
            self.action.call()


class ActionRow(QWidget):
    """Buttons in lines (or one column), the reasons of disabled ones in small print."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self._buttons: list[_ActionButton] = []
        self._is_vertical = vertical
        self._line: QLayout | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self._outer = outer
        self._reasons = QLabel()
        self._reasons.setProperty("role", "caption")
        self._reasons.setWordWrap(True)
        outer.addWidget(self._reasons)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Replace all buttons. At most one action has the key Enter."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [_ActionButton(action, self) for action in actions]
        self._line_up()
        self.refresh()

    def _line_up(self) -> None:
        """Put the buttons side by side; one alone needs no line that can break."""
        if self._line is not None:
            self._outer.removeItem(self._line)
            self._line.deleteLater()
        self._line = line = self._layout()
        line.setSpacing(8)
        self._outer.insertLayout(0, line)
        for button in self._buttons:
            line.addWidget(button)
            button.show()
        if isinstance(line, QHBoxLayout):
            line.addStretch(1)

    def _layout(self) -> QLayout:
        if self._is_vertical:
            return QVBoxLayout()
        return FlowLayout() if len(self._buttons) > 1 else QHBoxLayout()

    def refresh(self) -> None:
        """Ask every action again whether it is allowed."""
        reasons = [
            f"{button.action.text}：{reason}"
            for button in self._buttons
            if (reason := button.refresh())
        ]
        self._reasons.setText("\n".join(reasons))
        self._reasons.setVisible(bool(reasons))

    def primary(self) -> Action | None:
        """The action behind Enter."""
        return next((b.action for b in self._buttons if b.action.is_primary), None)

    def run_primary(self) -> None:
        """What Enter does; nothing when it is refused."""
        for button in self._buttons:
            if button.action.is_primary:
                button.run()
                return

    def actions_list(self) -> list[Action]:
        """The actions shown, in order."""
        return [button.action for button in self._buttons]

    def button(self, key: str) -> QPushButton | None:
        """The button of a key."""
        return next((b for b in self._buttons if b.action.key == key), None)

    def focus_primary(self) -> None:
        """Put the focus on the primary button."""
        for button in self._buttons:
            if button.action.is_primary and button.isEnabled():
                button.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
