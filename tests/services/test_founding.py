"""A hall as the wizard describes it, and the main job from end to end without a window."""

from pathlib import Path

import attrs

from counter_app.domain.hall import Hall
from counter_app.services import demo, errand, new_hall, profiles, reception
from counter_app.services.reception import Reception
from counter_app.settings import ThisPC
from tests.hall import Clock
from tests.services.windows import FOOD


@attrs.frozen
class Answers:
    """What somebody typed into the wizard."""

    hall_name: str = "示例县政务服务中心"
    window_no: int = 4
    window_name: str = "综合"
    window_place: str = "一楼大厅左侧"
    window_phone: str = "0358-0000009"


def test_a_hall_founded_by_the_wizard_serves_at_once(tmp_path: Path, clock: Clock) -> None:
    """One window, every matter, one clerk with every role; what nobody knows is 未核定."""
    clerk = new_hall.first_clerk("王示例", "geheim-12")
    content = new_hall.content(Answers(), clerk)
    hall = Hall.from_content(content)
    assert hall.counter("W04") is not None and not hall.demo
    assert hall.supervision_phone is None
    printers = new_hall.printers(tmp_path, "")
    assert new_hall.printers(tmp_path, "ipp://p/1") == {
        "papers": "ipp://p/1",
        "labels": "ipp://p/1",
    }
    pc = ThisPC(profile=tmp_path / "pc", counter="W04", printers=printers)
    opened = profiles.found_hall(pc, clerk, clock, content, cost=demo.LIGHT)
    assert opened.desk.station.roles == {"administrator", "clerk", "supervisor"}
    served = reception.issue_one_time_notice(opened.desk, Reception(matter=FOOD)).value
    assert served.number.startswith("示政务〔2026〕咨字第W04-")
    assert new_hall.first_clerk("王示例", "geheim-12").id != clerk.id


def test_a_window_without_telephone_is_told_as_unverified(clock: Clock) -> None:
    """Nothing is invented where the wizard was left empty."""
    clerk = new_hall.first_clerk("王示例", "geheim-12")
    hall = Hall.from_content(new_hall.content(Answers(window_phone=""), clerk))
    assert hall.counters[0].phone is None


def test_the_main_job_prints_both_papers(tmp_path: Path, clock: Clock) -> None:
    """Told once, taken, judged, accepted: two papers out, into the folder it names."""
    opened = demo.open_first(tmp_path, clock)
    told = errand.main_job(opened)
    for paper in ("one_time_notice", "acceptance_notice"):
        assert told[paper].endswith(" printed")
    files = sorted(Path(told["papers"]).glob("*.pdf"))
    assert len(files) == 2 and all(file.read_bytes().startswith(b"%PDF") for file in files)


def test_the_main_job_names_a_printer_that_is_no_folder(tmp_path: Path, clock: Clock) -> None:
    """A PC that prints on paper says where; a printer that is off fails without an error."""
    opened = demo.open_first(tmp_path, clock)
    off = {"papers": "ipp://localhost:1/none"}
    elsewhere = attrs.evolve(opened, pc=opened.pc._replace(printers=off))
    told = errand.main_job(elsewhere)
    assert told["papers"] == "ipp://localhost:1/none"
    assert told["acceptance_notice"].endswith(" failed")
