"""What is at the printers of this PC: kept in rows, so that a killed program finds it again."""

import enum

import attrs

from counter_app.models.base import database, outages_told


class Stage(enum.StrEnum):
    """How far a print got. Everything but ENDED is open."""

    SENDING = "sending"
    WAITING = "waiting"
    PRINTING = "printing"
    ENDED = "ended"


@attrs.frozen(kw_only=True)
class PrintJob:
    """The last print of a paper at this PC; `job` is empty until the printer has taken it."""

    paper: str
    attempt: int
    printer: str
    job: str
    stage: Stage
    reason: str
    is_cancelled: bool


_COLUMNS = "paper, attempt, printer, job, stage, reason, cancel"


def begin(paper: str, attempt: int, printer: str, job: str) -> None:
    """Before the printer is asked; runs inside the act that records the attempt."""
    database.execute_sql(
        f"INSERT OR REPLACE INTO print_job({_COLUMNS}) VALUES (?, ?, ?, ?, ?, '', 0)",
        (paper, attempt, printer, job, Stage.SENDING.value),
    )


def taken(paper: str, printer: str, job: str) -> None:
    """The printer has accepted the paper as `job`."""
    with outages_told():
        database.execute_sql(
            "UPDATE print_job SET printer = ?, job = ?, stage = ?, reason = '' WHERE paper = ?",
            (printer, job, Stage.PRINTING.value, paper),
        )


def progress(paper: str, stage: Stage, reason: str) -> None:
    """How far it is, with what the printer complains about."""
    with outages_told():
        database.execute_sql(
            "UPDATE print_job SET stage = ?, reason = ? WHERE paper = ?",
            (stage.value, reason, paper),
        )


def end(paper: str) -> None:
    """The outcome is a fact now; runs inside the act that records it."""
    database.execute_sql(
        "UPDATE print_job SET stage = ?, cancel = 0 WHERE paper = ?", (Stage.ENDED.value, paper)
    )


def ask_cancel(paper: str) -> None:
    """The clerk wants it back; whoever watches the job cancels it at the printer."""
    with outages_told():
        database.execute_sql(
            "UPDATE print_job SET cancel = 1 WHERE paper = ? AND stage <> ?",
            (paper, Stage.ENDED.value),
        )


def job_of(paper: str) -> PrintJob | None:
    """The last print of a paper at this PC."""
    row = database.execute_sql(
        f"SELECT {_COLUMNS} FROM print_job WHERE paper = ?", (paper,)
    ).fetchone()
    return _job(row) if row else None


def open_jobs() -> list[PrintJob]:
    """What nobody knows the end of yet: printing now, or left by a program that was killed."""
    rows = database.execute_sql(
        f"SELECT {_COLUMNS} FROM print_job WHERE stage <> ? ORDER BY rowid", (Stage.ENDED.value,)
    )
    return [_job(row) for row in rows]


def _job(row: tuple[str, int, str, str, str, str, int]) -> PrintJob:
    paper, attempt, printer, job, stage, reason, cancel = row
    return PrintJob(
        paper=paper,
        attempt=attempt,
        printer=printer,
        job=job,
        stage=Stage(stage),
        reason=reason,
        is_cancelled=bool(cancel),
    )
