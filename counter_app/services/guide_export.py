"""The public guide as one static page: found, read on a telephone, printed, without a network.

Only what is complete and in force is made public (A3.4.4); what is not is told by name.
"""

import base64
import json
import re
from html import escape
from pathlib import Path

import attrs

from counter_app.domain.errors import Refusal
from counter_app.domain.hall import Counter
from counter_app.domain.matters import MatterSpec, missing_of_eight, pledge, shown
from counter_app.services.blank_forms import Blank, blanks_of, with_blanks
from counter_app.services.desk import Desk
from counter_app.services.paper_values import form_words, limit_words, window_words
from counter_app.words import RESOURCES, _

PAGE = RESOURCES / "public" / "guide.html"


@attrs.frozen(kw_only=True)
class PublicGuide:
    """A complete guide in force, with the window that takes it and its blanks."""

    spec: MatterSpec
    counter: Counter | None
    blanks: tuple[Blank, ...]


@attrs.frozen(kw_only=True)
class Gap:
    """A guide that is not public, and which of the eight elements it lacks."""

    name: str
    missing: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Exported:
    """What was written, and what could not be made public."""

    written: int
    gaps: tuple[Gap, ...]


def public_guides(desk: Desk) -> tuple[list[PublicGuide], list[Gap]]:
    """Every guide in force today: the complete ones, and the gaps of the others."""
    today, hall = desk.clock().date(), desk.reference.hall()
    ready, gaps = [], []
    for code in sorted(desk.reference.versions()):
        spec = with_blanks(desk.reference.matter_in_force(code, today))
        missing = missing_of_eight(spec)
        if missing:
            gaps.append(Gap(name=spec.name, missing=missing))
        else:
            blanks = tuple(blanks_of(code))
            ready.append(PublicGuide(spec=spec, counter=hall.counter_for(code), blanks=blanks))
    return ready, gaps


def write(desk: Desk, path: Path) -> Exported:
    """Write the page to `path`. Refusal where no guide is complete."""
    ready, gaps = public_guides(desk)
    if not ready:
        raise Refusal(
            _("No guide has all eight elements; nothing can be made public."),
            "A3.4.4",
            _("Complete the guides and attach their blank forms first."),
        )
    path.write_text(page(desk, ready), encoding="utf-8")
    return Exported(written=len(ready), gaps=tuple(gaps))


def page(desk: Desk, guides: list[PublicGuide]) -> str:
    """The whole page: everything it shows and searches stands in it."""
    hall = desk.reference.hall()
    index = [
        {
            "code": one.spec.code,
            "name": one.spec.name,
            "keys": " ".join((one.spec.name, *one.spec.aliases, one.spec.initials)).lower(),
        }
        for one in guides
    ]
    parts = {
        "@HALL@": escape(hall.name),
        "@PHONE@": escape(shown(hall.supervision_phone)),
        "@DAY@": desk.clock().date().isoformat(),
        "@COUNT@": str(len(guides)),
        "@GUIDES@": "\n".join(_guide(one) for one in guides),
        "@INDEX@": _inline(index),
    }
    marks = re.compile("|".join(map(re.escape, parts)))
    return marks.sub(lambda found: parts[found[0]], PAGE.read_text(encoding="utf-8"))


def _inline(value: object) -> str:
    """JSON that may stand inside a script element: no text in it can end the element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _guide(guide: PublicGuide) -> str:
    spec = guide.spec
    counter = guide.counter
    phone = (counter.phone if counter else None) or spec.phone
    facts = [
        ("办理对象", spec.audience.label if spec.audience else ""),
        ("承诺期限", limit_words(spec, pledged=pledge(spec) is spec.pledged)),
        ("法定期限", limit_words(spec, pledged=False)),
        ("收费标准", f"{shown(spec.fee)} {spec.fee_basis}".strip()),
        ("办理结果", shown(spec.result_doc)),
        ("办事窗口", window_words(counter)),
        ("窗口电话", shown(phone)),
    ]
    return "".join(
        (
            f'<article id="{escape(spec.code)}"><h2>{escape(spec.name)}</h2>',
            _paragraph(spec.plain_note),
            _facts(facts),
            _list("办理依据", spec.legal_basis),
            _list("申请条件", spec.conditions),
            _materials(guide),
            _list("办理程序", spec.process),
            f"<p class=small>编码 {escape(spec.code)}　第{spec.number}版</p></article>",
        )
    )


def _paragraph(text: str) -> str:
    return f'<p class="plain">{escape(text)}</p>' if text else ""


def _facts(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text
    )
    return f"<dl>{rows}</dl>"


def _list(title: str, lines: tuple[str, ...]) -> str:
    rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h3>{escape(title)}</h3><ol>{rows}</ol>"


def _materials(guide: PublicGuide) -> str:
    files: dict[str, list[Blank]] = {}
    for blank in guide.blanks:
        files.setdefault(blank.material, []).append(blank)
    rows = "".join(
        f"<li>{escape(one.name)}<span class=small>　{escape(one.required.label)}　"
        f"{escape(form_words(one))}</span>"
        f"{''.join(map(_download, files.get(one.id, ())))}</li>"
        for one in guide.spec.materials
    )
    return f"<h3>申报材料</h3><ol>{rows}</ol>"


def _download(blank: Blank) -> str:
    """The form itself stands in the page: it opens from a file, with no network."""
    words = "示范文本" if blank.is_sample else "空白表格"
    data = base64.b64encode(blank.pdf).decode("ascii")
    name = escape(blank.name)
    return f' <a download="{name}" href="data:application/pdf;base64,{data}">{words}</a>'
