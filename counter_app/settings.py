"""What this PC is: its window, its share, its printers. Where the files lie.

`this_pc.toml` in the profile is written by the program and may be read, and
mended, by an administrator with an editor.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from counter_app.domain.errors import InputFault, Outage
from counter_app.words import N_, _

FILE_NAME = "this_pc.toml"
SHORTEST_PASSWORD = 8
"""Characters; for every clerk at every PC."""
SMALLEST_FONT, LARGEST_FONT = 9, 32
THEMES = ("system", "light", "dark", "high_contrast")
COUNTER = re.compile(r"W\d{2}\Z")
ACTOR = re.compile(r"w\d{2}-[0-9a-f]{6}\Z")

WRONG_TYPE = N_("This value is of the wrong kind. Correct it in {file}.")


class ThisPC(NamedTuple):
    """The settings of one PC; `profile` is where its files lie and is not written into them.

    `counter` is the window (`W03`), `actor` this incarnation of it (`w03-0a1b2c`, sync 6.1), empty
    before the first start. `share` is None for a window that works alone. `printers` maps a
    purpose (`papers`, `labels`, `forms`) to a printer's address, `layouts` a kind of paper to the
    sheet size it is printed on here (`one_time_notice = "roll80"`). `font_size` is in points.
    (No attrs class: importing attrs costs 10 ms, and sign-in stands before anything needs it.)
    """

    profile: Path
    counter: str = ""
    actor: str = ""
    share: Path | None = None
    printers: Mapping[str, str] = MappingProxyType({})
    font_size: int = 12
    theme: str = "system"
    layouts: Mapping[str, str] = MappingProxyType({})


def where(profile: Path | None = None) -> Path:
    """The folder this PC keeps its files in: `profile` if given, else the system's place for it."""
    if profile is not None:
        return profile.expanduser().absolute()
    import platformdirs  # not needed where the folder is named, as in a shortcut

    return Path(platformdirs.user_data_dir("counter_app", appauthor=False, roaming=False))


def load(profile: Path) -> ThisPC:
    """The settings in `profile`, the defaults before the first start.

    Raises InputFault naming the field that cannot be right (`file` for a file that is no TOML).
    """
    file = profile / FILE_NAME
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return ThisPC(profile=profile)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = _("{file} cannot be read: {reason}. Correct it with an editor.")
        raise InputFault({"file": message.format(file=file, reason=error)}) from error
    settings = _from_content(profile, content)
    check(settings)
    return settings


def save(settings: ThisPC) -> None:
    """Write the settings; a power cut leaves the old file or the new one.

    Raises InputFault for settings that cannot be right, Outage when the folder cannot be written.
    """
    check(settings)
    file = settings.profile / FILE_NAME
    unfinished = file.with_suffix(".part")
    try:
        settings.profile.mkdir(parents=True, exist_ok=True)
        with unfinished.open("w", encoding="utf-8", newline="\n") as target:
            target.write(_to_text(settings))
            target.flush()
            os.fsync(target.fileno())
        os.replace(unfinished, file)
    except OSError as error:
        raise Outage(
            _("The settings cannot be saved"),
            _("{folder}: {reason}. Check the disk and the rights of the folder.").format(
                folder=settings.profile, reason=error.strerror
            ),
        ) from error


def check(settings: ThisPC) -> None:
    """Raise InputFault naming every field that cannot be right."""
    faults = {}
    if settings.counter and not COUNTER.match(settings.counter):
        faults["counter"] = _("A window is written as W and two digits, such as W03.")
    if settings.actor and not ACTOR.match(settings.actor):
        faults["actor"] = _("The mark of this window is damaged. Ask the administrator.")
    elif settings.actor and settings.actor[:3] != settings.counter.lower():
        faults["actor"] = _("The mark belongs to another window. Ask the administrator.")
    if settings.share is not None and not settings.share.is_absolute():
        faults["share"] = _("Give the shared folder with its whole path.")
    if not SMALLEST_FONT <= settings.font_size <= LARGEST_FONT:
        faults["font_size"] = _("Choose a size between {smallest} and {largest} points.").format(
            smallest=SMALLEST_FONT, largest=LARGEST_FONT
        )
    if settings.theme not in THEMES:
        faults["theme"] = _("Choose one of: {themes}.").format(themes=", ".join(THEMES))
    if faults:
        raise InputFault(faults)


def _from_content(profile: Path, content: dict[str, Any]) -> ThisPC:
    """Values of the right kind; names this program does not know are an error, not ignored."""
    kinds: dict[str, type] = {
        "counter": str,
        "actor": str,
        "share": str,
        "printers": dict,
        "font_size": int,
        "theme": str,
        "layouts": dict,
    }
    faults = {}
    for name, value in content.items():
        if name not in kinds:
            faults[name] = _("This setting is not known. Remove it from {file}.")
        elif not isinstance(value, kinds[name]) or isinstance(value, bool):
            faults[name] = _(WRONG_TYPE)
    for name in ("printers", "layouts"):
        table = content.get(name, {})
        if name not in faults and not all(isinstance(text, str) for text in table.values()):
            faults[name] = _(WRONG_TYPE)
    if faults:
        file = profile / FILE_NAME
        raise InputFault({name: text.format(file=file) for name, text in faults.items()})
    share = content.pop("share", "")
    return ThisPC(profile=profile, share=Path(share) if share else None, **content)


def _to_text(settings: ThisPC) -> str:
    lines = [
        f"counter = {_quoted(settings.counter)}",
        f"actor = {_quoted(settings.actor)}",
        f"share = {_quoted(str(settings.share) if settings.share else '')}",
        f"font_size = {settings.font_size}",
        f"theme = {_quoted(settings.theme)}",
    ]
    for name, table in (("printers", settings.printers), ("layouts", settings.layouts)):
        lines += ["", f"[{name}]"]
        lines += [f"{_quoted(key)} = {_quoted(value)}" for key, value in sorted(table.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """`text` as a TOML basic string."""
    named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(named.get(char, _unprintable(char)) for char in text) + '"'


def _unprintable(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char
