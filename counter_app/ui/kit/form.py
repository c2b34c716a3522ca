"""The form shell: notice bar, fields laid out by hand, the row of actions."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from counter_app.domain.errors import InputFault
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.drafts import Autosave, SaveDraft
from counter_app.ui.kit.fields import Field
from counter_app.ui.kit.keys import is_alone, is_return
from counter_app.ui.kit.notice import Notice

F = TypeVar("F", bound=Field)

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Form(QWidget):
    """Enter goes to the next field and, after the last, to the primary action.

    Ctrl+Enter submits from anywhere, Esc emits `stepped_back`, F-keys run their actions.
    With `save_draft` the content is handed over at least every 2 s while it changes.
    """

    stepped_back = Signal()
    edited = Signal()

    def __init__(
        self,
        title: str = "",
        *,
        save_draft: SaveDraft | None = None,
        enter_submits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._enter_submits = enter_submits
        self._autosave = Autosave(self, self.draft, save_draft) if save_draft else None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        self.title = QLabel(title)
        self.title.setProperty("role", "heading")
        self.notice = Notice()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.actions_row = ActionRow()
        outer.addWidget(self.title)
        self.title.setVisible(bool(title))
        outer.addWidget(self.notice)
        outer.addLayout(self.body)
        outer.addWidget(self.actions_row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            submit = QShortcut(QKeySequence(keys), self)
            submit.setAutoRepeat(False)
            submit.activated.connect(self.submit)

    # -- building

    def add(self, name: str, field: F, layout: QLayout | None = None) -> F:
        """Place a field (in `layout`, else at the end of `body`) and remember it by `name`."""
        (layout if layout is not None else self.body).addWidget(field)
        self.fields[name] = field
        if not field.mnemonic:
            taken = {other.mnemonic for other in self.fields.values()}
            field.set_mnemonic(next((x for x in _LETTERS if x not in taken), ""))
        field.edited.connect(self._on_edit)
        field.passed.connect(self._on_pass)
        return field

    def add_row(self, *named: tuple[str, Field]) -> None:
        """Fields side by side, equally wide."""
        line = QHBoxLayout()
        line.setSpacing(12)
        for name, field in named:
            self.add(name, field, line)
            line.setStretchFactor(field, 1)
            line.setAlignment(field, QtCore.Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """The row under the fields; the one with the key Enter is primary."""
        self.actions_row.set_actions(actions)

    def refresh_actions(self) -> None:
        """Ask every action again whether it is allowed."""
        self.actions_row.refresh()

    # -- content

    def values(self) -> dict[str, Any]:
        """What every field means. Raises InputFault with all fields that mean nothing."""
        found: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for name, field in self.fields.items():
            try:
                found[name] = field.value
            except InputFault as fault:
                faults[name] = next(iter(fault.faults.values()))
        if faults:
            raise InputFault(faults)
        return found

    def draft(self) -> dict[str, str]:
        """The content as typed."""
        return {name: field.draft() for name, field in self.fields.items()}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back; names the form does not know are left out."""
        for name, text in draft.items():
            if name in self.fields:
                self.fields[name].restore(text)

    def finish_draft(self) -> None:
        """The content was submitted: stop saving it."""
        if self._autosave is not None:
            self._autosave.stop()

    # -- faults

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Each sentence under its field, focus to the first; the rest into the notice bar."""
        elsewhere = [text for name, text in faults.items() if name not in self.fields]
        if elsewhere:
            self.show_notice("\n".join(elsewhere))
        first: Field | None = None
        for name, field in self.fields.items():
            field.show_fault(faults.get(name, ""))
            if name in faults and first is None:
                first = field
        if first is not None:
            first.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def show_notice(self, text: str, clause: str = "", help: str = "", tone: str = "bad") -> None:
        """Say it in the notice bar. `tone`: bad, warn, good or info."""
        self.notice.say(text, clause, help, tone)

    def clear_faults(self) -> None:
        """Take every sentence away."""
        self.notice.clear()
        for field in self.fields.values():
            field.show_fault("")

    # -- keys

    def begin(self) -> None:
        """Focus into the first field that can be typed in."""
        for field in self.fields.values():
            if field.isEnabled() and not field.isHidden():
                field.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
                return
        self.actions_row.focus_primary()

    def submit(self) -> None:
        """What Enter and Ctrl+Enter mean."""
        self.clear_faults()
        self.actions_row.run_primary()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc steps back, Enter outside a field is the primary action."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            if self._autosave is not None:
                self._autosave.save_now()
            self.stepped_back.emit()
        elif is_return(event) and is_alone(event):
            self.submit()
        else:
            super().keyPressEvent(event)

    def _on_edit(self) -> None:
        if self._autosave is not None:
            self._autosave.touch()
        self.refresh_actions()
        self.edited.emit()

    def _on_pass(self) -> None:
        sender = self.sender()
        reachable = [f for f in self.fields.values() if f.isEnabled() and not f.isHidden()]
        place = next((i for i, f in enumerate(reachable) if f is sender), len(reachable))
        if self._enter_submits or place + 1 >= len(reachable):
            self.submit()
        else:
            reachable[place + 1].setFocus(QtCore.Qt.FocusReason.TabFocusReason)
