"""What this PC is, kept in a file an administrator can read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app import settings as pc
from counter_app.domain.errors import InputFault, Outage
from counter_app.settings import ThisPC


def test_before_the_first_start_the_defaults_hold(tmp_path: Path) -> None:
    """No file, no fault."""
    assert pc.load(tmp_path) == ThisPC(profile=tmp_path)


def test_where_the_files_lie(tmp_path: Path) -> None:
    """A profile given on the command line wins over the system's place."""
    assert pc.where(tmp_path) == tmp_path
    assert pc.where().name == "counter_app"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    window=st.integers(0, 99),
    share=st.none() | st.just(Path("/srv/大厅 共享")),
    printers=st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3),
    font_size=st.integers(9, 32),
    theme=st.sampled_from(pc.THEMES),
)
def test_what_is_saved_is_loaded(
    tmp_path: Path,
    window: int,
    share: Path | None,
    printers: dict[str, str],
    font_size: int,
    theme: str,
) -> None:
    """Any settings survive the file, whatever characters a printer's name has."""
    saved = ThisPC(
        profile=tmp_path,
        counter=f"W{window:02}",
        actor=f"w{window:02}-0a1b2c",
        share=share,
        printers=printers,
        font_size=font_size,
        theme=theme,
    )
    pc.save(saved)
    assert pc.load(tmp_path) == saved


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("counter = ", {"file"}),
        ("counter = 3", {"counter"}),
        ('counter = "3"', {"counter"}),
        ('counter = "W03"\nactor = "w04-0a1b2c"', {"actor"}),
        ('actor = "x"', {"actor"}),
        ("font_size = 50", {"font_size"}),
        ("font_size = true", {"font_size"}),
        ("font_size = 12.5", {"font_size"}),
        ('theme = "pink"\nshare = "relative/folder"', {"theme", "share"}),
        ("[printers]\npapers = 1", {"printers"}),
        ("printers = 1", {"printers"}),
        ('colour = "red"', {"colour"}),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(
    tmp_path: Path, text: str, fields: set[str]
) -> None:
    """Each fault names its field, and the file stays as the administrator left it."""
    (tmp_path / "this_pc.toml").write_text(text)
    with pytest.raises(InputFault) as told:
        pc.load(tmp_path)
    assert set(told.value.faults) == fields
    assert (tmp_path / "this_pc.toml").read_text() == text


def test_wrong_settings_are_not_saved(tmp_path: Path) -> None:
    """What could not be loaded again is not written."""
    with pytest.raises(InputFault):
        pc.save(ThisPC(profile=tmp_path, theme="pink"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The old settings stay, the clerk hears why."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Outage):
        pc.save(ThisPC(profile=tmp_path / "file"))
