"""Small rooms: what outgrows them is split, or stands in the list with a reason."""

import ast

from tests.house.tree import ROOT, python

FILE_LINES, FUNCTION_LINES, CLASS_METHODS = 400, 40, 25

EXCEPTIONS: dict[str, str] = {}
"""`file`, `file:function` or `file:Class` to the reason why it may be larger."""


def test_files_stay_within_400_lines() -> None:
    """Scenario: a file grew too long to be read in one go."""
    long = {
        str(file): lines
        for file, _ in python()
        if (lines := len((ROOT / file).read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert outside(long) == {}


def test_functions_stay_within_40_lines() -> None:
    """Scenario: a function does more than one thing."""
    long = {
        f"{file}:{node.name}": lines
        for file, tree in python()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert outside(long) == {}


def test_classes_stay_within_25_methods() -> None:
    """Scenario: a class gathered everything that was near."""
    large = {
        f"{file}:{node.name}": methods
        for file, tree in python()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and (methods := sum(isinstance(part, ast.FunctionDef) for part in node.body))
        > CLASS_METHODS
    }
    assert outside(large) == {}


def test_exceptions_are_still_needed() -> None:
    """Scenario: an exception outlived what it was made for."""
    known = {str(file) for file, _ in python()}
    assert [name for name in EXCEPTIONS if name.partition(":")[0] not in known] == []


def outside(found: dict[str, int]) -> dict[str, int]:
    """`found` without the listed exceptions."""
    return {name: size for name, size in found.items() if name not in EXCEPTIONS}
