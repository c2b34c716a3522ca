"""A new version of a regime: a paragraph a line, its clause in brackets, headings with #."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from counter_app.domain.asking import LEAST
from counter_app.domain.conduct.regimes import Regime
from counter_app.domain.errors import InputFault
from counter_app.services.desk import Done
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import DateField, NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

LINE = re.compile(r"(?:\[(?P<clause>A[1-5][^\]]*)\]\s*)?(?P<text>.+)")


def lines_of(regime: Regime) -> str:
    """The articles as they are edited."""
    lines = []
    for one in regime.articles:
        clause = f"[{one.clause}] " if one.clause else ""
        lines.append(f"{'# ' if one.heading else ''}{clause}{one.text}")
    return "\n".join(lines)


def articles_in(text: str) -> list[dict[str, Any]]:
    """The articles of an edited text; InputFault where nothing is left of it."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        heading = line.startswith("#")
        read = LINE.fullmatch(line.lstrip("# ") or "#")
        clause = (read["clause"] if read else None) or ""
        words = read["text"] if read else line
        found.append({"clause": clause, "text": words, "heading": heading})
    if not found:
        raise InputFault({"text": _("The text is empty; older versions stay as they are.")})
    return found


class RegimeForm(Form):
    """`submitted`: publish what stands here; `prepared` gives it to the service."""

    submitted = Signal()

    def __init__(self, regime: Regime, today: Callable[[], date]) -> None:
        super().__init__(_("New version of {name}").format(name=regime.name))
        self._regime, self._today = regime, today
        hint = _("A paragraph a line; [A1.6.2] before its clause, # before a heading.")
        self.add("text", NoteField(_("Text"), lines=14, hint=hint))
        self.add("effective_from", DateField(_("Holds from (empty: today)"), today))
        self.add("note", TextField(_("What changes, and who decided it")))
        self.show_notice(hint, tone="info")
        self.restore({"text": lines_of(regime)})
        self.set_actions(
            [
                Action("Enter", _("Publish"), self.submitted.emit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def prepared(
        self, publish: Callable[[dict[str, Any], date, str], Done[int]]
    ) -> Callable[[], Done[int]]:
        """The act on what stands here; InputFault at the field that means nothing."""
        said = self.values()
        if len(said["note"]) < LEAST:
            raise InputFault({"note": _("Say what changes and who decided it.")})
        content = {**self._regime.to_content(), "articles": articles_in(said["text"])}
        day = said["effective_from"] or self._today()
        return lambda: publish(content, day, said["note"])
