"""A layout as text, for experts: says the line, and tells what is typed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.words import _


class WordingText(QWidget):
    """`typed(text)`. Text put in by the program is not told."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._is_showing = False
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(_("Text of the layout"))
        self.edit.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.edit.setTabChangesFocus(True)
        self.where = QLabel()
        self.where.setProperty("role", "caption")
        self.setFocusProxy(self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.edit, 1)
        box.addWidget(self.where)
        self.edit.textChanged.connect(self._on_text)
        self.edit.cursorPositionChanged.connect(self._say_where)

    def show_text(self, text: str) -> None:
        """Show `text`; the same text leaves the cursor where it is."""
        if self.edit.toPlainText() != text:
            self._is_showing = True
            self.edit.setPlainText(text)
            self._is_showing = False

    def _on_text(self) -> None:
        if not self._is_showing:
            self.typed.emit(self.edit.toPlainText())

    def line(self) -> int:
        """The line of the cursor, from 1."""
        return self.edit.textCursor().blockNumber() + 1

    def go_to(self, line: int) -> None:
        """Put the cursor at the beginning of a line and that line in view."""
        block = self.edit.document().findBlockByNumber(max(line - 1, 0))
        self.edit.setTextCursor(QTextCursor(block))
        self.edit.centerCursor()

    def _say_where(self) -> None:
        words = _("line {line}, column {column}")
        column = self.edit.textCursor().positionInBlock() + 1
        self.where.setText(words.format(line=self.line(), column=column))
