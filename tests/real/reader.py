"""A screen reader: what it can read of a program and do in it, by the names alone.

Runs under the system's Python, which has the AT-SPI bindings; knows nothing of the program.
Each line of standard input is a question in JSON, each line of standard output its answer.
"""

import json
import sys
import time

import pyatspi

PATIENCE = 15.0
CONTROLS = {
    pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_CHECK_BOX,
    pyatspi.ROLE_RADIO_BUTTON, pyatspi.ROLE_COMBO_BOX, pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY,
    pyatspi.ROLE_PASSWORD_TEXT, pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE, pyatspi.ROLE_LIST,
    pyatspi.ROLE_SLIDER, pyatspi.ROLE_SPIN_BUTTON, pyatspi.ROLE_PAGE_TAB, pyatspi.ROLE_LINK,
}  # fmt: skip
"""What somebody acts on; a control without a name cannot be found by who does not see it."""


def application(pid):
    """The program with this process id, once it is on the bus."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for one in pyatspi.Registry.getDesktop(0):
            if one is not None and one.get_process_id() == pid:
                return one
        time.sleep(0.1)
    raise SystemExit(f"no program {pid} on the accessibility bus")


def shown(node, found):
    """Every node that is on the screen, depth first."""
    if node is None:
        return found
    for place in range(node.childCount):
        child = node.getChildAtIndex(place)
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            found.append(child)
            if child.getRole() not in (pyatspi.ROLE_TABLE, pyatspi.ROLE_LIST):
                shown(child, found)
    return found


def named(app, name):
    """The nodes on the screen that read so."""
    return [node for node in shown(app, []) if node.name == name]


def answer(app, asked):
    """One question: `all`, `nameless`, `press` or `fill`; what is not there yet gives false."""
    if asked["ask"] == "all":
        return [[node.getRoleName(), node.name] for node in shown(app, [])]
    if asked["ask"] == "nameless":
        return [
            f"{node.getRoleName()} in {node.parent.getRoleName()} {node.parent.name!r}"
            for node in shown(app, [])
            if node.getRole() in CONTROLS and not node.name.strip()
        ]
    for node in named(app, asked["name"]):
        if asked["ask"] == "press" and act(node):
            return True
        if asked["ask"] == "fill" and "EditableText" in pyatspi.listInterfaces(node):
            return bool(node.queryEditableText().setTextContents(asked["text"]))
    return False


def act(node):
    """Do the first thing that can be done with it, if it may be done now."""
    if "Action" not in pyatspi.listInterfaces(node):
        return False
    if not node.getState().contains(pyatspi.STATE_ENABLED):
        return False
    actions = node.queryAction()
    names = [actions.getName(place) for place in range(actions.nActions)]
    wanted = next((one for one in ("Press", "Toggle", "press") if one in names), "")
    return bool(wanted) and bool(actions.doAction(names.index(wanted)))


def main():
    """Answer until nobody asks any more."""
    app = application(int(sys.argv[1]))
    for line in sys.stdin:
        print(json.dumps(answer(app, json.loads(line)), ensure_ascii=False), flush=True)


main()
