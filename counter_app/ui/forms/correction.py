"""The inline row of the checklist: what is wrong and how to cure it, or what was put right."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.commands import CorrectOnTheSpot, Judge
from counter_app.domain.cases.state import MaterialState
from counter_app.domain.matters import Material
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.drafts import SaveDraft
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

USUAL_PROBLEM, USUAL_CURE = "缺少签名或者盖章", "请签名或者盖章后重新提交"
USUAL_FAULT, USUAL_CORRECTOR = "签名", "申请人"
"""What is written most often; it stands selected, so that typing replaces it."""

Keep = Callable[[Judge | CorrectOnTheSpot], object]


def usual(verdict: Verdict, material: Material, found: MaterialState) -> dict[str, str]:
    """What the row is filled with: what was found before, else what is usual."""
    if verdict is Verdict.CORRECTED:
        return {
            "fault": found.problem if found.verdict is verdict else USUAL_FAULT,
            "corrected_by": found.corrected_by or USUAL_CORRECTOR,
        }
    if found.verdict is verdict:
        return {"problem": found.problem, "cure": found.cure}
    if verdict is Verdict.MISSING:
        return {"problem": "未提交", "cure": f"请提交{material.name}"}
    return {"problem": USUAL_PROBLEM, "cure": USUAL_CURE}


class FindingForm(Form):
    """One finding put into words. Enter keeps it from either field, Tab changes the field."""

    def __init__(
        self,
        material: Material,
        verdict: Verdict,
        texts: Mapping[str, str],
        keep: Keep,
        save_draft: SaveDraft,
    ) -> None:
        title = {
            Verdict.CORRECTED: _("Corrected on the spot: {material}"),
            Verdict.MISSING: _("Missing: {material}"),
        }.get(verdict, _("Not in legal form: {material}"))
        super().__init__(
            title.format(material=material.name), save_draft=save_draft, enter_submits=True
        )
        self.title.setWordWrap(True)
        self.material, self.verdict, self._keep = material, verdict, keep
        if verdict is Verdict.CORRECTED:
            first = TextField(_("What was put right"), mnemonic="W")
            second = TextField(_("By whom"), mnemonic="B")
            self.add_row(("fault", first), ("corrected_by", second))
        else:
            first = TextField(_("What is wrong"), mnemonic="W")
            second = TextField(_("How to put it right"), mnemonic="H")
            self.add_row(("problem", first), ("cure", second))
        self.restore(texts)
        self.set_actions(
            [
                Action("Enter", _("Keep"), self._submit),
                Action("", _("Leave it (Esc)"), self.stepped_back.emit),
            ]
        )
        self._first = first

    def begin(self) -> None:
        """The usual words stand selected: typing replaces them."""
        super().begin()
        self._first.edit.selectAll()

    def _submit(self) -> None:
        blank = [name for name, text in self.values().items() if not text]
        if blank:
            self.show_faults(dict.fromkeys(blank, _("The citizen and the file need these words.")))
        else:
            self._keep(self.finding())

    def finding(self) -> Judge | CorrectOnTheSpot:
        """What the row says, as a command."""
        texts = self.values()
        if self.verdict is Verdict.CORRECTED:
            return CorrectOnTheSpot(material=self.material.id, **texts)
        return Judge(material=self.material.id, verdict=self.verdict, **texts)

    def draft(self) -> dict[str, str]:
        """The content with the material it belongs to."""
        return {**super().draft(), "material": self.material.id, "verdict": self.verdict.value}


def framed(form: Form) -> QFrame:
    """A form on its own card, so that it reads as one step."""
    frame = QFrame()
    frame.setProperty("role", "overlay")
    box = QVBoxLayout(frame)
    box.setContentsMargins(12, 12, 12, 12)
    box.addWidget(form)
    return frame
