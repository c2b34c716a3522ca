"""Ratings: given by the citizen alone, read and answered by supervisors only (好差评, A5.5.3)."""

from datetime import date, datetime

import attrs

from counter_app.domain.bodies.rating import RatingChannel
from counter_app.domain.context import SUPERVISOR
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import shown
from counter_app.domain.opinions import ratings as rules
from counter_app.domain.opinions.ratings import FAIR, Rate, Rating, Service
from counter_app.models.base import database
from counter_app.services import journal, paper_values, papers
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.papers import Issued
from counter_app.services.subjects import find_subject
from counter_app.words import _

VISIT = "SELECT number, counter, first_contact, day, matter_name, visitor FROM visit WHERE id = ?"
CASE = (
    "SELECT number, counter, clerk, substr(received_at, 1, 10), matter_name, applicant FROM cases"
    " WHERE id = ?"
)
GOOD = ("告知清楚", "办理快捷", "态度热情", "一窗办完")
"""What a paper form offers to praise; the reasons of the bad levels stand beside it."""
BAD = (
    "没有材料清单或样本",
    "要求指南以外的材料",
    "业务不熟练",
    "态度生硬",
    "超过承诺时限",
    "多头跑、来回跑",
)


def service_of(about: str, asked_at: datetime | None = None) -> Service:
    """The visit or case `about` (id or number); `asked_at`: when the citizen was asked to rate.

    Raises InputFault for what this PC does not know.
    """
    found = find_subject(about)
    if found is None:
        raise InputFault({"about": _("There is no visit or case with this number here.")})
    kind, id = found
    row = database.execute_sql(VISIT if kind == "visit" else CASE, (id,)).fetchone()
    number, counter, clerk, day = row[:4]
    return Service(
        about=id,
        number=number,
        counter=counter,
        served_by=clerk,
        served_on=date.fromisoformat(day),
        rated=_is_rated(id),
        followed=_is_followed(counter, asked_at),
    )


def _is_rated(about: str) -> bool:
    return bool(
        database.execute_sql(
            "SELECT 1 FROM register WHERE kind = 'rating' AND about = ?", (about,)
        ).fetchone()
    )


def _is_followed(counter: str, asked_at: datetime | None) -> bool:
    """Whether the window has opened another visit since the citizen was asked."""
    if asked_at is None:
        return False
    found = database.execute_sql(
        "SELECT 1 FROM visit WHERE counter = ? AND opened_at > ?", (counter, asked_at.isoformat())
    ).fetchone()
    return found is not None


def give(desk: Desk, about: str, rate: Rate, asked_at: datetime | None = None) -> Done[str]:
    """Keep one rating of one service; gives its id, and nothing of it to the clerk.

    Raises Refusal for a second one, one after the next visit began, one by the clerk rated.
    """

    def giving(act: Act) -> str:
        service = service_of(about, asked_at)
        return act.append(rules.given(rate, service, act.context())).id

    return desk.act(giving)


def issue_form(desk: Desk, about: str) -> Done[Issued]:
    """Issue the paper form for a service, for who does not use the screen; print it next."""

    def issuing(act: Act) -> Issued:
        service = service_of(about)
        row = database.execute_sql(VISIT, (service.about,)).fetchone()
        row = row or database.execute_sql(CASE, (service.about,)).fetchone()
        hall = act.reference.hall()

        def values(number: str) -> dict[str, object]:
            return {
                "office": hall.name,
                "number": number,
                "window": paper_values.window_words(hall.counter(service.counter)),
                "matter": row[4] or "咨询",
                "served_on": paper_values.day_words(service.served_on),
                "good": list(GOOD),
                "bad": list(BAD),
                "supervision_phone": shown(hall.supervision_phone),
                "qr": paper_values.qr_of(number),
            }

        return papers.issue(act, "satisfaction_survey", service.about, values)

    return desk.act(issuing)


# -- the supervisor's side


@attrs.frozen(kw_only=True)
class RatingLine:
    """A rating as supervisors see it; `due` is the last day to put a bad one right."""

    rating: Rating
    due: date | None
    is_late: bool


def only_supervisors(desk: Desk) -> None:
    """Raise Refusal unless a supervisor asks: the clerk rated never sees it."""
    if SUPERVISOR not in desk.station.roles:
        raise Refusal(_("Ratings are read by supervisors only."), FAIR)


def lines(desk: Desk, first: date, last: date, *, only_open: bool = False) -> list[RatingLine]:
    """The ratings given from `first` to `last`, newest first; Refusal for anybody else."""
    only_supervisors(desk)
    rows = database.execute_sql(
        "SELECT id FROM register WHERE kind = 'rating' AND day BETWEEN ? AND ?"
        " AND (is_open OR NOT ?) ORDER BY at DESC, id",
        (first.isoformat(), last.isoformat(), only_open),
    ).fetchall()
    return [line_of(desk, id) for (id,) in rows]


def line_of(desk: Desk, rating: str) -> RatingLine:
    """One rating with its clock."""
    return on_clock(desk, rules.fold(rating, journal.facts_of(rating, desk.vault)))


def on_clock(desk: Desk, found: Rating) -> RatingLine:
    """A rating with its clock."""
    days = desk.reference.policy().rectify_working_days
    due = rules.rectify_by(found, desk.reference.calendar(), days)
    late = bool(due and found.is_open and desk.clock().date() > due)
    return RatingLine(rating=found, due=due, is_late=late)


def work_on(desk: Desk, rating: str, command: object) -> Done[None]:
    """Call back, hear the other side, close: `CallBack`, `Appeal` or `CloseRating`."""

    def working(act: Act) -> None:
        before = rules.fold(rating, act.facts(rating))
        act.append(rules.decide(command, before, act.context()), rating)

    return desk.act(working)


def channel_words(channel: RatingChannel) -> str:
    """How a rating came in, as the monthly report names it."""
    return {
        RatingChannel.SCREEN: "现场评价",
        RatingChannel.PAPER: "评价表",
        RatingChannel.QUESTIONNAIRE: "问卷",
        RatingChannel.TELEPHONE: "电话回访",
    }[channel]
