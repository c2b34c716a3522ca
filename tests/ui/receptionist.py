"""The reception at work, for its tests."""

from counter_app.domain.reception.state import Visit
from counter_app.services import reception
from counter_app.services.profiles import Opened
from counter_app.services.reception import Served
from counter_app.ui.forms.card_reader import CardReader
from counter_app.ui.screens.reception import ReceptionScreen
from tests.ui.robots import Robot


def read_cards(screen: ReceptionScreen) -> None:
    """What the window does for its screens: a card read is handed to the screen."""
    CardReader(screen, screen.context.today).read.connect(screen.take_card)


class Receptionist:
    """The reception at work: the screen, the robot, the visits served."""

    def __init__(self, screen: ReceptionScreen, robot: Robot) -> None:
        self.screen, self.robot = screen, robot
        self.served: list[Served] = []
        self.stages: list[str] = []
        read_cards(screen)
        screen.acts.served.connect(lambda one, _said: self.served.append(one))
        screen.stage_changed.connect(self.stages.append)

    def find(self, text: str) -> None:
        """Commit Chinese in the search line and wait for the guide."""
        self.screen.activate()
        self.screen.finder.search.edit.setText("")
        self.robot.commit(text)
        self.screen.finder.search.ask_now()

    def buttons(self) -> list[str]:
        """The keys on the buttons of the form in front."""
        form = self.screen.sides.shown or self.screen.form
        return [action.key for action in form.actions_row.actions_list()]


def visit_of(opened: Opened, served: Served) -> Visit:
    """The folded visit."""
    return reception.visit_of(opened.desk, served.visit)
