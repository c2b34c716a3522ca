"""What IPP printers complain about (RFC 8011, PWG 5100), in the words of a clerk."""

import re
from collections.abc import Sequence

from counter_app.words import N_, _

_REASONS = {
    "media-empty": N_("out of paper"),
    "media-needed": N_("out of paper"),
    "media-jam": N_("paper jam"),
    "toner-empty": N_("out of toner"),
    "marker-supply-empty": N_("out of toner"),
    "toner-low": N_("toner low"),
    "marker-supply-low": N_("toner low"),
    "cover-open": N_("cover open"),
    "door-open": N_("cover open"),
    "input-tray-missing": N_("paper tray missing"),
    "offline": N_("printer offline"),
    "shutdown": N_("printer offline"),
    "connecting-to-device": N_("connecting to the printer"),
    "timed-out": N_("the printer does not answer"),
    "paused": N_("printer paused"),
    "moving-to-paused": N_("printer paused"),
    "spool-area-full": N_("the printer's memory is full"),
    "output-area-full": N_("output tray full"),
    "job-canceled-by-user": N_("cancelled by the user"),
    "job-canceled-by-operator": N_("cancelled at the printer"),
    "job-canceled-at-device": N_("cancelled at the printer"),
    "aborted-by-system": N_("given up by the printer"),
    "document-format-error": N_("the printer could not read the paper"),
}
_HARMLESS = frozenset({"toner-low", "marker-supply-low", "connecting-to-device"})
_SILENT = frozenset({"none", "job-printing", "job-incoming", "job-queued", "job-spooling"})


def plain(reason: str) -> str:
    """A reason without how grave the printer thinks it is."""
    return re.sub("-(error|warning|report)$", "", reason)


def is_serious(reason: str) -> bool:
    """Whether nothing prints while the printer gives this reason."""
    return plain(reason) in _REASONS and plain(reason) not in _HARMLESS


def in_words(reasons: Sequence[str]) -> str:
    """Printer and job reasons for a clerk; one we have no word for stays as it came."""
    words: list[str] = []
    for reason in map(plain, reasons):
        if reason in _SILENT or reason.startswith("job-completed"):
            continue
        word = _(_REASONS[reason]) if reason in _REASONS else reason
        if word not in words:
            words.append(word)
    return _(", ").join(words)
