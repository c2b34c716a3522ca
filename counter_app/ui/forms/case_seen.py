"""What the detail screen asks for in one go, and the sentence that stands over everything."""

from datetime import date

from attrs import frozen

from counter_app.domain.cases.clocks import Standing
from counter_app.domain.cases.state import CaseState
from counter_app.domain.clock import CST
from counter_app.domain.deadlines import DueDate, telling_deadline
from counter_app.domain.hall import Hall
from counter_app.domain.matters import DeemRule, MatterSpec
from counter_app.services.act import Late
from counter_app.services.case_reading import CaseDetail, case_detail
from counter_app.services.desk import Desk
from counter_app.words import _


@frozen
class Seen:
    """A case with what its words need: the hall, the telling deadline's arithmetic, where
    somebody goes whom the guide sends to another matter, and what is said at parting."""

    detail: CaseDetail
    hall: Hall
    telling: DueDate | None
    destination: str
    parting: str
    today: date


def see(desk: Desk, case: str, late: Late | None = None) -> Seen:
    """Read the case; Outage while its guide has not arrived here. `late`: what is entered now."""
    detail = case_detail(desk, case, late)
    received = detail.case.received_at
    telling = None
    if received is not None and detail.matter.deem_rule is DeemRule.FIVE_WORKING_DAYS:
        telling = telling_deadline(received.astimezone(CST).date(), desk.reference.calendar())
    return Seen(
        detail=detail,
        hall=desk.reference.hall(),
        telling=telling,
        destination=_destination(desk, detail.matter),
        parting=_parting(desk, detail),
        today=desk.clock().date(),
    )


def _parting(desk: Desk, detail: CaseDetail) -> str:
    """The day to collect the result, the very day of the notice (A1.5.3f); else nothing."""
    due = detail.view.due
    if detail.case.state is not CaseState.ACCEPTED or due is None:
        return ""
    book = desk.reference.phrases
    return book.phrase("collect_on").said(day=due.day) + book.phrase("farewell").said()


def _destination(desk: Desk, matter: MatterSpec) -> str:
    """The window of the matter the guide names instead, as papers say it."""
    hall = desk.reference.hall()
    for one in matter.instead:
        if one.matter:
            other = desk.reference.matter_in_force(one.matter, desk.clock().date())
            for code in other.counters:
                counter = hall.counter(code)
                if counter is not None:
                    return f"{counter.label}（{counter.place}）"
    return ""


def late_banner(late: Late | None) -> tuple[str, str, str, str] | None:
    """While things are entered afterwards, the time they are given stands over everything."""
    if late is None:
        return None
    moment = f"{late.happened_at.astimezone(CST):%Y-%m-%d %H:%M}"
    text = _("Entered afterwards: what you do now is recorded as done on {moment}.")
    help = _("Reason: {reason}. Ctrl+B ends it.")
    return text.format(moment=moment), "A4.3", help.format(reason=late.reason), "warn"


def banner_of(detail: CaseDetail) -> tuple[str, str, str, str] | None:
    """Text, clause, help and tone of what must be known before anything is done; or nothing."""
    if detail.clash:
        help = _("A supervisor decides which one counts; both stay on record.")
        return detail.clash, "", help, "bad"
    if detail.case.needs_update:
        text = _("A newer program wrote something in this case that this window cannot read.")
        return text, "", _("Update this window before you decide."), "warn"
    if detail.view.standing is Standing.DEEMED_ACCEPTED and detail.view.deemed_on is not None:
        day = detail.view.deemed_on.isoformat()
        text = _("Deemed accepted on {day}: nothing was told in time.").format(day=day)
        help = _("Issue the notice of acceptance dated {day}.").format(day=day)
        return text, "行政许可法 第32条第（四）项", help, "warn"
    if detail.outdated:
        text = _("A year's calendar moved the days of this case.")
        return text, "", _("Issue the papers anew whose days have moved (Ctrl+R)."), "warn"
    return None
