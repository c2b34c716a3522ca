"""The command line: every command in words and as JSON, every error in one line."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counter_app import __version__, bootstrap, cli
from counter_app.services import demo
from counter_app.words import RESOURCES

ROOT = Path(__file__).resolve().parents[1]
GUIDE = RESOURCES / "matters" / "JC-SP-005.json"


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled demo hall with both windows."""
    folder = tmp_path_factory.mktemp("cli") / "hall"
    bootstrap.open_demo(folder, "W05").desk.database.close()
    return folder


class Terminal:
    """Runs commands in this process and reads what they say."""

    def __init__(self, capsys: pytest.CaptureFixture[str], profile: Path) -> None:
        self._capsys, self.profile = capsys, profile

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        try:
            status = cli.main(words)
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = self._capsys.readouterr()
        return status, said.out.strip(), said.err.strip()

    def on(self, *words: str) -> tuple[int, str, str]:
        """The same at window 3."""
        return self.run(*words, "--profile", str(self.profile))

    def json(self, *words: str) -> Any:
        """The answer as JSON; the status is 0 and nothing is complained about."""
        status, out, err = self.on(*words, "--json")
        assert (status, err) == (0, ""), err
        return json.loads(out)

    def refused(self, *words: str) -> str:
        """The one line on standard error of a command that fails."""
        status, out, err = self.on(*words)
        assert status != 0
        assert (out, err.count("\n")) == ("", 0)
        return err


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], hall: Path) -> Terminal:
    """A terminal at window 3 of the demo hall."""
    return Terminal(capsys, hall / "W03")


@pytest.mark.parametrize(
    ("start", "days", "end", "provisional"),
    [
        ("2026-09-24", 5, "2026-10-09", False),  # S01
        ("2026-12-01", 20, "2026-12-29", False),  # S07
        ("2026-11-23", 28, "2026-12-31", False),
        ("2026-11-23", 30, "2027-01-05", True),
    ],
)
def test_due_dates_of_the_scenarios(
    terminal: Terminal, start: str, days: int, end: str, provisional: bool
) -> None:
    """S01 and S07, in words with the arithmetic and as JSON."""
    status, out, _err = terminal.run("due", start, str(days))
    first, *arithmetic = out.splitlines()
    assert status == 0
    assert first.startswith(end)
    assert (len(first) > len(end)) == provisional
    answer = json.loads(terminal.run("due", start, str(days), "--json")[1])
    assert (answer["due"], answer["provisional"]) == (end, provisional)
    assert answer["arithmetic"] == arithmetic


def test_due_in_months_days_and_without_a_pause(terminal: Terminal) -> None:
    """Calendar days and months; a pause does not count."""
    day = json.loads(terminal.run("due", "2026-11-23", "3", "--unit", "day", "--json")[1])
    month = json.loads(terminal.run("due", "2026-11-23", "1", "--unit", "month", "--json")[1])
    pause = ("--exclude", "2026-11-24..2026-11-26")
    paused = json.loads(terminal.run("due", "2026-11-23", "5", *pause, "--json")[1])
    assert (day["due"], month["due"], paused["due"]) == ("2026-11-26", "2026-12-23", "2026-12-03")


def test_the_main_job_ends_in_papers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`demo --headless` serves a citizen: numbers, prints, and the PDF as the last word."""
    terminal = Terminal(capsys, tmp_path / "new")
    status, out, err = terminal.on("demo", "--headless")
    assert (status, err) == (0, "")
    last = Path(out.split()[-1])
    assert last.suffix == ".pdf"
    assert last.read_bytes().startswith(b"%PDF-1.")
    answer = terminal.json("demo", "--headless")
    assert answer["acceptance_notice"].endswith(" printed")
    number = answer["acceptance_notice"].split()[0]
    copy = tmp_path / "copy.pdf"
    window = Terminal(capsys, tmp_path / "new" / "W03")
    made = window.json("slip", "acceptance_notice", "--case", answer["case"], "-o", str(copy))
    assert made["number"] == number
    assert copy.stat().st_size == made["bytes"]
    assert window.on("slip", "acceptance_notice", "--case", number, "-o", str(copy))[1] == str(copy)


def test_a_slip_that_cannot_be_written(terminal: Terminal, tmp_path: Path) -> None:
    """No such paper; a folder that is not there."""
    nowhere = ("-o", str(tmp_path / "no" / "x.pdf"))
    assert "W03-99999" in terminal.refused("slip", "receipt", "--case", "W03-99999", *nowhere)
    root = str(terminal.profile.parent)
    done = json.loads(terminal.run("demo", "--headless", "--json", "--profile", root)[1])
    told = done["one_time_notice"].split()[0]
    line = terminal.refused("slip", "one_time_notice", "--case", told, *nowhere)
    assert str(tmp_path / "no") in line


def test_a_ledger_of_a_period_is_written(terminal: Terminal, tmp_path: Path) -> None:
    """`ledger` reads the facts of the days asked for, at all windows or at one."""
    days = ("--from", "2026-01-01", "--to", "2026-12-31")
    file = tmp_path / "consults.pdf"
    made = terminal.json("ledger", "consult_ledger", *days, "-o", str(file))
    assert (made["file"], made["bytes"]) == (str(file), file.stat().st_size)
    here = ("--window", "W03", "-o", str(file))
    assert terminal.on("ledger", "case_ledger", *days, *here)[1] == str(file)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("fee_ledger", "--from", "2026-11-01", "--to", "2026-11-30"), "kind: "),
        (("case_ledger", "--from", "2026-11-30", "--to", "2026-11-01"), "to: "),
    ],
)
def test_a_ledger_that_cannot_be_made(
    terminal: Terminal, tmp_path: Path, words: tuple[str, ...], named: str
) -> None:
    """A ledger nothing is recorded for yet; days the wrong way round: one line, no file."""
    file = tmp_path / "ledger.pdf"
    assert terminal.refused("ledger", *words, "-o", str(file)).startswith(named)
    assert not file.exists()


def test_one_round_with_the_share(terminal: Terminal) -> None:
    """`sync --once`: the state in a word, what went and what came."""
    answer = terminal.json("sync", "--once")
    assert answer["state"] == "synced"
    assert (answer["unshared"], answer["problem"]) == (0, "")
    assert "↑0 ↓0" in terminal.on("sync", "--once")[1]


def test_a_share_that_is_away_is_a_failure(terminal: Terminal) -> None:
    """The folder is not mounted: status 1, with the state."""
    share = terminal.profile.parent / "share"
    share.rename(share.with_name("away"))
    try:
        status, out, _err = terminal.on("sync", "--once", "--json")
        assert (status, json.loads(out)["state"]) == (1, "offline")
    finally:
        share.with_name("away").rename(share)


def test_watching_ends_when_interrupted(terminal: Terminal) -> None:
    """`sync` without --once repeats until Ctrl+C, which is no crash."""
    process = subprocess.Popen(
        [sys.executable, "-m", "counter_app", "sync", "--watch", "--json", "--profile",
         str(terminal.profile)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=20)
    assert json.loads(first)["state"] == "synced"
    assert (process.returncode, err) == (130, "")


def test_records_are_verified_and_made_again(terminal: Terminal) -> None:
    """A sound window has no findings, before and after `rebuild`."""
    assert terminal.json("verify") == {"findings": [], "status": 0}
    assert terminal.json("rebuild")["subjects"] > 0
    assert terminal.on("rebuild")[1].isdigit()
    assert terminal.on("verify")[0] == 0


def test_a_changed_row_is_found(terminal: Terminal) -> None:
    """Somebody changed a row: `verify` names it and fails; `rebuild` puts it right."""
    opened = bootstrap.open_demo(terminal.profile.parent)
    opened.desk.database.execute_sql("UPDATE visit SET state = 'guided'")
    opened.desk.database.close()
    status, out, _err = terminal.on("verify")
    assert status == 1
    assert "state" in out
    assert json.loads(terminal.on("verify", "--json")[1])["findings"]
    terminal.on("rebuild")
    assert terminal.on("verify")[0] == 0


def test_the_hall_key_in_one_line(terminal: Terminal) -> None:
    """Hall and key, as the wizard of another window reads it."""
    key = terminal.json("hall-key")["hall_key"]
    assert key.split(".")[0] == "jiaocheng"
    assert terminal.on("hall-key")[1] == key


def test_guides_are_checked(terminal: Terminal, tmp_path: Path) -> None:
    """A sound file; a broken one with row and field; none at all."""
    assert terminal.json("matters", "check", str(GUIDE))["findings"] == []
    assert terminal.on("matters", "check", str(GUIDE))[1]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({**json.loads(GUIDE.read_text("utf-8")), "materials": 7}))
    status, out, _err = terminal.on("matters", "check", str(broken))
    assert status == 1
    assert out
    assert terminal.on("matters", "import", str(broken))[0] == 1
    assert terminal.on("matters", "check", str(tmp_path / "none.json"))[0] == 1


def test_guides_are_published_by_administrators_alone(terminal: Terminal) -> None:
    """A clerk is refused with the clause; what an administrator does stands in test_bootstrap."""
    assert "第四条第（五）项" in terminal.refused("matters", "import", str(GUIDE))


def test_a_year_of_working_days(terminal: Terminal) -> None:
    """2026 with its holidays; a year nobody has announced is provisional."""
    answer = json.loads(terminal.run("calendar", "show", "2026", "--json")[1])
    assert (answer["workdays"], answer["provisional"]) == (248, False)
    assert "国庆" in terminal.run("calendar", "show", "2026")[1]
    assert json.loads(terminal.run("calendar", "show", "2031", "--json")[1])["provisional"]


def test_a_year_is_published_by_administrators_alone(terminal: Terminal) -> None:
    """`calendar import` reads the file and asks the rule; a clerk is refused with the clause."""
    year = str(GUIDE.parents[1] / "calendars" / "2027.toml")
    assert "限时办结制 第一条" in terminal.refused("calendar", "import", year)


def test_help_and_version(terminal: Terminal) -> None:
    """`--help` lists every command with a sentence; `--version` is the version."""
    status, out, _err = terminal.run("--help")
    assert status == 0
    for name in (
        "window",
        "demo",
        "slip",
        "ledger",
        "sync",
        "hall-key",
        "due",
        "verify",
        "rebuild",
    ):
        assert name in out
    assert terminal.run("--version")[1] == __version__


@pytest.mark.parametrize(
    "words",
    [
        ("due", "yesterday", "5"),
        ("due", "2026-11-23", "many"),
        ("dance",),
        ("matters",),
        ("sync", "--once", "--watch"),
    ],
)
def test_words_that_make_no_command(terminal: Terminal, words: tuple[str, ...]) -> None:
    """Status 2 and one line that names the command."""
    status, out, err = terminal.run(*words)
    assert (status, out, err.count("\n")) == (2, "", 0)
    assert err.startswith("counter-app")


@pytest.mark.parametrize("pause", ["2026-11-24", "x..y"])
def test_a_pause_that_is_no_period(terminal: Terminal, pause: str) -> None:
    """One line that says how it is written."""
    status, _out, err = terminal.run("due", "2026-11-23", "5", "--exclude", pause)
    assert (status, err.count("\n")) == (2, 0)
    assert "2026-11" in err


def test_a_folder_without_a_window(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing there yet: said in one line, and nothing is made."""
    terminal = Terminal(capsys, tmp_path / "empty")
    assert terminal.refused("verify")
    assert not (tmp_path / "empty").exists()


def test_a_wrong_password_or_clerk(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The password comes from the environment; a wrong one, or a stranger, is refused."""
    monkeypatch.setenv(cli.PASSWORD, "not the password")
    assert terminal.refused("verify").startswith("password: ")
    monkeypatch.setenv(cli.PASSWORD, demo.PASSWORD)
    assert terminal.on("hall-key", "--clerk", "S03")[0] == 0
    assert terminal.refused("hall-key", "--clerk", "S99").startswith("clerk: ")


def test_without_a_demo_the_terminal_asks_for_the_password(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, hall: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No password in the environment and no demo: it is typed, never shown."""
    asked: list[str] = []

    def type_it(prompt: str) -> str:
        asked.append(prompt)
        return demo.PASSWORD

    (hall / demo.MARK).unlink()
    try:
        monkeypatch.delenv(cli.PASSWORD, raising=False)
        monkeypatch.setattr("getpass.getpass", type_it)
        assert Terminal(capsys, hall / "W03").on("hall-key")[0] == 0
        assert len(asked) == 1
    finally:
        (hall / demo.MARK).touch()


def test_a_plain_start_sets_no_commands_up() -> None:
    """An icon starts the window in the usual place, a shortcut in a named one; all else is read
    word by word."""
    plain, named = cli._plain_start([]), cli._plain_start(["--profile", "somewhere"])
    assert plain is not None
    assert named is not None
    assert (plain.call, plain.profile) == (cli.window, None)
    assert (named.call, named.profile) == (cli.window, Path("somewhere"))
    assert cli._plain_start(["--profile", "somewhere", "verify"]) is None


def test_it_runs_as_a_module() -> None:
    """`python -m counter_app` is the same program, without a display too."""
    environment = {name: text for name, text in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", "due", "2026-09-24", "5"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("2026-10-09")
