"""Pages the citizen only reads: the guide, where to go, the absence sign."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from counter_app.services.absences import SignWords
from counter_app.ui.public.board import GuideShown, WayShown
from counter_app.ui.public.page import PublicPage
from counter_app.words import _

MOST_MATERIALS = 12
"""More than this many lines nobody reads standing; the paper lists all."""
ONE_COLUMN = 6


class GuidePage(PublicPage):
    """One matter in large type, its materials ticked as they are handed over."""

    def __init__(self, shown: GuideShown) -> None:
        super().__init__(_("Guide being explained"))
        small = self.label(26, "quiet")
        small.setText(_("You are asking about"))
        matter = self.label(52, "primary")
        matter.setText(shown.matter)
        count = self.label(30)
        given = sum(shown.done)
        words = _("Materials needed: {all}").format(all=len(shown.materials))
        if given:
            words = _("Materials: {given} of {all} handed over").format(
                given=given, all=len(shown.materials)
            )
        count.setText(words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(10)
        columns = 1 if len(shown.materials) <= ONE_COLUMN else 2
        lines = list(zip(shown.materials, shown.done, strict=True))[:MOST_MATERIALS]
        rows = -(-len(lines) // columns)
        for place, (name, done) in enumerate(lines):
            line = self.label(28 if columns == 1 else 24, "good" if done else "")
            line.setText(f"{'✓' if done else '○'}　{name}")
            grid.addWidget(line, place % rows, place // rows, Qt.AlignmentFlag.AlignTop)
        for widget in (small, matter, count):
            self.box.addWidget(widget)
        self.box.addLayout(grid, 1)
        left = len(shown.materials) - len(lines)
        foot = self.label(24, "quiet")
        more = _("{n} more stand on the paper you get.").format(n=left) if left else ""
        foot.setText("　".join(text for text in (more, shown.note) if text))
        self.box.addWidget(foot)
        self.fit()


class WayPage(PublicPage):
    """Where to go, to be read from the door."""

    def __init__(self, shown: WayShown) -> None:
        super().__init__(_("Where to go"))
        small = self.label(32, "quiet", centred=True)
        small.setText(_("Please go to"))
        target = self.label(72, "primary", centred=True)
        target.setText(shown.target)
        place = self.label(40, centred=True)
        place.setText(shown.sentence)
        self.box.addStretch(2)
        for widget in (small, target, place):
            self.box.addWidget(widget)
        self.box.addStretch(3)
        self.fit()


class AbsencePage(PublicPage):
    """The sign in its uniform format (A1.6.2)."""

    def __init__(self, sign: SignWords, expected_back: datetime | None) -> None:
        super().__init__(_("Absence sign"))
        self._expected_back = expected_back
        window = self.label(40, centred=True)
        window.setText(sign.window)
        kind = self.label(120, "bad", centred=True)
        kind.setText("　".join(sign.kind) if len(sign.kind) == 2 else sign.kind)
        reason = self.label(32, "quiet", centred=True)
        reason.setText(sign.reason)
        self.back = self.label(44, centred=True)
        cover = self.label(36, "primary", centred=True)
        cover.setText("\n".join(sign.cover.split("，", 1)))  # the place under the window
        desk = self.label(28, centred=True)
        desk.setText(sign.desk)
        phones = self.label(24, "quiet", centred=True)
        own = _("Window telephone {phone}").format(phone=sign.phone)
        supervision = _("Supervision {phone}").format(phone=sign.supervision_phone)
        phones.setText(f"{own}　　{supervision}")
        self._back_at = sign.back_at
        self.box.addWidget(window)
        self.box.addStretch(1)
        for widget in (kind, self.back, reason):
            self.box.addWidget(widget)
        self.box.addStretch(1)
        for widget in (cover, desk, phones):
            self.box.addWidget(widget)
        self.fit()

    def say_time(self, now: datetime) -> None:
        """When the clerk is back and how long that is."""
        if self._expected_back is None:
            self.back.setText("")
            return
        left = -(-int((self._expected_back - now).total_seconds()) // 60)
        words = _("Back at {time}").format(time=self._back_at)
        if left > 0:
            words = _("Back at {time}, in {n} minutes").format(time=self._back_at, n=left)
        self.back.setText(words)
