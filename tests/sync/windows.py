"""Windows for tests: a real desk on a real keyed file, and a courier between it and a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.domain.bodies.case import CaseReceived
from counter_app.domain.bodies.party import Particulars, PartyKind, PartyRecorded
from counter_app.domain.bodies.visit import Channel, VisitOpened
from counter_app.domain.clock import CST
from counter_app.models.base import CounterDatabase, database
from counter_app.models.opening import open_profile
from counter_app.services.act import Act
from counter_app.services.desk import Desk
from counter_app.services.shipping import Shipping
from counter_app.services.station import Station
from counter_app.sync.courier import Courier, Identity
from counter_app.sync.report import Report
from counter_app.sync.shelf import Shelf
from counter_app.sync.storage import Storage

DATABASE_KEY = bytes(range(32))
HALL_KEY = b"k" * 32
HALL = "h1"


class Times:
    """A clock of the hall and of the machine that only the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=CST)
        self.ticks = 1000.0

    def clock(self) -> datetime:
        """The wall clock, aware."""
        return self.now

    def seconds(self) -> float:
        """The monotonic clock."""
        return self.ticks

    def pass_by(self, seconds: float) -> None:
        """Both clocks go on."""
        self.now += timedelta(seconds=seconds)
        self.ticks += seconds


def open_visit(desk: Desk, question: str) -> str:
    """A visitor with sealed particulars asks; returns the id of the visit."""

    def act(act: Act) -> str:
        key_of = act.vault.create()
        person = Particulars(name=f"测试{question}", number="11010519491231002X")
        party = act.append(
            PartyRecorded(party_kind=PartyKind.PERSON, key_of=key_of, particulars=person)
        )
        visit = VisitOpened(
            number=f"visit-{question}",
            channel=Channel.COUNTER,
            first_contact=act.station.clerk,
            counter=act.station.counter,
            question=question,
            visitor=party.id,
        )
        return act.append(visit).id

    return desk.act(act).value


def receive_case(desk: Desk, name: str) -> str:
    """An application is handed in: party, visit and case in one act; returns the case's id."""

    def act(act: Act) -> str:
        key_of = act.vault.create()
        person = Particulars(name=f"测试{name}", number="11010519491231002X")
        party = act.append(
            PartyRecorded(party_kind=PartyKind.PERSON, key_of=key_of, particulars=person)
        )
        case = CaseReceived(
            number=f"case-{name}",
            matter="demo",
            matter_version=1,
            applicant=party.id,
            first_contact=act.station.clerk,
        )
        return act.append(case).id

    return desk.act(act).value


def journal_of() -> list[tuple[str, bytes]]:
    """Every fact of the window whose records are bound now, in one order for all windows."""
    rows = database.execute_sql("SELECT id, line FROM fact ORDER BY id").fetchall()
    return [(fact, bytes(line)) for fact, line in rows]


class Window:
    """One window PC: its records, its desk and its courier. Use it inside `with window.here()`."""

    def __init__(self, profile: Path, actor: str, storage: Storage, times: Times) -> None:
        self.profile = profile
        self.actor = actor
        self.times = times
        self.records: CounterDatabase = open_profile(profile, DATABASE_KEY)
        counter = actor.partition("-")[0].upper()
        station = Station(actor=actor, counter=counter, clerk="c1", clerk_name="王一")
        self.desk = Desk(self.records, times.clock, station)
        self.shipping = Shipping(actor)
        self.identity = Identity(
            actor=actor,
            hall=HALL,
            hall_key=HALL_KEY,
            device=Ed25519PrivateKey.from_private_bytes(actor.encode().ljust(32, b".")),
        )
        self.courier = self.courier_to(storage)

    def courier_to(self, storage: Storage) -> Courier:
        """A courier of this window between its records and `storage`."""
        return Courier(
            storage,
            self.shipping,
            self.desk.absorb,
            self.identity,
            self.times.clock,
            shelf=Shelf(storage, pause=lambda _seconds: None, read_back_delays=(0.0,)),
            ticks=self.times.seconds,
        )

    @contextmanager
    def here(self) -> Iterator["Window"]:
        """Bind the tables to this window's records: two windows never share a process in life."""
        database.initialize(self.records)
        yield self

    def close(self) -> None:
        """Close the file."""
        self.records.close()


def write(window: Window, *questions: str) -> None:
    """Visits at `window`, one per question, shared in one segment each."""
    with window.here():
        for question in questions:
            open_visit(window.desk, question)
            window.courier.publish()
            window.courier.once()


def once(window: Window) -> Report:
    """One round of the window's courier."""
    with window.here():
        return window.courier.once()


def journal(window: Window) -> list[tuple[str, bytes]]:
    """What the window knows."""
    with window.here():
        return journal_of()


def questions(window: Window) -> list[str]:
    """Who came, as the window's own rows tell it."""
    with window.here():
        rows = database.execute_sql("SELECT visitor_name FROM visit ORDER BY number")
        return [name for (name,) in rows]
