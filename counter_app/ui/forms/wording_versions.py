"""The versions of a layout: who proposed what and why, the answer to it, and two compared."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.wordings.state import WordingState
from counter_app.services import wording_reading
from counter_app.services.wording_reading import Difference, Version
from counter_app.ui.forms.wording_words import FIELDS, SIGNS, TONES, named, version_words
from counter_app.ui.kit.fields import DateField, TextField
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.kit.theme import theme
from counter_app.words import _


def version_columns() -> list[Column[Version]]:
    """State, first day, who and why."""
    return [
        Column(
            _("Version"),
            lambda one: version_words(one)[0],
            170,
            tone=lambda one: version_words(one)[1],
        ),
        Column(_("In force from"), _day, 105),
        Column(_("Proposed by"), lambda one: one.proposed_by_name or "—", 80),
        Column(_("Reason"), lambda one: one.note or "—"),
    ]


def _day(one: Version) -> str:
    return one.effective_from.isoformat() if one.effective_from else "—"


def difference_columns() -> list[Column[Difference]]:
    """Where, before, after."""

    def where(one: Difference) -> str:
        return "　".join(part for part in (one.block, named(FIELDS, one.field)) if part)

    def tone(one: Difference) -> str:
        return TONES[one.sign]

    return [
        Column("", lambda one: _(SIGNS[one.sign]), 60, tone=tone),
        Column(_("Place in the layout"), where, 170, tone=lambda _one: "quiet"),
        Column(_("Before"), lambda one: one.before or "—"),
        Column(_("After"), lambda one: one.after or "—", tone=tone),
    ]


class WordingVersions(QWidget):
    """`looked_at(Version)`. The fields below belong to the action they are named after."""

    looked_at = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.table = Table(version_columns(), _("Versions"), row_px=30)
        self.about = QLabel()
        self.about.setProperty("role", "caption")
        self.about.setWordWrap(True)
        self.note = TextField(_("Reason of the change"), mnemonic="N", most=500)
        self.day = DateField(_("In force from"), today, mnemonic="D")
        self.day.restore(today().isoformat())
        self.reason = TextField(_("Why it is sent back"), mnemonic="W", most=500)
        self.compared = QLabel()
        self.compared.setWordWrap(True)
        self.differences = Table(difference_columns(), _("Differences"), row_px=30)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.looked_at.connect(self._on_version)
        self.hide_comparison()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 8, 0)
        box.setSpacing(8)
        self.table.setMinimumHeight(theme.px(116))
        self.differences.setMinimumHeight(theme.px(150))
        box.addWidget(self.table, 2)
        box.addWidget(self.about)
        box.addWidget(self.note)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.day, 1)
        line.addWidget(self.reason, 2)
        box.addLayout(line)
        box.addWidget(self.compared)
        box.addWidget(self.differences, 3)

    def show_versions(self, versions: Sequence[Version], *, anew: bool = False) -> None:
        """The versions of a layout; the one looked at stays, unless they are shown `anew`."""
        kept = None if anew else self.table.current()
        self.table.model_rows.set_rows(versions)
        ids = [one.id for one in versions]
        self.table.select(ids.index(kept.id) if kept is not None and kept.id in ids else 0)

    def _on_version(self, version: Version | None) -> None:
        self.about.setText(about_words(version) if version else "")
        if version is not None:
            self.looked_at.emit(version)

    def current(self) -> Version | None:
        """The version looked at."""
        version: Version | None = self.table.current()
        return version

    def show_comparison(self, title: str, before: str, after: str) -> None:
        """Every line in which two texts differ."""
        found = wording_reading.compare(before, after)
        words = _("{title}: {n} lines differ") if found else _("{title}: no line differs")
        self.compared.setText(words.format(title=title, n=len(found)))
        self.differences.set_rows(found)
        self.compared.show()
        self.differences.setVisible(bool(found))
        if found:
            self.differences.setFocus()

    def hide_comparison(self) -> None:
        """Nothing is compared."""
        self.compared.hide()
        self.differences.hide()


def about_words(one: Version) -> str:
    """Everything known of a version in one paragraph."""
    parts = [version_words(one)[0]]
    if one.back_to_shipped:
        parts.append(_("back to the text shipped with the program"))
    if one.proposed_at is not None:
        words = _("proposed by {name} on {day}: {note}")
        day = one.proposed_at.date().isoformat()
        parts.append(words.format(name=one.proposed_by_name, day=day, note=one.note))
    if one.decided_at is not None and one.state is WordingState.APPROVED:
        words = _("put in force by {name} from {day} on")
        parts.append(words.format(name=one.decided_by_name, day=_day(one)))
    elif one.decided_at is not None:
        words = _("answered by {name}: {reason}")
        parts.append(words.format(name=one.decided_by_name, reason=one.reason or "—"))
    return "；".join(parts)
