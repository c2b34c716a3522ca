"""The guide of a matter on one screen: conditions, materials, steps, fee, basis (A3.1a)."""

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QTextBrowser, QVBoxLayout, QWidget

from counter_app.domain.clauses import clause_words
from counter_app.domain.deadlines import Limit
from counter_app.domain.matters import UNVERIFIED, Material, MatterSpec, pledge, shown
from counter_app.ui.forms.guide_card import GuideCard
from counter_app.ui.kit.notice import Notice
from counter_app.ui.kit.theme import theme
from counter_app.words import N_, _

Page = Callable[[MatterSpec], str]


class _Page(QTextBrowser):
    """Takes the room that is left, and little where there is little."""

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(200, theme.px(64))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return self.sizeHint()


class MatterPanel(QWidget):
    """Title, version and limits on top, the parts of the guide behind tabs (Alt+1 to Alt+5)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: GuideCard | None = None
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.version = QLabel()
        self.limits = QLabel()
        for label in (self.version, self.limits):
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
        self.notice = Notice()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("Parts of the guide"))
        self.page = _Page()
        self.page.setAccessibleName(_("The guide"))
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(0)
        for place, (title, _page) in enumerate(_PAGES):
            self.tabs.addTab(_(title))
            self.tabs.setTabToolTip(place, f"Alt+{place + 1}")
            key = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            key.activated.connect(partial(self.tabs.setCurrentIndex, place))
        self.tabs.setCurrentIndex(_MATERIALS)
        self.tabs.currentChanged.connect(self._paint)
        self._lay_out()
        self.say_nothing("")

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(4)
        for label in (self.title, self.version, self.limits):
            head.addWidget(label)
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.notice)
        box.addLayout(line)
        box.addWidget(self.page, 1)
        box.addStretch()  # takes the room while the page is folded

    def show_card(self, card: GuideCard) -> None:
        """Show a matter; one of another window says where to go before anything else."""
        spec, self.card = card.spec, card
        self.title.setText(spec.name)
        self.version.setText(_facts(card))
        self.limits.setText(_limits(spec))
        for label in (self.version, self.limits, self.tabs, self.page):
            label.show()
        self.tabs.setTabText(_MATERIALS, _("Materials {count}").format(count=len(spec.materials)))
        if card.away:
            tone = "warn" if card.nobody else "info"
            self.notice.say(card.said, card.nobody or _where(card), tone=tone)
        else:
            self.notice.clear()
        self._paint()

    def say_nothing(self, asked: str) -> None:
        """No matter is looked at; `asked` is what was typed and not found."""
        self.card = None
        self.title.setText(asked or _("Whom do you serve?"))
        self.notice.clear()
        if asked:
            self.notice.say(
                _("No matter of this hall is called so."),
                clause_words("A1.5.4b"),
                _("Try other words, answer the question, or send to the information desk."),
                "warn",
            )
        self.page.clear()
        for widget in (self.version, self.limits, self.tabs):
            widget.hide()

    def fold(self, is_folded: bool) -> None:
        """Leave only what the matter is called, to make room for a form."""
        for widget in (self.limits, self.tabs, self.page):
            widget.setHidden(is_folded or (self.card is None and widget is not self.page))
        self.notice.setHidden(is_folded or not self.notice.text.text())

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: other colours or another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(
            self, "page"
        ):
            self._paint()

    def _paint(self) -> None:
        if self.card is not None:
            _title, page = _PAGES[self.tabs.currentIndex()]
            self.page.setHtml(_STYLE.format(quiet=_ink("quiet")) + page(self.card.spec))


_STYLE = "<style>td{{padding:5px 14px 5px 0}} th{{color:{quiet};font-weight:normal}}</style>"


def _ink(name: str) -> str:
    return theme.colour(name).name()


def _fact(text: str | None) -> str:
    """The value, or 未核定 in the colour of a warning."""
    if text and text != UNVERIFIED:
        return escape(text)
    return f'<span style="color:{_ink("warn")}">{UNVERIFIED}</span>'


def _quiet(text: str) -> str:
    return f'<span style="color:{_ink("quiet")}">{escape(text)}</span>' if text else ""


def _limit(limit: Limit | None) -> str:
    return limit.text() if limit else UNVERIFIED


def _facts(card: GuideCard) -> str:
    spec = card.spec
    parts = (
        _("Version {number} from {day}").format(
            number=spec.number, day=card.effective_from.isoformat()
        ),
        spec.case_class.label,
        spec.matter_type.label,
    )
    return "　".join(parts)


def _limits(spec: MatterSpec) -> str:
    return "　".join(
        (
            _("Pledged: {limit}").format(limit=_limit(pledge(spec))),
            _("By law: {limit}").format(limit=_limit(spec.statutory)),
            _("Result: {result}").format(result=shown(spec.result_doc)),
        )
    )


def _where(card: GuideCard) -> str:
    lines = (
        _("{window}, telephone {phone}").format(
            window=f"{one.number}号窗口", phone=shown(one.phone)
        )
        for one in card.counters
    )
    return "　".join(lines)


def _list(lines: tuple[str, ...]) -> str:
    if not lines:
        return f"<p>{_fact(None)}</p>"
    rows = "".join(
        f"<tr><td align=right>{_quiet(str(place))}</td><td width='100%'>{escape(line)}</td></tr>"
        for place, line in enumerate(lines, start=1)
    )
    return f"<table width='100%' cellspacing=0>{rows}</table>"


def _conditions(spec: MatterSpec) -> str:
    plain = escape(spec.plain_note).replace("\n", "<br>")
    text = (f"<p>{plain}</p>" if plain else "") + _list(spec.conditions)
    if spec.instead:
        heading = escape(_("No permit is needed for"))
        text += f"<p><b>{heading}</b></p>"
        text += _list(tuple(f"{one.when}：{one.advice}" for one in spec.instead))
    return text


def _copies(material: Material) -> str:
    parts = []
    if material.originals:
        parts.append(_("{count} original").format(count=material.originals))
    if material.copies:
        parts.append(_("{count} copy").format(count=material.copies))
    return escape("、".join(parts)) or f"{escape(material.form)} {_fact(None)}"


def _material(place: int, one: Material) -> str:
    extra = "；".join(
        part for part in (one.notes, _("may follow later") if one.deferrable else "") if part
    )
    name = escape(one.name) + (f"<br>{_quiet(extra)}" if extra else "")
    cells = (_quiet(str(place)), name, _copies(one), _fact(one.source), escape(one.required.label))
    return "<tr>" + "".join(f"<td valign=top>{cell}</td>" for cell in cells) + "</tr>"


_WIDTHS = ("4%", "44%", "20%", "18%", "14%")


def _materials(spec: MatterSpec) -> str:
    if not spec.materials:
        return f"<p>{_fact(None)}</p>"
    titles = ("", _("Material"), _("Copies"), _("Comes from"), _("Needed"))
    head = "".join(
        f"<th align=left width='{width}'>{escape(title)}</th>"
        for title, width in zip(titles, _WIDTHS, strict=True)
    )
    rows = "".join(_material(place, one) for place, one in enumerate(spec.materials, start=1))
    return f"<table width='100%' cellspacing=0><tr>{head}</tr>{rows}</table>"


def _steps(spec: MatterSpec) -> str:
    special = "、".join(spec.special_procedures)
    text = _list(spec.process)
    if special:
        heading = _quiet(_("Not counted in the time limit:"))
        text += f"<p>{heading} {escape(special)}</p>"
    return text


def _named(*pairs: tuple[str, str]) -> str:
    rows = "".join(
        f"<tr><td valign=top>{_quiet(name)}</td><td width='100%'>{text}</td></tr>"
        for name, text in pairs
    )
    return f"<table width='100%' cellspacing=0>{rows}</table>"


def _fee(spec: MatterSpec) -> str:
    return _named(
        (_("Who may apply"), _fact(spec.audience.label if spec.audience else None)),
        (_("Fee"), _fact(spec.fee)),
        (_("Basis of the fee"), escape(spec.fee_basis) or "—"),
        (_("Validity"), _fact(spec.validity)),
        (_("Renewal"), _fact(spec.renewal)),
    )


def _basis(spec: MatterSpec) -> str:
    text = _list(spec.legal_basis)
    pairs = [(_("Code"), escape(spec.code)), (_("Department"), _fact(spec.department))]
    if spec.statutory_note:
        pairs.append((_("The law's words"), escape(spec.statutory_note)))
    if spec.notes:
        pairs.append((_("Remarks"), escape(spec.notes).replace("\n", "<br>")))
    return text + "<p></p>" + _named(*pairs)


_MATERIALS = 1
_PAGES: tuple[tuple[str, Page], ...] = (
    (N_("Conditions"), _conditions),
    (N_("Materials"), _materials),
    (N_("Steps"), _steps),
    (N_("Fee"), _fee),
    (N_("Basis"), _basis),
)
