"""The peer: the same notice as .docx, made a PDF by LibreOffice without its window."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.peers import notices

PROGRAM = "soffice"


def is_here() -> bool:
    """Whether LibreOffice is installed on this machine."""
    return shutil.which(PROGRAM) is not None


class Office:
    """A document written by python-docx, converted by a process of its own, profile kept."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()

    def notice(self, values: dict[str, Any]) -> bytes:
        """The PDF of one notice."""
        folder = Path(self._folder.name)
        (folder / "notice.docx").write_bytes(self._document(values))
        subprocess.run(
            [PROGRAM, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", "pdf", "--outdir", str(folder), str(folder / "notice.docx")],
            check=True, capture_output=True,
        )  # fmt: skip
        return (folder / "notice.pdf").read_bytes()

    @staticmethod
    def _document(values: dict[str, Any]) -> bytes:
        from docx import Document

        document = Document()
        document.add_heading(values["office"], level=2)
        document.add_heading("一 次 性 告 知 单", level=1)
        document.add_paragraph(f"编号：{values['number']}")
        grids = (
            [row + [""] * (4 - len(row)) for row in notices.fields(values)],
            [notices.TABLE_HEAD, *notices.rows(values)],
            notices.signatures(values),
        )
        for grid in grids:
            table = document.add_table(rows=0, cols=len(grid[0]), style="Table Grid")
            for row in grid:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        for note in values["notes"]:
            document.add_paragraph(note, style="List Number")
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()
