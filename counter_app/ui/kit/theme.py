"""Colours, sizes and the one style sheet. Every colour on the screen is named here."""

from itertools import product
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from counter_app.ui.kit.icons import icon_file
from counter_app.ui.kit.style import style_sheet

GAPS = (4, 8, 12, 16, 24)
BASE_PX = 15
SMALLEST_PX, LARGEST_PX = 12, 32
CONTROL_PX = 36
FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)


class Tokens(NamedTuple):
    """One set of colours (#RRGGBB). `*_soft` is the ground on which that colour is read."""

    name: str
    ground: str
    surface: str
    line: str
    text: str
    quiet: str
    primary: str
    primary_strong: str
    on_primary: str
    primary_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    toast: str
    on_toast: str


LIGHT = Tokens(
    name="light",
    ground="#F4F6F9",
    surface="#FFFFFF",
    line="#D5DBE3",
    text="#1B1F24",
    quiet="#55606E",
    primary="#1C5AA6",
    primary_strong="#164883",
    on_primary="#FFFFFF",
    primary_soft="#E4EDF8",
    good="#2B7A3D",
    good_soft="#EBF6EE",
    warn="#8F5600",
    warn_soft="#FFF4DC",
    bad="#B3261E",
    bad_soft="#FDECEA",
    toast="#1F2A37",
    on_toast="#FFFFFF",
)

DARK = Tokens(
    name="dark",
    ground="#15191F",
    surface="#1D232B",
    line="#39424E",
    text="#E8ECF1",
    quiet="#A9B4C1",
    primary="#8AB8F0",
    primary_strong="#AFCFF6",
    on_primary="#0C1B2E",
    primary_soft="#22344A",
    good="#7FCE92",
    good_soft="#1C3323",
    warn="#F0BE62",
    warn_soft="#3A2E16",
    bad="#FF9B92",
    bad_soft="#431F1C",
    toast="#E8ECF1",
    on_toast="#15191F",
)

HIGH_CONTRAST = Tokens(
    name="high-contrast",
    ground="#000000",
    surface="#000000",
    line="#FFFFFF",
    text="#FFFFFF",
    quiet="#E6E6E6",
    primary="#FFD83D",
    primary_strong="#FFE880",
    on_primary="#000000",
    primary_soft="#333000",
    good="#7CFF95",
    good_soft="#00260A",
    warn="#FFC04D",
    warn_soft="#2E1E00",
    bad="#FF9F96",
    bad_soft="#3A0500",
    toast="#FFFFFF",
    on_toast="#000000",
)

SETS = {tokens.name: tokens for tokens in (LIGHT, DARK, HIGH_CONTRAST)}


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def text_pairs(tokens: Tokens) -> list[tuple[str, str]]:
    """Every (text, ground) pair of attribute names that occurs on a screen."""
    plain = product(("text", "quiet", "primary", "good", "warn", "bad"), ("ground", "surface"))
    soft = [(name, f"{name}_soft") for name in ("primary", "good", "warn", "bad")]
    body = [("text", f"{name}_soft") for name in ("primary", "good", "warn", "bad")]
    extra = [
        ("on_primary", "primary"),
        ("on_primary", "primary_strong"),
        ("on_toast", "toast"),
        ("quiet", "primary_soft"),
    ]
    return [*plain, *soft, *body, *extra]


def control_px(base_px: int) -> int:
    """Height of a control for a base text size, both in px."""
    return round(CONTROL_PX * base_px / BASE_PX)


def palette(tokens: Tokens) -> QPalette:
    """The Qt palette of a set of colours."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, tokens.ground),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.ground),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.Highlight, tokens.primary),
        (role.HighlightedText, tokens.on_primary),
        (role.PlaceholderText, tokens.quiet),
        (role.ToolTipBase, tokens.toast),
        (role.ToolTipText, tokens.on_toast),
        (role.Link, tokens.primary),
        (role.Mid, tokens.line),
    ):
        made.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.quiet))
    return made


class Theme:
    """The colours and the base size in force; widgets that paint themselves read them here."""

    def __init__(self) -> None:
        self.tokens = LIGHT
        self.base_px = BASE_PX

    def apply(self, app: QApplication, tokens: Tokens = LIGHT, base_px: int = BASE_PX) -> None:
        """Dress the whole application. `base_px` is clipped to 12–32 px."""
        self.tokens = tokens
        self.base_px = min(max(base_px, SMALLEST_PX), LARGEST_PX)
        if app.style().name() != "fusion":  # making it again costs 4 ms
            app.setStyle("Fusion")
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPixelSize(self.base_px)
        app.setFont(font)
        app.setPalette(palette(tokens))
        chevron = icon_file(f"chevron-{tokens.name}").as_posix()
        tick = icon_file(f"tick-{tokens.name}").as_posix()
        height = control_px(self.base_px)
        app.setStyleSheet(style_sheet(tokens._asdict(), self.base_px, height, chevron, tick))

    def px(self, size: int) -> int:
        """A length meant for 15 px text, at the size in force."""
        return round(size * self.base_px / BASE_PX)

    def colour(self, name: str) -> QColor:
        """A token as a colour; `name` is an attribute of `Tokens`."""
        return QColor(str(getattr(self.tokens, name)))


theme = Theme()
