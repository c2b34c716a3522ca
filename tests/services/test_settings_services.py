"""The settings of this PC: saved, tried, and the clerk's password changed."""

import json
import shutil
from pathlib import Path

import pytest
from attrs import define, field

from counter_app.domain.errors import InputFault, Outage
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.services import demo, equipment, passwords, profiles, this_pc
from counter_app.services.desk import Desk
from counter_app.services.equipment import Sign
from counter_app.sync.folder import Folder
from counter_app.sync.marker import raise_marker
from tests.hall import Clock, open_hall


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A window of a new hall."""
    return open_hall(tmp_path, Clock()).desk


# Settings


def test_a_change_leaves_the_other_settings_alone(desk: Desk) -> None:
    """Scenario: the size of text is changed; window and printers stay as the file has them."""
    before = this_pc.settings_of(desk)
    this_pc.keep(desk, font_size=18)
    after = this_pc.settings_of(desk)
    assert after.font_size == 18
    assert (after.counter, after.printers, after.actor) == (
        before.counter,
        before.printers,
        before.actor,
    )


def test_what_cannot_be_right_is_not_saved(desk: Desk) -> None:
    """Scenario: a share without its whole path is refused by name, the file stays."""
    with pytest.raises(InputFault) as caught:
        this_pc.keep(desk, share=Path("hall"))
    assert list(caught.value.faults) == ["share"]
    assert this_pc.settings_of(desk).share == this_pc.folder_of(desk).parent / "share"


# Password


def test_the_new_password_opens_the_records_and_the_old_one_does_not(desk: Desk) -> None:
    """Scenario: a clerk changes the password and signs in again the next morning."""
    folder, clerk = this_pc.folder_of(desk), desk.station.clerk
    passwords.change_password(desk, demo.PASSWORD, "新口令-2026", demo.LIGHT)
    assert profiles.sign_in(folder, clerk, "新口令-2026", Clock()).desk.station.clerk == clerk
    with pytest.raises(InputFault):
        profiles.sign_in(folder, clerk, demo.PASSWORD, Clock())


@pytest.mark.parametrize(
    ("old", "new", "named"), [("wrong-one", "long-enough", "old"), (demo.PASSWORD, "123", "new")]
)
def test_a_wrong_or_short_password_is_named(desk: Desk, old: str, new: str, named: str) -> None:
    """Scenario: a slip of the fingers; the field at fault is named and nothing changes."""
    with pytest.raises(InputFault) as caught:
        passwords.change_password(desk, old, new, demo.LIGHT)
    assert list(caught.value.faults) == [named]
    assert profiles.sign_in(
        this_pc.folder_of(desk), desk.station.clerk, demo.PASSWORD, Clock()
    ).desk


# Share


def marked(folder: Path, text: str) -> Path:
    """A share with a marker."""
    folder.mkdir(exist_ok=True)
    (folder / equipment.MARKER).write_text(text, encoding="utf-8")
    return folder


def test_the_share_of_this_hall_is_good(desk: Desk, tmp_path: Path) -> None:
    """Scenario: the folder carries this hall's marker; trying it leaves nothing behind."""
    folder = marked(tmp_path / "hall", json.dumps({"hall": desk.reference.hall().id}))
    assert equipment.look_at_share(desk, folder).sign is Sign.GOOD
    assert [one.name for one in folder.iterdir()] == [equipment.MARKER]


def test_a_share_the_courier_has_set_up_is_good(tmp_path: Path) -> None:
    """Scenario: the first window of the hall has raised its marker; the settings recognise it."""
    opened = open_hall(tmp_path, Clock())
    folder = tmp_path / "raised"
    folder.mkdir()
    raise_marker(Folder(folder), opened.keys.hall, opened.keys.hall_key, opened.desk.clock())
    assert equipment.look_at_share(opened.desk, folder).sign is Sign.GOOD


def test_a_new_share_is_doubtful(desk: Desk, tmp_path: Path) -> None:
    """Scenario: the folder is empty so far, or not mounted: look before trusting it."""
    (tmp_path / "empty").mkdir()
    assert equipment.look_at_share(desk, tmp_path / "empty").sign is Sign.DOUBTFUL


@pytest.mark.parametrize("text", ['{"hall": "elsewhere"}', "{}", "[]", "no marker"])
def test_a_share_of_others_or_with_a_damaged_marker_is_bad(
    desk: Desk, tmp_path: Path, text: str
) -> None:
    """Scenario: the folder belongs to another hall, or its marker is torn."""
    assert equipment.look_at_share(desk, marked(tmp_path / "hall", text)).sign is Sign.BAD


def test_a_share_that_is_away_is_bad(desk: Desk, tmp_path: Path) -> None:
    """Scenario: the network cable is out."""
    assert equipment.look_at_share(desk, tmp_path / "nowhere").sign is Sign.BAD


def test_a_share_that_takes_no_files_is_bad(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario: the folder may be read but not written."""
    folder = marked(tmp_path / "hall", json.dumps({"hall": desk.reference.hall().id}))

    def refused(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refused)
    found = equipment.look_at_share(desk, folder)
    assert found.sign is Sign.BAD
    assert "Permission denied" in found.words


def test_a_nearly_full_share_is_doubtful(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario: the disk of the share is nearly full."""
    folder = marked(tmp_path / "hall", json.dumps({"hall": desk.reference.hall().id}))
    usage = shutil.disk_usage(folder)._replace(total=1000, free=50)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    assert equipment.look_at_share(desk, folder).sign is Sign.DOUBTFUL


# Printers


@define
class Device:
    """A printer as the network has them: it answers what it was told to answer."""

    answers: list[Outcome]
    jobs: list[str] = field(factory=list)

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Take the paper."""
        self.jobs.append(title)
        return title

    def poll(self, job: str) -> Outcome:
        """The next answer; the last one for ever."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def cancel(self, job: str) -> None:
        """Nothing to cancel."""

    def status(self) -> PrinterStatus:
        """Ready."""
        return PrinterStatus(True)


def no_pause(_seconds: float) -> None:
    """Time flies."""


def test_a_test_page_lands_in_the_folder(desk: Desk, tmp_path: Path) -> None:
    """Scenario: the sample of every purpose comes out as a PDF and uses no number."""
    address = (tmp_path / "out").as_uri()
    for kind in ("one_time_notice", "guide_slip"):
        assert equipment.print_sample(desk, kind, address).sign is Sign.GOOD
    found = list((tmp_path / "out").glob("TEST*.pdf"))
    assert len(found) == 2
    assert all(one.read_bytes().startswith(b"%PDF") for one in found)


def test_a_printer_that_cannot_be_reached_is_bad(desk: Desk, tmp_path: Path) -> None:
    """Scenario: the folder of the papers is a file."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    found = equipment.print_sample(desk, "guide_slip", (tmp_path / "out").as_uri())
    assert found.sign is Sign.BAD


@pytest.mark.parametrize(
    ("answers", "sign"),
    [
        ([Outcome(OutcomeState.PENDING), Outcome(OutcomeState.CONFIRMED)], Sign.GOOD),
        ([Outcome(OutcomeState.FAILED, "缺纸")], Sign.BAD),
        ([Outcome(OutcomeState.CANCELLED)], Sign.BAD),
        ([Outcome(OutcomeState.UNCONFIRMED)], Sign.DOUBTFUL),
        ([Outcome(OutcomeState.PENDING)], Sign.DOUBTFUL),
    ],
)
def test_what_the_printer_says_is_said(answers: list[Outcome], sign: Sign) -> None:
    """Scenario: printers confirm, complain, or never say anything."""
    device = Device(list(answers))
    found = equipment.try_out(device, b"%PDF", no_pause)
    assert found.sign is sign
    assert answers[0].reason in found.words
    assert device.jobs == ["TEST"]


def test_only_addresses_of_printers_are_taken() -> None:
    """Scenario: a web address is typed; an empty line means no printer."""
    equipment.check_address("")
    equipment.check_address("ipp://192.0.2.10/ipp/print")
    with pytest.raises(InputFault):
        equipment.check_address("http://192.0.2.10")


def test_an_outage_of_the_device_is_told(tmp_path: Path) -> None:
    """Scenario: the printer is switched off while it is tried."""

    class Off(Device):
        def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
            raise Outage("打印机没有应答", "请检查电源")

    found = equipment.try_out(Off([]), b"%PDF", no_pause)
    assert found.sign is Sign.BAD
    assert "请检查电源" in found.words
