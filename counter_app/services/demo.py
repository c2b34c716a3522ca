"""A filled demo hall: two windows, made-up citizens, a week of work. Never a real person."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.bodies.visit import AnswerWay, Channel
from counter_app.domain.cases.commands import CorrectOnTheSpot, Judge
from counter_app.domain.clock import CST
from counter_app.domain.matters import materials_for
from counter_app.models.keyring import Cost
from counter_app.services import intake, print_desk, profiles, reception
from counter_app.services.case_acts import Taken
from counter_app.services.desk import Clock, Desk
from counter_app.services.papers import Issued
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import FirstClerk, Opened
from counter_app.services.reception import Reception
from counter_app.settings import ThisPC

PASSWORD = "demo-2026"
MARK = "demo-hall"
COUNTERS = ("W03", "W05")
LIGHT = Cost(memory=8 * 1024, passes=1, lanes=1)
"""The demo's keys guard made-up data only; its start need not wait for them."""

CITIZENS = (
    ("王示例", "141122199001010005", "13500001234"),
    ("李示例", "141122200506150009", "13500002345"),
    ("张示䶮", "141122195503100002", "13500003456"),
    ("赵示例", "141122197805200008", ""),
    ("刘示堃", "142323196501010006", "13500005678"),
)
ORGANISATION = ("交城县示例餐饮店", "92141122MAXXXXXX0B", "0358-0000000")


class Calendar:
    """A clock the demo sets by hand while it fills the hall, and lets go of afterwards."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self.moment: datetime | None = None

    def __call__(self) -> datetime:
        """The moment being filled, else the real time."""
        return self.moment or self._real()


def profile_of(root: Path, counter: str) -> Path:
    """Where a demo window keeps its files."""
    return root / counter


def settings_of(root: Path, counter: str) -> ThisPC:
    """A demo window prints into a folder and shares through one."""
    paper = (root / "papers" / counter).as_uri()
    return ThisPC(
        profile=profile_of(root, counter),
        counter=counter,
        share=root / "share",
        printers={"papers": paper, "labels": paper},
    )


def open_first(root: Path, real: Clock) -> Opened:
    """The first demo window, founded and filled when it is not there yet."""
    profile = profile_of(root, COUNTERS[0])
    if not profiles.is_new(profile):
        return profiles.sign_in(profile, clerk_of(COUNTERS[0]).id, PASSWORD, real)
    clock = Calendar(real)
    (root / "share").mkdir(parents=True, exist_ok=True)
    (root / MARK).touch()
    pc = settings_of(root, COUNTERS[0])
    opened = profiles.found_hall(pc, clerk_of(COUNTERS[0]), clock, cost=LIGHT)
    fill(opened.desk, clock)
    return opened


def open_second(root: Path, first: Opened, real: Clock) -> Opened:
    """The second demo window; it learns the hall from the share at its first round."""
    profile = profile_of(root, COUNTERS[1])
    if not profiles.is_new(profile):
        return profiles.sign_in(profile, clerk_of(COUNTERS[1]).id, PASSWORD, real)
    return profiles.join_hall(
        settings_of(root, COUNTERS[1]),
        clerk_of(COUNTERS[1]),
        first.keys.hall,
        first.keys.hall_key,
        real,
        LIGHT,
    )


def is_demo(profile: Path) -> bool:
    """Whether the files in `profile` belong to a demo window; its data is made up."""
    return (profile.parent / MARK).exists()


def clerk_of(counter: str) -> FirstClerk:
    """The demo clerk of a window."""
    number = int(counter[1:])
    return FirstClerk(id=f"S{number:02d}", name=f"示例{number}号", password=PASSWORD)


def citizen(place: int) -> PartyInput:
    """A made-up citizen with a checksum-valid number that belongs to nobody."""
    name, number, phone = CITIZENS[place % len(CITIZENS)]
    return PartyInput(name=name, number=number, phone=phone, source="demo")


def organisation() -> PartyInput:
    """A made-up business."""
    name, number, phone = ORGANISATION
    return PartyInput(kind=PartyKind.ORGANISATION, name=name, number=number, phone=phone)


def fill(desk: Desk, clock: Calendar) -> None:
    """A few working days of visits and cases in every state the screens know."""
    today = clock().astimezone(CST).date()
    calendar = desk.reference.calendar()
    days = [today - timedelta(days=back) for back in range(14, 0, -1)]
    workdays = [day for day in days if calendar.is_workday(day)]
    scenes: list[Callable[[Desk, int], None]] = [_accepted, _corrected, _waiting, _consulted]
    for place, day in enumerate(workdays):
        clock.moment = datetime.combine(day, time(9, 5 + place), tzinfo=CST)
        scenes[place % len(scenes)](desk, place)
    if calendar.is_workday(today):
        clock.moment = min(clock(), datetime.combine(today, time(8, 40), tzinfo=CST))
        _waiting(desk, len(workdays))
        reception.answer(
            desk,
            Reception(matter="JC-SP-005", channel=Channel.TELEPHONE, visitor=citizen(1)),
            AnswerWay.TO_VERIFY,
            "经营场所在住宅楼内能否办理，需与股室核实",
            today,
        )
    clock.moment = None


def _received(desk: Desk, place: int, matter: str = "JC-SP-005") -> str:
    who = organisation() if place % 3 == 0 else citizen(place)
    entry = intake.Application(matter=matter, applicant=who, twin_reason="另一经营场所")
    return intake.receive(desk, entry).value.case


def _all_in_order(desk: Desk, case: str, *, missing: int = 0) -> None:
    state = intake.case_of(desk, case)
    spec = desk.reference.matter(state.matter, state.matter_version)
    assert spec is not None, "the case was received under it"
    listed = materials_for(spec, by_agent=False)
    kept = len(listed) - missing
    verdicts: list[Judge | CorrectOnTheSpot] = [
        Judge(material=one.id, verdict=Verdict.IN_ORDER if place < kept else Verdict.MISSING)
        for place, one in enumerate(listed)
    ]
    intake.judge(desk, case, verdicts)


def _accepted(desk: Desk, place: int) -> None:
    case = _received(desk, place)
    _all_in_order(desk, case)
    _told(desk, intake.accept(desk, case).value)


def _corrected(desk: Desk, place: int) -> None:
    case = _received(desk, place)
    _all_in_order(desk, case, missing=2)
    _told(desk, intake.ask_correction(desk, case).value)


def _waiting(desk: Desk, place: int) -> None:
    _received(desk, place, "JC-TZ-047")


def _consulted(desk: Desk, place: int) -> None:
    served = reception.issue_one_time_notice(
        desk, Reception(matter="JC-SP-006", visitor=citizen(place))
    ).value
    _out(desk, served.paper)


def _told(desk: Desk, taken: Taken) -> None:
    _out(desk, taken.paper)


def _out(desk: Desk, paper: Issued | None) -> None:
    """The citizen has the paper in hand."""
    assert paper is not None, "the act issues a paper"
    print_desk.confirm(desk, paper.id, came_out=True)
