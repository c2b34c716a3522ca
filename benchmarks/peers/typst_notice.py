"""The peer: the same notice in typst, its compiler kept in the process."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.peers import notices
from benchmarks.peers.qr import qr_svg
from counter_app.words import RESOURCES

SOURCE = """
#let v = json(bytes(sys.inputs.values))
#set page(paper: "a4", margin: (top: 15mm, right: 27mm, bottom: 14mm, left: 27mm))
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")
#place(top + right, image(bytes(v.qr), format: "svg", width: 24mm))
#align(center)[#text(15pt, weight: 700, v.office) \\ #text(22pt, weight: 700)[一 次 性 告 知 单]
\\ 编号：#v.number]
#let label(it) = align(center, text(font: "Noto Sans SC", weight: 500, it))
#table(
  columns: (24mm, 54mm, 24mm, 54mm), stroke: .5pt, inset: 3pt,
  ..v.fields.map(row => if row.len() == 2 {
    (label(row.at(0)), table.cell(colspan: 3, row.at(1)))
  } else { (label(row.at(0)), row.at(1), label(row.at(2)), row.at(3)) }).flatten())
您办理上述事项应当提交的全部申报材料如下：
#table(
  columns: (12mm, 44mm, 24mm, 26mm, 50mm), stroke: .5pt, inset: 3pt,
  table.header(..v.head.map(label)), ..v.rows.flatten())
#enum(..v.notes)
#table(columns: (78mm, 78mm), rows: 14mm, stroke: .5pt, inset: 3pt, ..v.signatures.flatten())
"""


class Typst:
    """One compiler, fonts looked up once, the source compiled anew with other values each time."""

    def __init__(self) -> None:
        import typst

        self._folder = TemporaryDirectory()
        source = Path(self._folder.name) / "notice.typ"
        source.write_text(SOURCE, encoding="utf-8")
        self._compiler = typst.Compiler(
            input=str(source), font_paths=[str(RESOURCES / "fonts")], ignore_system_fonts=True
        )

    def notice(self, values: dict[str, Any]) -> bytes:
        """The PDF of one notice."""
        told = {
            "office": values["office"],
            "number": values["number"],
            "qr": qr_svg(values["qr"]),
            "fields": notices.fields(values),
            "head": notices.TABLE_HEAD,
            "rows": notices.rows(values),
            "notes": values["notes"],
            "signatures": notices.signatures(values),
        }
        inputs = {"values": json.dumps(told, ensure_ascii=False)}
        pdf: bytes = self._compiler.compile(format="pdf", sys_inputs=inputs)
        return pdf
