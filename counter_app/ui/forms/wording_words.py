"""What the parts of a layout are called in the editor."""

from collections.abc import Mapping

from counter_app.domain.wordings.state import WordingState
from counter_app.services.wording_reading import Listed, Sign, Version
from counter_app.words import N_, _

GROUPS: Mapping[str, str] = {
    "reception": N_("Papers of the reception"),
    "intake": N_("Papers of receiving and accepting"),
    "decision": N_("Papers of deciding and serving"),
    "proxy": N_("Papers of the proxy service"),
    "window": N_("Papers of the window"),
    "ledgers": N_("Ledgers and reports"),
    "files": N_("Case files"),
}
BLOCKS: Mapping[str, str] = {
    "title": N_("Title line"),
    "text": N_("Running text"),
    "fields": N_("Labels and values"),
    "table": N_("Table of entries"),
    "sign": N_("Boxes to sign in"),
    "seal": N_("Space for the seal"),
    "qr": N_("QR code"),
    "rule": N_("Line across"),
    "spacer": N_("Empty space"),
    "box": N_("Empty frames"),
    "barcode": N_("Bar code"),
    "image": N_("Picture"),
    "ticks": N_("Boxes to tick"),
}
FIELDS: Mapping[str, str] = {
    "title": N_("Name of the paper"),
    "page.size": N_("Sheet size"),
    "page.margin": N_("Margins in mm: top, right, bottom, left"),
    "base.face": N_("Typeface of the paper"),
    "base.size": N_("Type size of the paper (points)"),
    "base.lead": N_("Line height of the paper (points)"),
    "fit": N_("Sheets it should fit on"),
    "copies": N_("Copy marks, one a line"),
    "footer": N_("Foot of every sheet"),
    "text": N_("What it says"),
    "each": N_("One for each entry of"),
    "prefix": N_("Before each entry"),
    "align": N_("Alignment"),
    "indent": N_("Indent of the first line (characters)"),
    "hang": N_("Indent of further lines (characters)"),
    "inset": N_("Inset from the left (mm)"),
    "width": N_("Width (mm)"),
    "height": N_("Height (mm)"),
    "cols": N_("Column widths in mm"),
    "rows": N_("Rows, one a line; | between cells"),
    "head": N_("Heads of the columns, one a line"),
    "cells": N_("Cells of a row, one a line"),
    "foot": N_("Cells of the last row, one a line"),
    "empty": N_("Said when there is no entry"),
    "drop_empty": N_("Leave out labels without a value"),
    "pad": N_("Space inside cells (points)"),
    "minimum": N_("Least height of a row (mm)"),
    "frame": N_("Frame (points)"),
    "label_face": N_("Typeface of labels"),
    "images": N_("Pictures in the first row, one a line"),
    "lines": N_("Lines over the seal, one a line"),
    "right": N_("Distance from the right (characters)"),
    "code": N_("QR code beside it"),
    "side": N_("Side of the QR code (mm)"),
    "caption": N_("Words below the code"),
    "value": N_("Value it shows"),
    "top": N_("Distance from the top of the sheet (mm)"),
    "weight": N_("Thickness (points)"),
    "double": N_("A thin second line"),
    "texts": N_("Captions of the frames, one a line"),
    "space": N_("Space between frames (mm)"),
    "options": N_("Options, one a line: key | text"),
    "chosen": N_("Ticked by the value"),
    "columns": N_("Options in one line"),
    "face": N_("Typeface"),
    "size": N_("Type size (points)"),
    "lead": N_("Line height (points)"),
    "color": N_("Colour"),
    "gap": N_("Space before it (mm)"),
    "when": N_("Only when there is"),
    "unless": N_("Only when there is no"),
    "keep": N_("On one sheet with what follows"),
}
CHOICES: Mapping[str, str] = {
    "": N_("as the paper has it"),
    "left": N_("left"),
    "center": N_("in the middle"),
    "right": N_("right"),
    "justify": N_("both edges"),
    "black": N_("black"),
    "red": N_("red"),
    "grey": N_("grey"),
    "pale": N_("pale grey"),
    "body": N_("Song"),
    "bold": N_("Song, bold"),
    "sans": N_("Hei"),
    "fangsong": N_("FangSong"),
    "A4L": N_("A4 landscape"),
    "A5L": N_("A5 landscape"),
    "roll80": N_("roll of 80 mm"),
    "roll58": N_("roll of 58 mm"),
    "form241": N_("continuous form 241×140"),
}
SIGNS: Mapping[Sign, str] = {
    Sign.ADDED: N_("added"),
    Sign.REMOVED: N_("removed"),
    Sign.CHANGED: N_("changed"),
}
TONES = {Sign.ADDED: "good", Sign.REMOVED: "bad", Sign.CHANGED: "warn"}


def named(table: Mapping[str, str], key: str) -> str:
    """The words for `key`, or the key itself: a newer layout may use others."""
    return _(table[key]) if key in table else key


def standing_words(one: Listed) -> tuple[str, str]:
    """Where a layout stands, and the tone: shipped, own version, a proposal waiting."""
    words = _("own wording {n}").format(n=one.number) if one.number else _("as shipped")
    if one.waiting:
        return words + "　▲ " + _("{n} to answer").format(n=one.waiting), "warn"
    if one.coming:
        return words + "　● " + _("a new one is coming"), "good"
    return words, "quiet"


def version_words(one: Version) -> tuple[str, str]:
    """What a version is, and its tone."""
    if one.state is WordingState.PROPOSED:
        return _("▲ waits for the second person"), "warn"
    if one.state is WordingState.REJECTED:
        return _("■ rejected"), "bad"
    if one.state is WordingState.WITHDRAWN:
        return _("withdrawn"), "quiet"
    name = _("own wording {n}").format(n=one.number) if one.number else _("as shipped")
    return (f"● {name}，" + _("in force"), "good") if one.in_force else (name, "quiet")
