"""The command line: the same services as the window, for administrators, scripts and tests."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from counter_app import __version__, bootstrap, settings
from counter_app.domain.errors import CounterError, InputFault, Outage, Refusal
from counter_app.words import N_, _

if TYPE_CHECKING:
    from subprocess import Popen

    from counter_app.services.profiles import Opened

PASSWORD = "COUNTER_PASSWORD"
"""Where scripts put the clerk's password; without it the terminal is asked."""

INTERRUPTED = 130
"""The exit status a shell gives to what was interrupted."""

Answer = dict[str, Any]
Said = tuple[Answer | None, Sequence[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors go to standard error in one line with a non-zero status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    args = _plain_start(words) or _parser().parse_args(words)
    try:
        answer, lines = args.call(args)
    except (CounterError, ValueError) as error:
        print(_one_line(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    if args.json and answer is not None:
        print(_json(answer))
    else:
        for line in lines:
            print(line)
    return int((answer or {}).get("status", 0))


def _plain_start(words: Sequence[str]) -> argparse.Namespace | None:
    """What an icon on the desktop starts; the commands need not be set up for it."""
    match words:
        case []:
            profile = None
        case ["--profile", folder]:
            profile = Path(folder)
        case _:
            return None
    return argparse.Namespace(call=window, profile=profile, json=False)


def _json(answer: Answer) -> str:
    import json

    return json.dumps(answer, ensure_ascii=False, default=str)


def _one_line(error: Exception) -> str:
    if isinstance(error, InputFault):
        return "；".join(f"{field}: {text}" for field, text in error.faults.items())
    if isinstance(error, Refusal):
        return f"{error.message}（{error.basis}）"
    if isinstance(error, Outage):
        return f"{error.what}：{error.hint}"
    return " ".join(str(error).split())


def _open(args: argparse.Namespace) -> "Opened":
    """The window of `--profile`, unlocked for `--clerk`."""
    from counter_app.services import demo, profiles

    profile = settings.where(args.profile)
    known = profiles.clerks(profile)
    if not known:
        raise Outage(
            _("There is no window in this data folder"),
            _("Start the program once, or name another folder with --profile."),
        )
    clerk = args.clerk or known[0].id
    given = os.environ.get(PASSWORD)
    if given is None and demo.is_demo(profile):
        given = demo.PASSWORD
    if given is None:
        import getpass

        given = getpass.getpass(_("Password of {clerk}: ").format(clerk=clerk))
    return profiles.sign_in(profile, clerk, given, bootstrap.now)


def window(args: argparse.Namespace) -> Said:
    """Open the window; what keeps it from opening is said in a window: icons have no terminal."""
    try:
        return {"status": bootstrap.run_window(settings.where(args.profile))}, ()
    except CounterError as error:
        bootstrap.tell(_one_line(error))
        raise


def demo(args: argparse.Namespace) -> Said:
    """The filled demo hall; headless it does the main job on paper."""
    root = settings.where(args.profile) / "demo" if args.profile is None else args.profile
    root = root.absolute()
    if args.headless:
        return _main_job(bootstrap.open_demo(root, args.counter))
    second = None if args.alone or args.counter != "W03" else _second_window(root)
    opened = bootstrap.open_demo(root, args.counter)
    status = bootstrap.run_window(opened.pc.profile, opened)
    if second is not None:
        second.wait()
    return {"status": status}, ()


def _main_job(opened: "Opened") -> Said:
    """Serve one made-up citizen; the answer ends with the file of the last paper."""
    from counter_app.services import errand

    done = errand.main_job(opened)
    bootstrap.exchange(opened)
    papers = sorted(Path(done["papers"]).glob("*.pdf"), key=lambda file: file.stat().st_mtime_ns)
    done["file"] = papers[-1]
    return done, [f"{name}: {value}" for name, value in done.items()]


def _second_window(root: Path) -> "Popen[bytes]":
    """The other demo window as a program of its own, as on a second PC."""
    import subprocess

    start = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", __package__]
    )
    bootstrap.open_demo(root, "W05").desk.database.close()
    command = [*start, "demo", "--profile", str(root), "--counter", "W05"]
    return subprocess.Popen(command)


def due(args: argparse.Namespace) -> Said:
    """When a period ends, with the arithmetic."""
    from counter_app.domain.deadlines import Limit, Unit, due, excluded_working_days
    from counter_app.domain.workdays import WorkCalendar
    from counter_app.services.founding import shipped_calendars

    units = {"workday": Unit.WORKING_DAY, "day": Unit.CALENDAR_DAY, "month": Unit.MONTH}
    calendar = WorkCalendar.merged(shipped_calendars())
    excluded = excluded_working_days(args.exclude, calendar)
    found = due(args.date, Limit(args.n, units[args.unit]), calendar, excluded)
    answer = {
        "due": found.day.isoformat(),
        "provisional": found.provisional,
        "arithmetic": found.arithmetic(),
    }
    mark = _("(provisional)") if found.provisional else ""
    return answer, [f"{found.day.isoformat()}{mark}", *found.arithmetic()]


def _period(text: str) -> tuple[date, date]:
    first, separator, last = text.partition("..")
    if not separator:
        raise argparse.ArgumentTypeError(_("Write a period as 2026-11-10..2026-11-17."))
    return _day(first), _day(last)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("Write a day as 2026-11-23.")) from error


def slip(args: argparse.Namespace) -> Said:
    """Write an issued paper as PDF; saving a copy does not count as telling the applicant."""
    from counter_app.services import papers
    from counter_app.services.paper_reading import paper_for

    opened = _open(args)
    line = paper_for(args.kind, args.case)
    pdf = papers.pdf_of(opened.desk, line.id)
    _write(args.output, pdf)
    return {"number": line.number, "file": args.output, "bytes": len(pdf)}, [str(args.output)]


def ledger(args: argparse.Namespace) -> Said:
    """Write a ledger of a period as PDF."""
    from counter_app.services import ledgers

    pdf = ledgers.pdf_of(_open(args).desk, args.kind, args.first, args.last, args.window)
    _write(args.output, pdf)
    return {"file": args.output, "bytes": len(pdf)}, [str(args.output)]


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Outage(_("The file cannot be written"), f"{file}: {error.strerror}") from error


def sync(args: argparse.Namespace) -> Said:
    """Exchange facts with the share: once, or until interrupted."""
    import time

    opened = _open(args)
    if opened.pc.share is None:
        raise Outage(_("No shared folder is set"), _("Set it in the settings of this window."))
    while True:
        report = bootstrap.exchange(opened)
        assert report is not None, "the share is set"
        answer = {
            "state": report.state.name.lower(),
            "published": report.published,
            "applied": report.applied,
            "unshared": report.unshared,
            "problem": report.problem,
            "status": 0 if report.state.name in ("SYNCED", "SYNCING") else 1,
        }
        line = f"{report.state.words} ↑{report.published} ↓{report.applied} {report.problem}"
        if not args.watch:
            return answer, [line.rstrip()]
        print(_json(answer) if args.json else line, flush=True)
        time.sleep(2)


def verify(args: argparse.Namespace) -> Said:
    """Read every fact again and compare the rows with a rebuild."""
    from counter_app.services.verifying import verify as look

    found = look(_open(args).desk)
    findings = [f"{finding.subject}: {finding.message}" for finding in found]
    answer = {"findings": findings, "status": 1 if findings else 0}
    return answer, findings or [_("Everything is in order.")]


def rebuild(args: argparse.Namespace) -> Said:
    """Write every row again from the facts."""
    changes = _open(args).desk.rebuild()
    return {"subjects": len(changes.ids)}, [str(len(changes.ids))]


def hall_key(args: argparse.Namespace) -> Said:
    """The key another window joins this hall with."""
    from counter_app.services import hall_key as keys

    text = keys.text_of(_open(args).keys)
    return {"hall_key": text}, [text]


def matters_check(args: argparse.Namespace) -> Said:
    """Look a file of matters over; every error by row and field."""
    from counter_app.services.matter_import import check

    findings = [finding.line() for finding in check(args.file)]
    return {"findings": findings, "status": 1 if findings else 0}, findings or [
        _("Everything is in order.")
    ]


def matters_import(args: argparse.Namespace) -> Said:
    """Publish the matters of a file as new versions, all or nothing."""
    from counter_app.services.matter_import import read
    from counter_app.services.matter_publishing import publish_guides

    opened = _open(args)
    start = args.effective_from or bootstrap.now().date()
    done = publish_guides(opened.desk, read(args.file), start, args.file.name).value
    line = _("{published} guides published, {unchanged} unchanged").format(
        published=done.published, unchanged=done.unchanged
    )
    return {"published": done.published, "unchanged": done.unchanged}, [line]


def calendar_show(args: argparse.Namespace) -> Said:
    """A year month by month, with its holidays and make-up days."""
    from collections import Counter

    from counter_app.domain.workdays import WorkCalendar
    from counter_app.services.founding import shipped_calendars

    table = WorkCalendar.merged(shipped_calendars()).table(args.year)
    months = Counter(date.fromordinal(day).month for day in table.working_days)
    working = months.total()
    mark = _("(provisional)") if table.provisional else ""
    lines = [f"{args.year}: {working}{mark}  {list(months.values())}"]
    for holiday in table.holidays:
        make_up = "、".join(day.isoformat() for day in holiday.make_up)
        lines.append(f"{holiday.name}  {holiday.first} … {holiday.last}  {make_up}".rstrip())
    return {"year": args.year, "workdays": working, "provisional": table.provisional}, lines


def calendar_import(args: argparse.Namespace) -> Said:
    """Publish a year's working days; tells every due day that moved."""
    from counter_app.services.calendar_publishing import publish_calendar, read_calendar

    done = publish_calendar(_open(args).desk, read_calendar(args.file))
    moved = [{"case": one.number, "before": one.before, "after": one.after} for one in done.moved]
    lines = [f"{one['case']}  {one['before']} → {one['after']}" for one in moved]
    return {"year": done.year, "moved": moved}, [str(done.year), *lines]


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the words of a command."""

    def error(self, message: str) -> NoReturn:
        """argparse's hook: without the usage, which `--help` shows."""
        self.exit(2, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="counter-app", description=_("The counter program."))
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--profile", type=Path, help=_("Data folder of the window."))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--profile", type=Path, default=argparse.SUPPRESS, help=_("Data folder of the window.")
    )
    common.add_argument("--json", action="store_true", help=_("Answer as JSON."))
    common.add_argument("--clerk", default="", help=_("Who signs in."))
    parser.set_defaults(call=window, json=False)
    commands = parser.add_subparsers(metavar=_("COMMAND"))
    _add_window_commands(commands, common)
    _add_data_commands(commands, common)
    return parser


def _command(
    commands: Any, common: argparse.ArgumentParser, name: str, call: Callable[..., Said], text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, parents=[common], help=_(text))
    parser.set_defaults(call=call)
    return parser


def _add_window_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    _command(commands, common, "window", window, N_("Open the window."))
    text = N_("The filled demo hall; headless it does the main job on paper.")
    one = _command(commands, common, "demo", demo, text)
    one.add_argument("--headless", action="store_true", help=_("Without a window."))
    one.add_argument("--alone", action="store_true", help=_("Without the second window."))
    one.add_argument("--counter", default="W03", choices=("W03", "W05"))
    text = N_("Write an issued paper as PDF; a copy does not count as telling the applicant.")
    one = _command(commands, common, "slip", slip, text)
    one.add_argument("kind")
    one.add_argument("--case", required=True)
    one.add_argument("-o", "--output", type=Path, required=True)
    text = N_("Write a ledger of a period as PDF.")
    one = _command(commands, common, "ledger", ledger, text)
    one.add_argument("kind")
    one.add_argument("--from", dest="first", type=_day, required=True)
    one.add_argument("--to", dest="last", type=_day, required=True)
    one.add_argument("--window", default="", help=_("One window, such as W03."))
    one.add_argument("-o", "--output", type=Path, required=True)
    text = N_("Exchange records with the shared folder: once, or until interrupted.")
    one = _command(commands, common, "sync", sync, text)
    how = one.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true")
    how.add_argument("--watch", action="store_true")
    text = N_("The key another window joins this hall with.")
    _command(commands, common, "hall-key", hall_key, text)


def _add_data_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    text = N_("When a period ends, with the arithmetic.")
    one = _command(commands, common, "due", due, text)
    one.add_argument("date", type=_day)
    one.add_argument("n", type=int)
    one.add_argument("--unit", choices=("workday", "day", "month"), default="workday")
    one.add_argument("--exclude", action="append", type=_period, default=[])
    text = N_("Read every record again and compare what is shown with what was recorded.")
    _command(commands, common, "verify", verify, text)
    text = N_("Make everything that is shown again from the records.")
    _command(commands, common, "rebuild", rebuild, text)
    parser = commands.add_parser("matters", help=_("Guides: check or import a file."))
    matters = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    text = N_("Look a file of guides over; every error by row and field.")
    one = _command(matters, common, "check", matters_check, text)
    one.add_argument("file", type=Path)
    text = N_("Publish the guides of a file as new versions, all or nothing.")
    one = _command(matters, common, "import", matters_import, text)
    one.add_argument("file", type=Path)
    one.add_argument("--effective-from", type=_day)
    parser = commands.add_parser("calendar", help=_("Working days: show or import a year."))
    calendar = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    text = N_("A year month by month, with its holidays and make-up days.")
    _command(calendar, common, "show", calendar_show, text).add_argument("year", type=int)
    text = N_("Publish a year's working days; tells every due day that moved.")
    _command(calendar, common, "import", calendar_import, text).add_argument("file", type=Path)
