"""What must not stand in any file: leftovers, and traces of the machine it was written on."""

import re
from pathlib import Path

from tests.house.tree import ROOT, files

TEXT = {".py", ".md", ".toml", ".txt", ".po", ".spec", ".feature", ".json", ".cfg", ".in", ".sh"}
SELF = Path("tests/house/test_tree.py")
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.:/}>])/(?:home|root|work|Users|tmp)/\w")
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|pythonhosted|npmjs\.org")
LARGEST = 2_000_000
"""Bytes; what is larger comes from a registry, not from the repository."""


def findings(pattern: re.Pattern[str], *but: str) -> list[str]:
    """file:line of every match in the project's text files, outside the folders or files `but`."""
    return [
        f"{file}:{number}: {line.strip()[:80]}"
        for file in files()
        if (file.suffix in TEXT or file.parts[0] == ".ci") and file != SELF
        if file.parts[0] not in but
        for number, line in enumerate(
            (ROOT / file).read_text(encoding="utf-8").splitlines(), start=1
        )
        if pattern.search(line)
    ]


def test_nothing_is_left_to_do() -> None:
    """Scenario: a note to oneself was committed."""
    assert findings(LEFTOVER) == []


def test_no_path_of_one_machine() -> None:
    """Scenario: a path works only where it was written."""
    assert findings(MACHINE_PATH) == []


def test_no_address_of_a_registry() -> None:
    """Scenario: a lock file remembers where its author's machine fetched from."""
    assert findings(INDEX, "devtools") == []


def test_every_locked_package_has_hashes() -> None:
    """Scenario: a package slipped into a lock without the sum of its files."""
    for lock in (ROOT / "requirements").glob("*.txt"):
        pinned = re.findall(r"^[\w.-]+==\S+ \\\n {4}--hash=sha256:", lock.read_text(), re.M)
        named = re.findall(r"^[\w.-]+==", lock.read_text(), re.M)
        assert named
        assert len(pinned) == len(named), lock.name


def test_no_large_file() -> None:
    """Scenario: a font or a database slipped into the repository."""
    assert [str(file) for file in files() if (ROOT / file).stat().st_size > LARGEST] == []
