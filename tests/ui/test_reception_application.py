"""From the question to the application: nothing typed twice, cards read, faults at fields."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from counter_app.domain.bodies.party import PartyKind
from counter_app.services import drafts, intake, parties, reception
from counter_app.services.case_acts import Taken
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.context import Context
from counter_app.ui.forms.application import ApplicationForm
from counter_app.ui.forms.card import Card, read_card
from counter_app.ui.forms.reception_offer import APPLY
from counter_app.ui.screens.reception import ReceptionScreen
from tests.hall import Clock, open_hall
from tests.ui.desk import facts_about, make_context
from tests.ui.keys import at_most
from tests.ui.receptionist import read_cards
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]
TODAY = date(2026, 11, 23)
NUMBER, OTHER = "141122199001010005", "142323196501010006"
CREDIT = "92141122MAXXXXXX0B"


@pytest.fixture
def clock() -> Clock:
    """Monday morning."""
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Opened:
    """Window 3 of the hall."""
    return open_hall(tmp_path, clock)


@pytest.fixture
def real(opened: Opened) -> Context:
    """A context on real files."""
    return make_context(opened)


class Desk:
    """The screen, the robot, what was taken in and where the screen asked to go."""

    def __init__(self, screen: ReceptionScreen, robot: Robot) -> None:
        self.screen, self.robot = screen, robot
        self.taken: list[Taken] = []
        self.went: list[tuple[str, object]] = []
        screen.acts.received.connect(self.taken.append)
        screen.screen_requested.connect(lambda id, argument: self.went.append((id, argument)))

    def form(self) -> ApplicationForm:
        """The application form in front."""
        shown = self.screen.sides.shown
        assert isinstance(shown, ApplicationForm)
        return shown


@pytest.fixture
def desk(real: Context, shown: Shown) -> Desk:
    """The screen with its keys in the search line."""
    screen = ReceptionScreen(real)
    robot = shown(screen)
    read_cards(screen)
    screen.refresh()
    screen.activate()
    return Desk(screen, robot)


@pytest.mark.parametrize(
    ("text", "card"),
    [
        (NUMBER, Card(kind=PartyKind.PERSON, number=NUMBER)),
        (f"王示例 {NUMBER}", Card(kind=PartyKind.PERSON, number=NUMBER, name="王示例")),
        (f"{NUMBER}|王示例", Card(kind=PartyKind.PERSON, number=NUMBER, name="王示例")),
        (
            f"刘示堃|男|汉|19650101|山西省交城县示例路1号|{OTHER}",
            Card(
                kind=PartyKind.PERSON,
                number=OTHER,
                name="刘示堃",
                address="山西省交城县示例路1号",
            ),
        ),
        (CREDIT, Card(kind=PartyKind.ORGANISATION, number=CREDIT)),
        ("141122199001010006", None),
        ("6901234567892", None),
        ("", None),
    ],
)
def test_what_a_reader_types(text: str, card: Card | None) -> None:
    """A number alone or with name and address around it; other bursts are no card."""
    assert read_card(text, TODAY) == card


def test_a_card_and_ctrl_enter_take_the_application_in(desk: Desk, opened: Opened) -> None:
    """Search, F5, the card, Ctrl+Enter: the case is there and the screen goes to it."""
    with at_most(desk.robot, 7):
        desk.robot.type("spjy")
        desk.robot.press("F5")
        desk.robot.scan(f"王示例 {NUMBER}")
        desk.robot.press("Ctrl+Enter")
    (taken,) = desk.taken
    assert facts_about(opened, taken.case) == ["case.received"]
    assert desk.went == [("cases", taken.case)]
    case = intake.case_of(opened.desk, taken.case)
    known = parties.party_of(opened.desk, case.applicant)
    assert known.particulars is not None
    assert (known.particulars.name, known.particulars.number) == ("王示例", NUMBER)
    assert case.first_contact == "S03"
    assert desk.screen.sides.shown is None
    assert drafts.load("application") == {}


def test_what_the_visitor_gave_stands_in_the_application(desk: Desk) -> None:
    """Name and telephone are not asked for again (A1.4.1a)."""
    desk.robot.type("spjy")
    desk.screen.finder.search.ask_now()
    desk.screen.form.name.restore("王示例")
    desk.screen.form.phone.restore("13500001234")
    desk.robot.press("F5")
    form = desk.form()
    assert (form.applicant.name.value, form.applicant.phone.value) == ("王示例", "13500001234")


def test_a_consult_becomes_the_application(desk: Desk, opened: Opened) -> None:
    """A visit that is open: its visitor is looked up on record, its number goes on."""
    visitor = PartyInput(name="王示例", number=NUMBER)
    entry = Reception(matter="JC-SP-005", visitor=visitor)
    made = reception.tell_orally(opened.desk, entry).value
    desk.screen.open(made.visit)
    desk.robot.press("F5")
    assert desk.form().applicant.number.value == NUMBER
    desk.robot.press("Ctrl+Enter")
    case = intake.case_of(opened.desk, desk.taken[0].case)
    assert case.visit == made.visit
    assert facts_about(opened, made.visit)[-1] == "visit.applied"
    assert "party.looked_at" in facts_about(opened, case.applicant)


def test_a_nameless_consult_becomes_the_application(desk: Desk, opened: Opened) -> None:
    """Nobody gave a name: the form opens empty."""
    made = reception.tell_orally(opened.desk, Reception(matter="JC-SP-005")).value
    desk.screen.open(made.visit)
    desk.robot.press("F5")
    assert desk.form().applicant.name.value == ""


def test_an_agent_hands_it_in(desk: Desk, opened: Opened) -> None:
    """The second card is the agent's; without a basis the fault stands at its field."""
    desk.robot.type("spjy")
    desk.robot.press("F5")
    desk.robot.scan(f"王示例 {NUMBER}")
    form = desk.form()
    desk.robot.press("Alt+H", "2", "Enter")
    desk.robot.scan(f"刘示堃 {OTHER}")
    assert form.agent.number.value == OTHER
    assert form.applicant.number.value == NUMBER
    desk.robot.press("Ctrl+Enter")
    assert form.agent_basis.fault
    form.agent_basis.restore("授权委托书")
    desk.robot.press("Ctrl+Enter")
    case = intake.case_of(opened.desk, desk.taken[0].case)
    assert case.agent


def test_an_organisation_applies(desk: Desk, opened: Opened) -> None:
    """A credit code read from the licence changes the form to an organisation."""
    desk.robot.type("spjy")
    desk.robot.press("F5")
    desk.robot.scan(CREDIT)
    form = desk.form()
    assert form.applicant.kind.value == PartyKind.ORGANISATION.value
    assert form.applicant.representative.isVisible()
    form.applicant.name.restore("交城县示例餐饮店")
    form.applicant.representative.restore("王示例")
    desk.robot.press("Ctrl+Enter")
    case = intake.case_of(opened.desk, desk.taken[0].case)
    known = parties.party_of(opened.desk, case.applicant)
    assert known.kind is PartyKind.ORGANISATION
    assert known.particulars is not None
    assert known.particulars.legal_representative == "王示例"


def test_faults_of_the_applicant_stand_at_their_fields(desk: Desk) -> None:
    """All at once, the first with the focus."""
    desk.robot.type("spjy")
    desk.robot.press("F5")
    form = desk.form()
    form.applicant.number.restore("141122199001010006")
    desk.robot.press("Ctrl+Enter")
    assert form.applicant.name.fault
    assert form.applicant.number.fault
    assert form.applicant.name.edit.hasFocus()
    assert desk.taken == []


def test_a_rest_day_asks_for_its_reason(desk: Desk, clock: Clock) -> None:
    """On Sunday the application needs a reason (S06)."""
    clock.at("2026-11-22 10:00")
    desk.robot.type("spjy")
    desk.robot.press("F5")
    form = desk.form()
    assert not form.rest_day_reason.isHidden()
    desk.robot.scan(f"王示例 {NUMBER}")
    desk.robot.press("Ctrl+Enter")
    assert form.rest_day_reason.fault
    form.rest_day_reason.restore("预约的延时服务")
    desk.robot.press("Ctrl+Enter")
    assert len(desk.taken) == 1


def test_esc_leaves_the_application_and_f5_brings_it_back(desk: Desk) -> None:
    """A look at the guide in between loses nothing."""
    desk.robot.type("spjy")
    desk.robot.press("F5")
    desk.form().applicant.name.restore("王示例")
    desk.robot.press("Esc")
    assert desk.screen.sides.shown is None
    desk.robot.press("F5")
    assert desk.form().applicant.name.value == "王示例"
    assert desk.form().notice.isVisible()


def test_the_next_citizen_never_sees_the_last_ones_application(desk: Desk) -> None:
    """A finished visit clears what an application left half filled."""
    desk.robot.type("spjy")
    desk.robot.press("F5")
    desk.form().applicant.name.restore("王示例")
    desk.robot.press("Esc", "F4")
    desk.robot.type("spjy")
    desk.robot.press("F5")
    assert desk.form().applicant.name.value == ""


def test_a_new_case_from_elsewhere(desk: Desk) -> None:
    """Ctrl+N in the cases: with a matter the form is there at once, without one Enter fills it."""
    desk.screen.open((APPLY, "JC-TZ-047"))
    assert desk.form().application().matter == "JC-TZ-047"
    desk.robot.press("Esc", "Esc")
    desk.screen.open((APPLY, ""))
    assert desk.screen.form.notice.isVisible()
    desk.robot.type("spjy")
    desk.robot.press("Enter")
    assert desk.form().application().matter == "JC-SP-005"


def test_only_the_name_was_read_before(desk: Desk) -> None:
    """A card without a name, read at the visit: F5 still knows its number."""
    desk.robot.type("spjy")
    desk.robot.scan(NUMBER)
    desk.robot.press("F5")
    assert desk.form().applicant.number.value == NUMBER


def test_a_telephone_without_a_name_stops_the_way_to_the_form(desk: Desk) -> None:
    """The fault stands at the name before anything opens."""
    desk.robot.type("spjy")
    desk.screen.form.phone.restore("13500001234")
    desk.robot.press("F5")
    assert desk.screen.sides.shown is None
    assert desk.screen.form.name.fault
