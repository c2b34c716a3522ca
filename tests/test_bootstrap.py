"""Putting the floors together: halls founded and joined as the wizard asks, demo, sharing."""

import json
import threading
from pathlib import Path

import attrs
import pytest

from counter_app import bootstrap, cli, settings
from counter_app.domain.errors import InputFault, Outage
from counter_app.services import demo, hall_key, profiles
from counter_app.services.profiles import Opened
from counter_app.sync.report import LampState, Report
from counter_app.ui.forms.first_start_flow import Setup
from counter_app.words import RESOURCES

PASSWORD = "long-enough-1"
NEW = Setup(
    way="new",
    hall_name="测试县政务服务中心",
    hall_key="",
    share_folder="",
    window_no=7,
    window_name="社会保险",
    window_place="一层东侧",
    window_phone="",
    clerk_name="测试员",
    password=PASSWORD,
    printer="",
)
GUIDE = RESOURCES / "matters" / "JC-SP-005.json"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """An empty shared folder."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def join(key: str, share: Path) -> Setup:
    """What the wizard of a second PC collects."""
    return attrs.evolve(
        NEW, way="join", hall_name="", hall_key=key, share_folder=str(share), window_no=8,
        window_name="", window_place="",
    )  # fmt: skip


def found(tmp_path: Path, share: Path) -> tuple[Opened, str]:
    """A hall founded on `share`, and its key."""
    setup = attrs.evolve(NEW, share_folder=str(share))
    opened = bootstrap.found(tmp_path / "pc1", setup)
    return opened, hall_key.text_of(opened.keys)


def fault_of(profile: Path, setup: Setup) -> str:
    """The field the wizard is told about; no file was made for nothing."""
    with pytest.raises(InputFault) as told:
        bootstrap.found(profile, setup)
    assert profiles.is_new(profile)
    return next(iter(told.value.faults))


def test_a_new_hall_knows_its_window_and_its_first_administrator(tmp_path: Path) -> None:
    """One window alone: place and service as typed, papers kept in a folder until a printer is
    chosen, the clerk may administer."""
    opened = bootstrap.found(tmp_path / "pc1", NEW)
    counter = opened.desk.reference.hall().counter("W07")
    assert counter is not None
    assert (counter.place, counter.phone) == ("一层东侧", None)
    assert "administrator" in opened.desk.station.roles
    assert opened.pc.printers["papers"].startswith("file:")
    assert bootstrap.exchange(opened) is None
    assert bootstrap.start_sharing(opened, print) is None
    again = bootstrap.unlock(tmp_path / "pc1", opened.desk.station.clerk, PASSWORD)
    assert again.desk.reference.hall().name == NEW.hall_name


def test_an_administrator_publishes_guides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`matters import`: a changed guide is published from a day on, the same once more is not."""
    bootstrap.found(tmp_path / "pc1", NEW)
    monkeypatch.setenv(cli.PASSWORD, PASSWORD)
    content = {**json.loads(GUIDE.read_text("utf-8")), "name": "改名的许可"}
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    words = ["matters", "import", str(changed), "--effective-from", "2099-01-05", "--json"]
    for published in (1, 0):
        assert cli.main([*words, "--profile", str(tmp_path / "pc1")]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer == {"published": published, "unchanged": 1 - published}


def test_another_window_joins_with_the_key(tmp_path: Path, share: Path) -> None:
    """It learns the hall from the share at once; its clerk is a clerk until made more."""
    _opened, key = found(tmp_path, share)
    second = bootstrap.found(tmp_path / "pc2", join(key, share))
    assert second.desk.reference.hall().name == NEW.hall_name
    assert second.desk.station.roles == frozenset({"clerk"})
    assert second.pc.counter == "W08"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"share_folder": "relative"}, "share_folder"),
        ({"share_folder": "/no/such/folder"}, "share_folder"),
        ({"printer": "nonsense"}, "printer"),
        ({"password": "short"}, "password"),
    ],
)
def test_what_cannot_be_right_makes_no_hall(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    """The wizard hears which field; nothing was made."""
    assert fault_of(tmp_path / "pc1", attrs.evolve(NEW, **change)) == field


def test_no_window_joins_what_it_does_not_belong_to(tmp_path: Path, share: Path) -> None:
    """A key cut short, a folder without a hall or not given, the key of another hall."""
    _opened, key = found(tmp_path, share)
    empty = tmp_path / "empty"
    empty.mkdir()
    profile = tmp_path / "pc2"
    assert fault_of(profile, join(key[:-2], share)) == "hall_key"
    assert fault_of(profile, join(key, empty)) == "share_folder"
    assert fault_of(profile, attrs.evolve(join(key, share), share_folder="")) == "share_folder"
    other = key.split(".")[0] + "." + "ab" * 32
    assert fault_of(profile, join(other, share)) == "hall_key"


def test_a_new_hall_keeps_off_the_share_of_another(tmp_path: Path, share: Path) -> None:
    """The folder carries a hall already: join it, or take another folder."""
    found(tmp_path, share)
    setup = attrs.evolve(NEW, share_folder=str(share))
    assert fault_of(tmp_path / "pc2", setup) == "share_folder"


def test_a_window_that_joined_while_the_share_went_away_waits(tmp_path: Path, share: Path) -> None:
    """The hall has not arrived yet: signing in says so; when the share is back it works, and so
    does the wizard, finished once more."""
    _opened, key = found(tmp_path, share)
    setup = join(key, share)
    content = sorted((share / "heads").iterdir())
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    for head in content:
        head.rename(hidden / head.name)
    with pytest.raises(Outage) as told:
        bootstrap.found(tmp_path / "pc2", setup)
    assert str(share) in told.value.hint
    for head in hidden.iterdir():
        head.rename(share / "heads" / head.name)
    assert bootstrap.found(tmp_path / "pc2", setup).desk.reference.has_hall()


def test_a_first_start_cut_short_is_told(tmp_path: Path) -> None:
    """The power went while the hall was made: there are keys but no hall, and no share to learn
    it from. Signing in says what to do."""
    pc = settings.ThisPC(profile=tmp_path / "pc1", counter="W07")
    clerk = profiles.FirstClerk(id="s1", name="测试员", password=PASSWORD)
    profiles.join_hall(pc, clerk, "hall-1", b"k" * 32, bootstrap.now, demo.LIGHT)
    with pytest.raises(Outage) as told:
        bootstrap.unlock(tmp_path / "pc1", "s1", PASSWORD)
    assert str(tmp_path / "pc1") in told.value.hint


def test_a_share_that_cannot_be_used_is_an_outage(tmp_path: Path, share: Path) -> None:
    """The folder is gone when the hall is to be put on it."""
    opened, _key = found(tmp_path, share)
    gone = attrs.evolve(opened, pc=opened.pc._replace(share=tmp_path / "gone" / "away"))
    with pytest.raises(Outage):
        bootstrap.raise_share(gone)
    bootstrap.raise_share(attrs.evolve(opened, pc=opened.pc._replace(share=None)))


def test_both_demo_windows_see_each_other(tmp_path: Path) -> None:
    """The second window has learned the hall from the share; the tables are those of the window
    opened last."""
    second = bootstrap.open_demo(tmp_path / "demo", "W05")
    assert second.desk.station.counter == "W05"
    assert second.desk.reference.hall().demo
    first = bootstrap.open_demo(tmp_path / "demo")
    assert first.desk.database.path.parent.name == "W03"
    assert first.desk.reference.hall().name == second.desk.reference.hall().name


def test_the_patrol_tells_of_its_rounds(tmp_path: Path) -> None:
    """Sharing starts with a round and says how it went, from its own thread."""
    opened = bootstrap.open_demo(tmp_path / "demo")
    heard, reports = threading.Event(), list[Report]()

    def told(report: Report) -> None:
        reports.append(report)
        heard.set()

    patrol = bootstrap.start_sharing(opened, told)
    assert patrol is not None
    assert heard.wait(10)
    assert patrol.stop()
    assert reports[0].state is LampState.SYNCED
