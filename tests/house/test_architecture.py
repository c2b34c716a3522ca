"""The law is pure, and one SQLite library serves the process. (The arrows: test_linters.)"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, imports, python

DOMAIN = ("counter_app", "domain")
DOMAIN_MAY_IMPORT = {"attr", "attrs"}
IMPURE_MODULES = {
    "asyncio", "glob", "http", "io", "logging", "multiprocessing", "os", "pathlib", "pickle",
    "random", "secrets", "shutil", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"open", "print", "input", "eval", "exec", "__import__"}
IMPURE_METHODS = {"now", "today", "utcnow", "read_text", "write_text", "read_bytes", "write_bytes"}

LOADED = """
import importlib, pkgutil, sys
import counter_app
for floor in ("domain", "models", "printing", "services", "sync", "ui"):
    package = importlib.import_module(f"counter_app.{floor}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
wrong = {"_sqlite3", "PySide6.QtSql", "sqlcipher3", "pysqlite3"} & set(sys.modules)
maps = open("/proc/self/maps").read() if sys.platform == "linux" else ""
wrong |= {name for name in ("libsqlite3", "_sqlite3.", "libQt6Sql") if name in maps}
print(sorted(wrong))
"""


def domain_files() -> Iterator[tuple[Path, ast.Module]]:
    """The files of the law."""
    return (pair for pair in python("counter_app") if pair[0].parts[:2] == DOMAIN)


def test_domain_imports_nothing_but_the_standard_library_and_attrs() -> None:
    """Scenario: someone imports a database, Qt or a parser into the law: this names the line."""
    strangers = [
        f"{file}:{line}: {name}"
        for file, tree in domain_files()
        for line, name in imports(tree)
        if not domain_may_import(name)
    ]
    assert strangers == []


def domain_may_import(name: str) -> bool:
    """The standard library without its impure parts, attrs, the domain itself, words."""
    if name.startswith(("counter_app.domain", "counter_app.words")):
        return True
    top = name.partition(".")[0]
    pure = sys.stdlib_module_names - IMPURE_MODULES
    return top in DOMAIN_MAY_IMPORT or top in pure


def test_domain_reads_no_clock_no_disk_and_no_dice() -> None:
    """Scenario: a rule calls datetime.now() or open(): the same facts would judge differently."""
    impure = [
        f"{file}:{node.lineno}: {ast.unparse(node.func)}"
        for file, tree in domain_files()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and is_impure(node.func)
    ]
    assert impure == []


def is_impure(called: ast.expr) -> bool:
    """Whether a call reaches outside."""
    if isinstance(called, ast.Name):
        return called.id in IMPURE_CALLS
    return isinstance(called, ast.Attribute) and called.attr in IMPURE_METHODS


def test_one_sqlite_library_in_the_process() -> None:
    """Scenario: every module of the program is loaded; apsw's SQLite is the only one mapped.

    Two copies on one file silently drop each other's locks.
    """
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
