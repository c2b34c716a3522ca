"""What the house tests look at: the project's files and their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be committed, relative to the project folder."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    names = sorted(set(filter(None, listing.split("\0"))))
    return tuple(Path(name) for name in names if (ROOT / name).is_file())


def python(*tops: str) -> Iterator[tuple[Path, ast.Module]]:
    """The Python files under the folders (or named) `tops`, parsed; all of them without `tops`."""
    for file in files():
        if file.suffix == ".py" and (not tops or file.parts[0] in tops):
            yield file, parsed(file)


@cache
def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse((ROOT / file).read_text(encoding="utf-8"), filename=str(file))


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a module imports, wherever it does so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
