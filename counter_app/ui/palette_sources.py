"""What the command palette looks up: matters, cases, people, papers.

Papers are found by number or by the QR code on them.
"""

from collections.abc import Callable, Sequence

from counter_app.services.case_reading import CaseLine, find_cases, lines_of
from counter_app.services.matter_search import MatterHit, find_matters
from counter_app.services.paper_reading import PaperLine, find_paper
from counter_app.services.people_search import PersonLine, find_people
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.kit.entries import Entry, GiveEntries, LateSource
from counter_app.words import _

Go = Callable[[str, object], object]

MOST = 12
"""At most this many lines of a kind; the screens hold the rest."""
SHORTEST = 2
"""One character finds half the hall: cases and people are asked for from two on."""


def late_sources(context: Context, go: Go) -> list[LateSource]:
    """The sources to add to the shell; `go(screen id, argument)` shows what was chosen."""
    return [
        _paper_source(context, go),
        _matter_source(context, go),
        _case_source(context, go),
        _people_source(context, go),
    ]


def _opening(go: Go, screen: str, argument: str) -> Callable[[], None]:
    def run() -> None:
        go(screen, argument)

    return run


def _matter_source(context: Context, go: Go) -> LateSource:
    def ask(text: str, give: GiveEntries) -> None:
        def found(hits: Sequence[MatterHit]) -> None:
            give([_matter(hit, go) for hit in hits])

        context.jobs.read(lambda: find_matters(context.counter.desk, text, MOST), found)

    return ask


def _matter(hit: MatterHit, go: Go) -> Entry:
    where = _("this window") if hit.here else hit.counter_label or _("no window")
    hint = " · ".join((_("Matter"), where))
    return Entry(hit.name, _opening(go, "matters", hit.code), hint, icon="matters")


def _case_source(context: Context, go: Go) -> LateSource:
    def ask(text: str, give: GiveEntries) -> None:
        def found(lines: Sequence[CaseLine]) -> None:
            give([_case(line, go) for line in lines])

        if len(text) >= SHORTEST:
            context.jobs.read(lambda: find_cases(context.counter.desk, text, MOST), found)

    return ask


def _case(line: CaseLine, go: Go) -> Entry:
    text = f"{line.applicant}　{line.matter}"
    return Entry(text, _opening(go, "cases", line.id), line.number, icon="cases")


def _people_source(context: Context, go: Go) -> LateSource:
    def ask(text: str, give: GiveEntries) -> None:
        def found(people: Sequence[PersonLine]) -> None:
            give([_person(one, go) for one in people if one.last_case or one.last_visit])

        if len(text) >= SHORTEST:
            context.jobs.read(lambda: find_people(context.counter.desk, text, MOST), found)

    return ask


def _person(one: PersonLine, go: Go) -> Entry:
    screen, subject = ("cases", one.last_case) if one.last_case else ("reception", one.last_visit)
    text = "　".join(part for part in (one.card.name, one.card.number) if part)
    hint = _("newest of {n} cases").format(n=one.cases) if one.cases else _("newest visit")
    icon = "people" if one.is_organisation else "person"
    return Entry(text, _opening(go, screen, subject), hint, icon=icon)


def _paper_source(context: Context, go: Go) -> LateSource:
    def ask(text: str, give: GiveEntries) -> None:
        def look() -> tuple[PaperLine, bool] | None:
            paper = find_paper(text)
            if paper is None:
                return None
            return paper, bool(lines_of(context.counter.desk, [paper.about]))

        def found(answer: tuple[PaperLine, bool] | None) -> None:
            give([] if answer is None else [_paper(*answer, go)])

        if len(text) >= SHORTEST:
            context.jobs.read(look, found)

    return ask


def _paper(paper: PaperLine, is_case: bool, go: Go) -> Entry:
    screen = "cases" if is_case else "reception"
    text = f"{paper_words(paper.kind)}　{paper.number}"
    return Entry(text, _opening(go, screen, paper.about), _("Paper"), icon="paper")
