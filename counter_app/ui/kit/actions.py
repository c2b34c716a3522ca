"""The row of actions under a form: captions carry their keys, refusals stay visible."""

from collections.abc import Callable, Sequence

from attrs import field, frozen
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.ui.kit.flow import FlowLayout


def always() -> str:
    """Nothing stands in the way."""
    return ""


@frozen
class Action:
    """Something a clerk can do. `key`: "Enter", "F3", "Ctrl+D" or empty.

    `refused_because` returns the reason why not, empty when it is allowed.
    """

    key: str
    text: str
    call: Callable[[], object] = field(repr=False)
    refused_because: Callable[[], str] = field(default=always, repr=False)

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
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self._line: FlowLayout | QVBoxLayout = QVBoxLayout() if vertical else FlowLayout()
        self._line.setSpacing(8)
        outer.addLayout(self._line)
        self._reasons = QLabel()
        self._reasons.setProperty("role", "caption")
        self._reasons.setWordWrap(True)
        outer.addWidget(self._reasons)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Replace all buttons. At most one action has the key Enter."""
        while self._line.count():
            self._line.takeAt(0)
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [_ActionButton(action, self) for action in actions]
        for button in self._buttons:
            self._line.addWidget(button)
            button.show()
        self.refresh()

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
                button.setFocus(Qt.FocusReason.TabFocusReason)
