"""Interface words: English msgids, complete zh_CN catalogue, Chinese by default."""

import gettext
import os
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def N_(message: str) -> str:
    """Mark `message` for extraction where it is declared; translate it later with `_`."""
    return message


_catalogue: gettext.NullTranslations = gettext.translation(
    "counter_app",
    RESOURCES / "locale",
    languages=[os.environ.get("COUNTER_LANGUAGE", "zh_CN")],
    fallback=True,
)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext
pgettext = _catalogue.pgettext
