"""Nothing in the program watches the clerks (A1.3.2): no list of programs, no picture, no keys."""

import ast

from tests.house.tree import python

WATCHERS = frozenset(
    {"psutil", "pynput", "mss", "pyautogui", "keyboard", "mouse", "cv2", "pyscreeze", "wmi"}
)
"""Libraries that list processes, take pictures of the screen, listen to keys or a camera."""
CALLS = frozenset(
    {
        "grabWindow", "ImageGrab", "process_iter", "EnumWindows", "GetForegroundWindow",
        "GetLastInputInfo", "SetWindowsHookEx", "QScreenCapture", "QWindowCapture", "QCamera",
        "QAudioInput", "QMediaCaptureSession", "QWebEngineView",
    }
)  # fmt: skip
COMMANDS = ("tasklist", "wmic process", "/cmdline", "xinput", "xprintidle")


def watching(tree: ast.Module) -> set[str]:
    """Everything in a module that could look at a clerk."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names} & WATCHERS
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").partition(".")[0]} & WATCHERS
            found |= {alias.name for alias in node.names} & CALLS
        elif isinstance(node, ast.Attribute):
            found |= {node.attr} & CALLS
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {word for word in COMMANDS if word in node.value}
    return found


def test_nothing_watches_the_clerks() -> None:
    """Scenario: somebody adds a look at the programs that run, at the screen, or at idle time."""
    found = {str(path): watching(tree) for path, tree in python("counter_app")}
    assert {path: what for path, what in found.items() if what} == {}


def test_a_look_at_the_screen_would_be_found() -> None:
    """The test itself can fail: a grabbed window and a list of processes are told."""
    spying = "import psutil\nfrom PIL import ImageGrab\nscreen.grabWindow()\nrun('tasklist')"
    assert watching(ast.parse(spying)) == {"psutil", "ImageGrab", "grabWindow", "tasklist"}
