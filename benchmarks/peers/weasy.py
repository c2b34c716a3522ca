"""The peer: the same notice as HTML through WeasyPrint, its fonts configured once."""

from html import escape
from typing import Any

from benchmarks.peers import notices
from benchmarks.peers.qr import qr_svg
from counter_app.words import RESOURCES

FONTS = (
    ("serif-sc", "NotoSerifSC-Regular", 400),
    ("serif-sc", "NotoSerifSC-Bold", 700),
    ("sans-sc", "NotoSansSC-Medium", 500),
)
STYLE = """
@page { size: A4; margin: 15mm 27mm 14mm 27mm }
body { font: 10.5pt/14pt serif-sc } h1, h2, p { text-align: center; margin: 0 }
h1 { font-size: 22pt; line-height: 34pt } h2 { font-size: 15pt; line-height: 22pt }
table { border-collapse: collapse; width: 156mm; margin-top: 2mm }
td, th { border: .5pt solid black; padding: 3pt } th { font: 500 10.5pt sans-sc }
.code { position: absolute; top: 0; right: 0; width: 24mm; height: 24mm } .sign td { height: 14mm }
"""


class Weasy:
    """The style sheet and the fonts read once, a document each time."""

    def __init__(self) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        faces = "".join(
            f"@font-face {{ font-family: {family}; font-weight: {weight}; "
            f"src: url({(RESOURCES / 'fonts' / file).with_suffix('.ttf').as_uri()}) }}"
            for family, file, weight in FONTS
        )
        self._fonts = FontConfiguration()
        self._style = CSS(string=faces + STYLE, font_config=self._fonts)

    def notice(self, values: dict[str, Any]) -> bytes:
        """The PDF of one notice."""
        from weasyprint import HTML

        document = HTML(string=self._html(values))
        pdf: bytes = document.write_pdf(stylesheets=[self._style], font_config=self._fonts)
        return pdf

    @staticmethod
    def _html(values: dict[str, Any]) -> str:
        fields = [_field_row(row) for row in notices.fields(values)]
        head = "".join(f"<th>{text}</th>" for text in notices.TABLE_HEAD)
        rows = [_row(row) for row in notices.rows(values)]
        notes = "".join(f"<li>{escape(note)}</li>" for note in values["notes"])
        signs = [_row(row) for row in notices.signatures(values)]
        return (
            f"<meta charset=utf-8><div class=code>{qr_svg(values['qr'])}</div>"
            f"<h2>{escape(values['office'])}</h2><h1>一 次 性 告 知 单</h1>"
            f"<p>编号：{escape(values['number'])}</p><table>{''.join(fields)}</table>"
            f"您办理上述事项应当提交的全部申报材料如下："
            f"<table><thead><tr>{head}</tr></thead>{''.join(rows)}</table>"
            f"<ol>{notes}</ol><table class=sign>{''.join(signs)}</table>"
        )


def _field_row(row: list[str]) -> str:
    span = " colspan=3" if len(row) == 2 else ""
    cells = zip(row[::2], row[1::2], strict=True)
    return (
        "<tr>"
        + "".join(f"<th>{escape(a)}</th><td{span}>{escape(b)}</td>" for a, b in cells)
        + "</tr>"
    )


def _row(row: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
