"""One guide on the screen: what is missing is named, what nobody confirmed says 未核定."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from counter_app.domain.matters import UNVERIFIED, Material, MatterSpec, pledge
from counter_app.services.matter_guides import GuideVersion, MatterGuide
from counter_app.ui.forms.facts import Facts, Row, scrolling
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _


def material_columns() -> list[Column[tuple[int, Material]]]:
    """The closed list of materials."""
    return [
        Column(_("No."), lambda row: str(row[0]), 50, is_number=True),
        Column(_("Material"), lambda row: row[1].name),
        Column(_("Copies"), lambda row: copies_words(row[1]), 130, tone=_copies_tone),
        Column(_("Needed"), lambda row: row[1].required.label, 105),
        Column(_("Blank"), lambda row: _("on file") if row[1].template else "—", 75),
    ]


def version_columns() -> list[Column[GuideVersion]]:
    """Every version; the one in force says so."""
    return [
        Column(_("Version"), lambda row: f"v{row.number}", 60),
        Column(_("In force from"), lambda row: row.effective_from.isoformat(), 110),
        Column(
            "",
            lambda row: "● " + _("in force") if row.in_force else "",
            75,
            tone=lambda row: "good",
        ),
        Column(_("Approved by"), lambda row: row.approved_by, 100),
        Column(_("What changes"), lambda row: row.note, 160),
        Column(_("Source"), lambda row: row.source),
    ]


def copies_words(material: Material) -> str:
    """How many originals and copies; 未核定 where no source states a number."""
    if material.originals is None and material.copies is None:
        return UNVERIFIED
    parts = []
    if material.originals:
        parts.append(_("original {n}").format(n=material.originals))
    if material.copies:
        parts.append(_("copy {n}").format(n=material.copies))
    return "　".join(parts) or _("to be shown only")


def material_words(material: Material) -> str:
    """Name, form, source, notes and basis in one line."""
    parts = [material.name, material.form, material.source, material.notes]
    if material.basis:
        parts.append(_("demanded by {basis}").format(basis=material.basis))
    if material.deferrable:
        parts.append(_("may follow against a written undertaking"))
    return " · ".join(part for part in parts if part)


def _copies_tone(row: tuple[int, Material]) -> str:
    return "warn" if copies_words(row[1]) == UNVERIFIED else ""


def limit_rows(spec: MatterSpec) -> list[Row]:
    """Both limits, where the clock starts, and the extension."""
    statutory = spec.statutory.text() if spec.statutory else ""
    if spec.statutory_note:
        statutory = f"{statutory or UNVERIFIED}（{spec.statutory_note}）"
    pledged = pledge(spec)
    promised = pledged.text() if pledged else ""
    if pledged and spec.pledged is None:
        promised = _("{limit} (the law's; the hall has pledged nothing shorter)").format(
            limit=promised
        )
    rows = [
        (_("Limit of the law"), statutory),
        (_("Pledged"), promised),
        (_("Counted from"), spec.clock_start.label),
    ]
    if spec.extension:
        extension = spec.extension.text()
        if spec.extension_approver:
            extension = f"{extension}（{spec.extension_approver}）"
        rows.append((_("Extension"), extension))
    if spec.special_procedures:
        rows.append((_("Not counted"), "；".join(spec.special_procedures)))
    return rows


def overview_rows(guide: MatterGuide) -> list[Row]:
    """What a clerk asks first."""
    spec, counter = guide.spec, guide.counter
    phone = (counter.phone if counter else None) or spec.phone or ""
    return [
        (_("Window"), f"{counter.label}　{counter.place}" if counter else ""),
        (_("Telephone"), phone),
        (_("Kind"), f"{spec.matter_type.label} · {spec.case_class.label}"),
        (_("Applicants"), spec.audience.label if spec.audience else ""),
        *limit_rows(spec),
        (_("Fee"), f"{spec.fee}　{spec.fee_basis}".strip() if spec.fee else ""),
        (_("Result"), spec.result_doc or ""),
        (_("Valid for"), spec.validity or ""),
        (_("Department"), spec.department or ""),
    ]


def text_rows(guide: MatterGuide) -> list[Row]:
    """Conditions, steps, basis: the long texts."""
    spec = guide.spec
    rows = [
        *_plain_rows(guide),
        (_("Conditions"), _numbered(spec.conditions)),
        (_("Steps"), " → ".join(spec.process)),
        (_("Legal basis"), "\n".join(spec.legal_basis)),
    ]
    if spec.instead:
        advice = "\n".join(f"{one.when}：{one.advice}" for one in spec.instead)
        rows.append((_("No permit needed when"), advice))
    if spec.notes:
        rows.append((_("Notes"), spec.notes))
    rows.append((_("Source"), "\n".join(spec.source_urls)))
    return rows


def _plain_rows(guide: MatterGuide) -> list[Row]:
    """The guide in plain words, with where it was read and whether it is to be checked (A3.2a)."""
    spec = guide.spec
    if not spec.plain_note:
        return []
    told = _("{note}\n(from {source}, checked on {day})").format(
        note=spec.plain_note, source=spec.plain_source, day=spec.plain_checked_on
    )
    stale = "\n▲ " + _("to be checked again") if guide.is_note_stale else ""
    return [(_("In plain words"), told + stale)]


def _numbered(texts: Sequence[str]) -> str:
    return "\n".join(f"{place}. {text}" for place, text in enumerate(texts, start=1))


class Completeness(QFrame):
    """One line: complete, or what is missing by name."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.lines = (QLabel(), QLabel(), QLabel())
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(4)
        for label in self.lines:
            label.setWordWrap(True)
            box.addWidget(label)

    def say(self, guide: MatterGuide) -> None:
        """Name what is missing for the notice (A3.3.1) and for publication (A3.4.4)."""
        seven, eight, forms = (
            guide.missing_for_notice,
            guide.missing_for_publication,
            guide.without_form,
        )
        texts = (
            _("Seven elements of the one-time notice: {found}").format(found=_found(seven)),
            _("Eight elements of publication: {found}").format(found=_found(eight)),
            _("Application forms without a blank on file: {found}").format(
                found="、".join(one.name for one in forms)
            ),
        )
        for label, text, tone in zip(
            self.lines,
            texts,
            ("bad" if seven else "good", "warn" if eight else "good", "warn"),
            strict=True,
        ):
            label.setText(text)
            label.setProperty("tone", tone)
            label.style().unpolish(label)
            label.style().polish(label)
        self.lines[2].setVisible(bool(forms))
        self.setProperty("tone", "bad" if seven else "warn" if eight or forms else "good")
        self.style().unpolish(self)
        self.style().polish(self)


def _found(missing: Sequence[str]) -> str:
    if not missing:
        return "● " + _("complete")
    return "▲ " + _("missing: {names}").format(names="、".join(missing))


class GuideView(QWidget):
    """The whole guide. `version_chosen(number)`: Enter on a line of the versions."""

    version_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.name, self.under = QLabel(), QLabel()
        self.name.setProperty("role", "title")
        self.name.setWordWrap(True)
        self.under.setProperty("role", "quiet")
        self.completeness = Completeness()
        self.overview, self.texts = Facts(), Facts()
        self.materials = Table(material_columns(), _("Materials"))
        self.about_material = QLabel()
        self.about_material.setWordWrap(True)
        self.about_material.setProperty("role", "caption")
        self.materials.looked_at.connect(self._spell_out)
        self.versions = Table(version_columns(), _("Versions"))
        self.versions.chosen.connect(self._on_version)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Parts of the guide"))
        self.tabs.setToolTip("Ctrl+PgUp  Ctrl+PgDn")
        self.tabs.tabBar().setDrawBase(False)
        for widget, title in (
            (scrolling(self.overview), _("Overview")),
            (_stacked(self.materials, self.about_material), _("Materials")),
            (scrolling(self.texts), _("Conditions, steps, basis")),
            (self.versions, _("Versions")),
        ):
            self.tabs.addTab(widget, title)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._turn, step))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.name, self.under, self.completeness):
            box.addWidget(part)
        box.addWidget(self.tabs, 1)

    def show_guide(self, guide: MatterGuide) -> None:
        """Show one version."""
        spec = guide.spec
        held = next((one.number for one in guide.versions if one.in_force), 0)
        self.name.setText(spec.name)
        under = [spec.code, f"v{spec.number}", _("from {day}").format(day=guide.effective_from)]
        if spec.number != held:
            under.append("▲ " + _("not the version in force"))
        self.under.setText("　·　".join(under))
        self.completeness.say(guide)
        self.overview.show_rows(overview_rows(guide))
        self.texts.show_rows(text_rows(guide))
        self.materials.set_rows(list(enumerate(spec.materials, start=1)))
        self.versions.set_rows(guide.versions)
        self.tabs.setTabText(1, _("Materials {n}").format(n=len(spec.materials)))
        self.tabs.setTabText(3, _("Versions {n}").format(n=len(guide.versions)))

    def _turn(self, step: int) -> None:
        """To the next or the last part, from wherever the focus is."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _spell_out(self, row: tuple[int, Material] | None) -> None:
        """Everything known of the material looked at; a line of the table may be cut."""
        self.about_material.setText(material_words(row[1]) if row else "")

    def _on_version(self, version: GuideVersion) -> None:
        self.version_chosen.emit(version.number)


def _stacked(table: QWidget, label: QWidget) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 8, 0, 0)
    box.setSpacing(8)
    box.addWidget(table, 1)
    box.addWidget(label)
    return page


def side_by_side(left: QWidget, right: QWidget, gap: int = 16) -> QHBoxLayout:
    """Two panes; the right one takes the room."""
    line = QHBoxLayout()
    line.setSpacing(gap)
    line.addWidget(left)
    line.addWidget(right, 1)
    return line
