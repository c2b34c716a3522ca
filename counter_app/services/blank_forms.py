"""Blank forms and samples of a guide: PDF files kept with the hall's documents (A3.2b, A3.4).

They travel to the other windows like every document; a newer file takes the older one's place
and the older one stays on record.
"""

import base64
import hashlib
import json
from pathlib import Path

import attrs
from pypdfium2 import PdfDocument, PdfiumError

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.guides.rules import may_edit
from counter_app.domain.matters import MatterSpec
from counter_app.models.base import database
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.founding import publish
from counter_app.words import _

MOST_BYTES = 1_000_000
"""A form of a few pages is far smaller; a scan of this size would weigh on every window."""


@attrs.frozen(kw_only=True)
class Blank:
    """A blank form, or how one looks filled in: its material, file name, file and pages."""

    material: str
    is_sample: bool
    name: str
    pdf: bytes = attrs.field(repr=False)
    pages: int


SAMPLE = ".sample"
"""Behind the id of a material: the file shows it filled in (示范文本)."""


def attach(desk: Desk, code: str, material: str, path: Path, *, is_sample: bool = False) -> Changes:
    """Keep the PDF at `path` as the blank or sample of a material; the newest is handed out.

    Raises Refusal for somebody who may not change guides, InputFault on `file` for what is no
    PDF, is empty, or is too large.
    """
    if not may_edit(desk.station.roles):
        raise Refusal(
            _("Only a supervisor or an administrator may change a guide."),
            "A3.4.5",
            _("Tell the supervisor what should change, and on what basis."),
        )
    pdf, pages = _read(path)

    def attaching(act: Act) -> None:
        content = {
            "name": path.name,
            "pages": pages,
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "data": base64.b64encode(pdf).decode("ascii"),
        }
        publish(
            act,
            DocumentKind.BLANK_FORM,
            f"{code}/{material}{SAMPLE if is_sample else ''}",
            content,
            source=path.name,
            effective_from=act.now.date(),
        )

    return desk.act(attaching).changes


def _read(path: Path) -> tuple[bytes, int]:
    try:
        pdf = path.read_bytes()
    except OSError as error:
        message = _("The file cannot be read: {reason}")
        raise InputFault({"file": message.format(reason=error)}) from error
    if len(pdf) > MOST_BYTES:
        raise InputFault({"file": _("The file is larger than 1 MB; save it smaller.")})
    try:
        with PdfDocument(pdf) as document:
            return pdf, len(document)
    except PdfiumError as error:
        message = _("This is not a PDF that can be opened; save the form as PDF.")
        raise InputFault({"file": message}) from error


def blanks_of(code: str) -> list[Blank]:
    """The blanks and samples of a guide, the newest of each, in the order of their materials."""
    rows = database.execute_sql(
        "SELECT key, content FROM document WHERE kind = ? AND key LIKE ? ORDER BY key, number",
        (DocumentKind.BLANK_FORM.value, f"{code}/%"),
    )
    found = {}
    for key, text in rows.fetchall():
        content = json.loads(text)
        found[key] = Blank(
            material=key.rpartition("/")[2].removesuffix(SAMPLE),
            is_sample=key.endswith(SAMPLE),
            name=content["name"],
            pdf=base64.b64decode(content["data"]),
            pages=content["pages"],
        )
    return list(found.values())


def names_of(code: str) -> dict[str, str]:
    """By material: the file name of its blank; the files themselves are left where they are."""
    rows = database.execute_sql(
        "SELECT key, source FROM document WHERE kind = ? AND key LIKE ? ORDER BY key, number",
        (DocumentKind.BLANK_FORM.value, f"{code}/%"),
    )
    return {
        key.rpartition("/")[2]: name for key, name in rows.fetchall() if not key.endswith(SAMPLE)
    }


def with_blanks(spec: MatterSpec) -> MatterSpec:
    """`spec` with the attached files named as templates, for whoever asks what is complete."""
    names = names_of(spec.code)
    if not names:
        return spec
    materials = tuple(
        attrs.evolve(one, template=names.get(one.id, one.template)) for one in spec.materials
    )
    return attrs.evolve(spec, materials=materials)
