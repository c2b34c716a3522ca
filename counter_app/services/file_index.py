"""The index of a file: every paper of the case by its day, the hall's own and the applicant's."""

from typing import Any

from counter_app.domain.cases.law import matter_of
from counter_app.domain.cases.state import Case, MaterialState
from counter_app.domain.clock import CST
from counter_app.domain.context import Context
from counter_app.domain.matters import UNVERIFIED, Material
from counter_app.printing import catalogue
from counter_app.services.act import Act
from counter_app.services.case_values import NONE, Values, handed_in
from counter_app.services.course_values import window_head
from counter_app.services.paper_reading import PaperLine, papers_about
from counter_app.services.paper_values import clerk_words, particulars

THE_HALL = "本中心"
SHEETS_UNKNOWN = NONE
"""Nobody counts the pages of one paper; the clerk counts those of the file."""


def file_index(pages: int) -> Values:
    """The index of the papers in the file, `pages` in all (GB/T 42727—2023)."""

    def values(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
        who = particulars(act, case.applicant)
        name = who.name if who else UNVERIFIED
        rows = index_rows(case, context, name)
        return window_head(act, context, case, number) | {
            "title": f"{name}{matter_of(context).name}",
            "rows": rows,
            "filed_by": clerk_words(context.hall, context.clerk),
            "total": f"{len(rows)} 件 {pages} 页",
        }

    return values


def index_rows(case: Case, context: Context, applicant: str) -> list[dict[str, str]]:
    """The rows of the index: what was handed in first, then what the hall issued, by day."""
    given = [_of_the_applicant(one, found, applicant) for one, found in handed_in(case, context)]
    issued = [_of_the_hall(one) for one in papers_about(case.id) if not one.void]
    return given + issued


def _of_the_applicant(material: Material, found: MaterialState, applicant: str) -> dict[str, str]:
    counted = [f"原件{found.originals}"] if found.originals else []
    counted += [f"复印件{found.copies}"] if found.copies else []
    judged = found.judged_at
    return {
        "number": NONE,
        "author": applicant,
        "name": material.name,
        "date": judged.astimezone(CST).date().isoformat() if judged else NONE,
        "pages": SHEETS_UNKNOWN,
        "remark": "、".join(counted),
    }


def _of_the_hall(paper: PaperLine) -> dict[str, str]:
    return {
        "number": paper.number or NONE,
        "author": THE_HALL,
        "name": catalogue.paper(paper.kind).title,
        "date": paper.issued_at.astimezone(CST).date().isoformat(),
        "pages": SHEETS_UNKNOWN,
        "remark": "",
    }
