"""The small style sheet on top of Fusion. Widgets opt in through the property `role` or `tone`."""

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog { background: $ground; }
QToolTip { background: $toast; color: $on_toast; border: 1px solid $toast; padding: 4px 8px; }

QLabel[role="title"] { font-size: ${title_px}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading_px}px; font-weight: 600; }
QLabel[role="quiet"], QLabel[role="caption"] { color: $quiet; }
QLabel[role="caption"] { font-size: ${small_px}px; }
QLabel[role="fault"] { color: $bad; font-size: ${small_px}px; }
QLabel[role="phrase"] { color: $quiet; }
QLabel[role="phrase"][here="true"] { color: $primary; font-weight: 600; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel[role="hero"] { font-size: ${hero_px}px; font-weight: 600; }

QFrame[role="surface"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="strip"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="rail"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[role="rule"] { background: $line; border: none; }
QFrame[role="notice"] { background: $primary_soft; border: 1px solid $primary; border-radius: 6px; }
QFrame[role="notice"][tone="good"] { background: $good_soft; border-color: $good; }
QFrame[role="notice"][tone="warn"] { background: $warn_soft; border-color: $warn; }
QFrame[role="notice"][tone="bad"] { background: $bad_soft; border-color: $bad; }
QFrame[role="banner"] { background: $warn_soft; border: none; border-bottom: 1px solid $warn; }
QFrame[role="toast"] { background: $toast; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $on_toast; }
QFrame[role="overlay"] { background: $surface; border: 1px solid $quiet; border-radius: 10px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $surface; color: $text; border: 1px solid $quiet; border-radius: 5px;
  padding: 0 10px; min-height: ${inner_px}px;
  selection-background-color: $primary; selection-color: $on_primary;
  placeholder-text-color: $quiet;
}
QPlainTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $primary; padding-left: 9px;
}
QPlainTextEdit:focus { padding: 3px 5px; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] {
  border: 2px solid $bad; padding-left: 9px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: $ground; color: $quiet; border-color: $line;
}
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: none; }

QPushButton {
  background: $surface; color: $text; border: 1px solid $quiet; border-radius: 5px;
  padding: 0 14px; min-height: ${inner_px}px;
}
QPushButton:hover { background: $primary_soft; border-color: $primary; }
QPushButton:focus { border: 2px solid $primary; padding: 0 13px; }
QPushButton:pressed { background: $primary_soft; }
QPushButton:disabled { color: $quiet; background: $ground; border: 1px dashed $line; }
QPushButton[role="primary"] {
  background: $primary; color: $on_primary; border: 1px solid $primary; font-weight: 600;
}
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed {
  background: $primary_strong; border-color: $primary_strong;
}
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 0 13px; }
QPushButton[role="primary"]:disabled {
  background: $ground; color: $quiet; border: 1px dashed $line;
}
QPushButton[role="plain"] {
  border: 1px solid transparent; background: transparent; color: $primary;
}
QPushButton[role="plain"]:hover { background: $primary_soft; }
QPushButton[role="plain"]:focus { border: 2px solid $primary; }
QPushButton[role="toast"] {
  background: transparent; color: $on_toast; border: 1px solid $on_toast; min-height: 26px;
}

QRadioButton, QCheckBox {
  spacing: 8px; min-height: ${radio_px}px; padding: 0 8px 0 4px;
  border: 2px solid transparent; border-radius: 5px;
}
QRadioButton:focus, QCheckBox:focus { border-color: $primary; }
QRadioButton::indicator, QCheckBox::indicator {
  width: 14px; height: 14px; border: 2px solid $quiet; background: $surface;
}
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked {
  width: 8px; height: 8px; border: 5px solid $primary; background: $on_primary;
}
QCheckBox::indicator { border-radius: 4px; }
QCheckBox::indicator:checked {
  border-color: $primary; background: $primary; image: url("$tick");
}
QRadioButton:disabled, QCheckBox:disabled { color: $quiet; }

QTableView, QListView, QListWidget {
  background: $surface; border: 1px solid $line; border-radius: 6px; outline: none;
  gridline-color: $line; selection-background-color: $primary_soft; selection-color: $text;
}
QTableView:focus, QListView:focus { border: 1px solid $primary; }
QTableView::item { padding: 0 10px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $primary_soft; }
QHeaderView { background: $surface; }
QHeaderView::section {
  background: $surface; color: $quiet; border: none; border-bottom: 1px solid $line;
  padding: 8px 13px; font-size: ${small_px}px;
}
QTabBar::tab { padding: 8px 16px; color: $quiet; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $primary; border-bottom: 2px solid $primary; font-weight: 600; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical {
  background: $quiet; border-radius: 4px; min-height: 32px; margin: 2px;
}
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal {
  background: $quiet; border-radius: 4px; min-width: 32px; margin: 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $primary; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $primary; border: 2px solid $surface; width: 16px; margin: -8px 0;
  border-radius: 10px;
}
QSlider::handle:horizontal:focus { border-color: $text; }
QProgressBar {
  background: $ground; border: 1px solid $line; border-radius: 4px; max-height: 6px;
}
QProgressBar::chunk { background: $primary; border-radius: 4px; }
""")


def style_sheet(
    colours: Mapping[str, str], base_px: int, control_px: int, chevron: str = "", tick: str = ""
) -> str:
    """The sheet for a set of colours; sizes in px. `chevron` and `tick` are files."""
    return _SHEET.substitute(
        colours,
        inner_px=control_px - 2,
        radio_px=control_px - 4,
        small_px=round(base_px * 13 / 15),
        heading_px=round(base_px * 17 / 15),
        title_px=round(base_px * 22 / 15),
        hero_px=round(base_px * 34 / 15),
        chevron=chevron,
        tick=tick,
    )
