"""The five regimes to read: searched by their words, signed for, printed (A1.0)."""

from collections.abc import Sequence
from html import escape

from attrs import frozen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout

from counter_app.domain.clauses import clause_words
from counter_app.domain.conduct.regimes import Article, Regime
from counter_app.services import regimes
from counter_app.services.desk import Desk, Done
from counter_app.ui.context import Context
from counter_app.ui.forms.doing import Doing
from counter_app.ui.forms.paper_side import PaperSide
from counter_app.ui.forms.regime_form import RegimeForm
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.notice import Notice
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.screens.screen import Screen
from counter_app.words import _


@frozen
class Entry:
    """One regime on the left: what of it holds the words sought, and whether it was read."""

    regime: Regime
    found: tuple[Article, ...]
    is_read: bool


def read_all(desk: Desk, words: str) -> list[Entry]:
    """The five regimes in force."""
    texts = [regimes.in_force(desk, id) for id in regimes.IDS]
    return [Entry(one, one.found(words), regimes.has_read(desk, one.id)) for one in texts]


class RegimesScreen(Screen):
    """Typing searches all five; Up and Down choose one, its text stands on the right."""

    kinds = frozenset({"reading", "document"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.search = TextField(_("Search the regimes, e.g. 30 minutes"), most=40)
        self.table = Table(self._columns(), _("Regimes"), row_px=40)
        self.title, self.notice, self.page = QLabel(), Notice(), QTextBrowser()
        self.title.setProperty("role", "heading")
        self.page.setAccessibleName(_("Text of the regime"))
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.actions_row = ActionRow()
        self.side = PaperSide(self.page, self.activate)
        self._doing = Doing(context, self)
        self._lay_out()
        self.search.edited.connect(self.refresh)
        self.search.passed.connect(self.table.setFocus)
        self.table.looked_at.connect(self._on_looked)

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column(_("Regime"), lambda one: one.regime.name),
            Column(_("Hits"), lambda one: str(len(one.found)), 56, is_number=True),
            Column(
                _("Read"),
                lambda one: _("● signed") if one.is_read else _("○ not yet"),
                96,
                tone=lambda one: "good" if one.is_read else "warn",
            ),
        ]

    def _lay_out(self) -> None:
        heading = QLabel(_("Regimes"))
        heading.setProperty("role", "title")
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.search)
        left.addWidget(self.table, 1)
        right.setSpacing(8)
        for widget in (self.title, self.notice):
            right.addWidget(widget)
        right.addWidget(self.side, 1)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(left, 2)
        line.addLayout(right, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(12)
        box.addWidget(heading)
        box.addLayout(line, 1)
        box.addWidget(self.actions_row)

    # -- reading

    def refresh(self) -> None:
        """Search again."""
        desk, words = self.context.counter.desk, self.search.value
        self.context.jobs.read(lambda: read_all(desk, words), self._show)

    def _show(self, entries: Sequence[Entry]) -> None:
        before = self.table.current()
        self.table.set_rows(entries)
        wanted = before.regime.id if before else ""
        places = [place for place, one in enumerate(entries) if one.regime.id == wanted]
        if self.search.value and not any(entries[place].found for place in places):
            places = [place for place, one in enumerate(entries) if one.found]
        if places:
            self.table.select(places[0])
        self._on_looked(self.table.current())

    def _on_looked(self, entry: Entry | None) -> None:
        if entry is None:
            return
        regime = entry.regime
        version = _("version {n}").format(n=regime.number)
        self.title.setText(f"{regime.name}　{version}")
        shown = entry.found if self.search.value else regime.articles
        preamble = "" if self.search.value else f"<p>{escape(regime.preamble)}</p>"
        words = escape(_("This regime does not hold these words."))
        nothing = f"<p>{words}</p>"
        self.page.setHtml(preamble + ("".join(map(_paragraph, shown)) or nothing))
        self.notice.clear()
        self._offer(entry)

    def _offer(self, entry: Entry) -> None:
        def signed() -> str:
            return _("You have signed for this version already.") if entry.is_read else ""

        offered = [
            Action("F3", _("Read and understood"), lambda: self._sign(entry), signed),
            Action("Ctrl+P", _("Print the text"), lambda: self._print(entry, receipts=False)),
            Action("F4", _("Print who has read it"), lambda: self._print(entry, receipts=True)),
        ]
        if "administrator" in self.context.counter.desk.station.roles:
            offered.append(Action("F6", _("New version…"), lambda: self._rewrite(entry.regime)))
        self.actions_row.set_actions(offered)

    def activate(self) -> None:
        """Typing searches."""
        self.side.form.begin() if self.side.form is not None else self.search.setFocus()

    # -- acts

    def _sign(self, entry: Entry) -> None:
        desk = self.context.counter.desk
        self.context.jobs.desk(lambda: regimes.confirm_read(desk, entry.regime.id), self._on_signed)

    def _on_signed(self, done: Done[int]) -> None:
        self.toast(_("Recorded"))
        self.context.bus.changed.emit(done.changes)

    def _print(self, entry: Entry, *, receipts: bool) -> None:
        counter, id = self.context.counter, entry.regime.id
        draw = regimes.receipts_pdf if receipts else regimes.text_pdf
        failed = self.context.errors.failed()

        def send(pdf: bytes) -> None:
            address = counter.address("regulation_text")
            self.context.jobs.printer(address)(
                lambda: counter.print_pdf(address, pdf, entry.regime.name),
                lambda _outcome: self.toast(_("Printed")),
                failed,
            )

        self.context.jobs.read(lambda: draw(counter.desk, id), send, failed)

    def _rewrite(self, regime: Regime) -> None:
        desk = self.context.counter.desk
        form = RegimeForm(regime, self.context.today)

        def publish() -> None:
            self._doing.run(
                form,
                lambda: form.prepared(lambda *told: regimes.publish_version(desk, *told)),
                self._on_published,
            )

        form.submitted.connect(publish)
        self.side.open_form(form)

    def _on_published(self, number: int) -> None:
        self.side.close_form()
        self.toast(_("Published: version {n}").format(n=number))
        self.refresh()


def _paragraph(one: Article) -> str:
    """An article with where it stands."""
    if one.heading:
        return f"<h3>{escape(one.text)}</h3>"
    place = f"<br><small>{escape(clause_words(one.clause))}</small>" if one.clause else ""
    return f"<p>{escape(one.text)}{place}</p>"
