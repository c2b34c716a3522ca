"""The packaged program starts where nothing else is installed, and prints."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app import __version__
from tests.beside import Beside

LARGEST_MB = 320
"""Qt, Python and libraries about 200 MB, the fonts 95 MB."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run_beside(folder: Path) -> list[str]:
    """The onedir program, built from the tree as it stands."""
    return [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
        "--distpath", str(folder / "dist"), "--workpath", str(folder / "build"),
        "build_installer.spec",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def program(beside: Beside) -> Path:
    """The program, once it is built."""
    done = beside.ended(__name__)
    assert done.returncode == 0, done.stderr
    return beside.folder / __name__ / "dist" / "counter-app" / "counter-app"


def alone(program: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program with an empty environment (`env -i`), away from the source tree."""
    return subprocess.run(
        [str(program), *arguments], cwd=program.parent.parent, env=environment,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_says_its_version(program: Path) -> None:
    """Scenario: an administrator asks the installed program which one it is."""
    done = alone(program, "--version")
    assert done.returncode == 0, done.stderr
    assert __version__ in done.stdout


def test_prints_a_paper(program: Path, tmp_path: Path) -> None:
    """Scenario: on a bare machine the packaged program serves the demo hall and writes a paper."""
    profile = tmp_path / "profile"
    done = alone(
        program, "demo", "--headless", "--profile", str(profile), QT_QPA_PLATFORM="offscreen"
    )
    assert done.returncode == 0, done.stderr
    folder = next(
        Path(line.partition(": ")[2])
        for line in done.stdout.splitlines()
        if line.startswith("papers: ")
    )
    papers = list(folder.glob("*.pdf"))
    assert papers
    assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)


def test_holds_no_second_sqlite_and_stays_small(program: Path) -> None:
    """Scenario: a library drags in Python's own SQLite, or a hundred megabytes of Qt modules."""
    files = [file for file in program.parent.rglob("*") if file.is_file() and not file.is_symlink()]
    names = {file.name for file in files}
    assert not [name for name in names if name.startswith(("_sqlite3", "libsqlite3", "libQt6Sql"))]
    assert sum(os.path.getsize(file) for file in files) / 1e6 < LARGEST_MB
