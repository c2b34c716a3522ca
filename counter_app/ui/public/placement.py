"""On which screen the citizen window stands. Pure: screens are described, not touched."""

from collections.abc import Sequence

from attrs import frozen


@frozen
class ScreenFacts:
    """What is known of a screen. `area` is (x, y, width, height) in px of the desktop."""

    name: str
    model: str = ""
    serial: str = ""
    area: tuple[int, int, int, int] = (0, 0, 0, 0)
    is_primary: bool = False


@frozen
class Wanted:
    """The screen chosen in the settings; empty parts were not known when it was chosen."""

    serial: str = ""
    model: str = ""
    name: str = ""

    def is_empty(self) -> bool:
        """Nothing was chosen: any second screen will do."""
        return not (self.serial or self.model or self.name)


def identity(screen: ScreenFacts) -> Wanted:
    """What to remember of a screen, so that it is found again."""
    return Wanted(screen.serial, screen.model, screen.name)


def choose_screen(
    screens: Sequence[ScreenFacts], clerk_screen: ScreenFacts | None, wanted: Wanted
) -> ScreenFacts | None:
    """The screen for the citizen, None to stay hidden.

    Never the clerk's screen nor one that mirrors it (same area). A screen chosen in the settings
    is recognised by serial, then model with name, then name alone; when it is away, no other
    takes its place, because somebody else may be looking at that one.
    """
    clerk = clerk_screen or next((screen for screen in screens if screen.is_primary), None)
    others = [
        screen
        for screen in screens
        if clerk is None or (screen != clerk and screen.area != clerk.area)
    ]
    if wanted.is_empty():
        return others[0] if len(others) == 1 else None
    for is_it in (_same_serial, _same_model, _same_name):
        for screen in others:
            if is_it(screen, wanted):
                return screen
    return None


def _same_serial(screen: ScreenFacts, wanted: Wanted) -> bool:
    return bool(wanted.serial) and screen.serial == wanted.serial


def _same_model(screen: ScreenFacts, wanted: Wanted) -> bool:
    if not wanted.model or (screen.model, screen.name) != (wanted.model, wanted.name):
        return False
    return not (wanted.serial and screen.serial)


def _same_name(screen: ScreenFacts, wanted: Wanted) -> bool:
    known = (wanted.serial and screen.serial) or (wanted.model and screen.model)
    return bool(wanted.name) and screen.name == wanted.name and not known
