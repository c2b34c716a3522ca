"""Size of text and colours, seen at once."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSlider, QWidget

from counter_app.settings import ThisPC
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.drafts import Autosave
from counter_app.ui.kit.fields import Field
from counter_app.ui.kit.theme import BASE_PX, DARK, HIGH_CONTRAST, LIGHT, Tokens, theme
from counter_app.words import _

SMALLEST_PT, LARGEST_PT, BASE_PT = 12, 24, 12
TOKENS = {"light": LIGHT, "dark": DARK, "high_contrast": HIGH_CONTRAST}


def tokens_of(name: str) -> Tokens:
    """The colours of a theme as the settings name it; `system` is the light one."""
    return TOKENS.get(name, LIGHT)


def px_of(points: int) -> int:
    """Text of so many points, in px."""
    return round(points * BASE_PX / BASE_PT)


class _Scale(QWidget):
    """The slider and the number it stands at."""

    def __init__(self) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST_PT, LARGEST_PT)
        self.slider.setPageStep(2)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.shown = QLabel()
        self.shown.setMinimumWidth(64)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(self.slider, 1)
        box.addWidget(self.shown)
        self.setFocusProxy(self.slider)


class SliderField(Field):
    """A size of text in points."""

    def __init__(self, label: str, *, mnemonic: str = "") -> None:
        self._scale = _Scale()
        super().__init__(label, self._scale, mnemonic=mnemonic)
        self._scale.slider.setAccessibleName(label)
        self._scale.slider.installEventFilter(self)
        self._scale.slider.valueChanged.connect(self._on_value)
        self._on_value(self.value)

    def _on_value(self, points: int) -> None:
        self._scale.shown.setText(_("{n} pt").format(n=points))
        self._touched()

    @property
    def value(self) -> Any:
        """Points."""
        return self._scale.slider.value()

    def draft(self) -> str:
        return str(self.value)

    def restore(self, draft: str) -> None:
        if draft.isdecimal():
            self._scale.slider.setValue(int(draft))


class Appearance(SettingsPage):
    """There is nothing to save by hand: what is chosen is in force and kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Appearance"), context)
        self._is_filling = True
        self.text_size = self.add("font_size", SliderField(_("Size of text"), mnemonic="S"))
        self.colours = self.add(
            "theme",
            ChoiceField(
                _("Colours"),
                [
                    ("light", _("Light")),
                    ("dark", _("Dark")),
                    ("high_contrast", _("High contrast")),
                ],
                mnemonic="C",
            ),
        )
        note = QLabel(_("It is applied at once and kept for this PC."))
        note.setProperty("role", "quiet")
        self.body.addWidget(note)
        self._apply_soon = Autosave(self, self.draft, self._apply)
        self.edited.connect(self._on_choice)
        self._is_filling = False

    def show_settings(self, pc: ThisPC) -> None:
        """What is saved; nothing is applied by looking at it."""
        self._is_filling = True
        self.text_size.restore(str(pc.font_size))
        self.colours.choose(pc.theme if pc.theme in TOKENS else "light")
        self._is_filling = False

    def _on_choice(self) -> None:
        if not self._is_filling:
            self._apply_soon.touch()

    def _apply(self, _draft: dict[str, str]) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, tokens_of(self.colours.value), px_of(self.text_size.value))
        self.keep(self._kept, font_size=self.text_size.value, theme=self.colours.value)

    def _kept(self, _pc: ThisPC) -> None:
        self.saved.emit(_("Saved"))
