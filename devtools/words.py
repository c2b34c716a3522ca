"""The zh_CN catalogue: `update` brings it up to date with the code, `compile` makes the .mo.

Runs inside the environment. The .po is committed, the .mo is made wherever the program
is about to run. The .po carries no dates, so it changes only when words change.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from devtools.machine import ROOT

PACKAGE = ROOT / "counter_app"
PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "counter_app.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""The .mo names a date; a fixed one keeps it the same file for the same words."""
UNSAID = tuple(
    f'"{name}:'.encode()
    for name in (
        "Generated-By", "Language-Team", "Last-Translator", "PO-Revision-Date",
        "POT-Creation-Date", "Project-Id-Version", "Report-Msgid-Bugs-To",
    )
)  # fmt: skip
"""Header lines that would change with every run or say nothing."""


def extracted() -> Catalog:
    """Every msgid the code names, without translations."""
    catalogue = Catalog(locale="zh_CN", domain="counter_app", header_comment="", fuzzy=False)
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, comments, context in found:
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def stored() -> Catalog:
    """The catalogue as committed; empty before the first word."""
    if not PO.exists():
        return Catalog(locale="zh_CN", domain="counter_app", fuzzy=False)
    with PO.open("rb") as stream:
        catalogue = read_po(stream, locale="zh_CN", domain="counter_app", abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = EPOCH
    return catalogue


def key(message: Message) -> tuple[str, str]:
    """What makes a message one message: its context and its (singular) msgid."""
    first = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", first)


def messages(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    """The messages of a catalogue without its header."""
    return {key(message): message for message in catalogue if message.id}


def untranslated(catalogue: Catalog) -> list[str]:
    """Msgids without a (complete, certain) translation."""
    return [
        name
        for (_context, name), message in messages(catalogue).items()
        if message.fuzzy or not all([message.string] if isinstance(message.string, str)
                                    else message.string or [""])
    ]  # fmt: skip


def update() -> int:
    """Rewrite the .po: the code's msgids, the translations that stand; compile it."""
    fresh, old = extracted(), messages(stored())
    for name, message in messages(fresh).items():
        if name in old:
            message.string = old[name].string
            message.flags = old[name].flags | message.flags
    write(fresh)
    compile_catalogue()
    dropped = sorted(set(old) - set(messages(fresh)))
    for _context, msgid in dropped:
        print(f"no longer used: {msgid}")
    open_words = untranslated(fresh)
    for msgid in open_words:
        print(f"not translated: {msgid}")
    print(f"{len(messages(fresh))} words, {len(open_words)} not translated, {len(dropped)} dropped")
    return 1 if open_words else 0


def write(catalogue: Catalog) -> None:
    """The .po, sorted by msgid and free of dates."""
    text = BytesIO()
    write_po(text, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = [line for line in text.getvalue().splitlines() if not line.startswith(UNSAID)]
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(b"\n".join(lines).strip() + b"\n")


def compile_catalogue() -> int:
    """Make the .mo if it is not the compiled .po already."""
    text = BytesIO()
    write_mo(text, stored())
    if not MO.exists() or MO.read_bytes() != text.getvalue():
        MO.parent.mkdir(parents=True, exist_ok=True)
        MO.write_bytes(text.getvalue())
    return 0


def main(arguments: list[str]) -> int:
    """`update` or `compile`."""
    return {"update": update, "compile": compile_catalogue}[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
