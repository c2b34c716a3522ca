"""Which input method Qt asks. Must run before QApplication is made."""

from collections.abc import MutableMapping

_SPOKEN = frozenset({"ibus", "compose", "simple", "xim"})


def choose_input_method(environ: MutableMapping[str, str], platform: str) -> None:
    """Let Chinese be typed where the desktop names a plugin that the Qt wheels do not carry.

    Kylin and UOS say `QT_IM_MODULE=fcitx`; fcitx5 answers the ibus portal as well.
    """
    if not platform.startswith("linux"):
        return
    wanted = environ.get("QT_IM_MODULE", "")
    if wanted and wanted in _SPOKEN:
        return
    if wanted or _names_a_method(environ):
        environ["QT_IM_MODULE"] = "ibus"
        environ["IBUS_USE_PORTAL"] = "1"


def _names_a_method(environ: MutableMapping[str, str]) -> bool:
    modifiers = environ.get("XMODIFIERS", "") + environ.get("GTK_IM_MODULE", "")
    return "fcitx" in modifiers or "ibus" in modifiers
