"""What the forms of the steps offer and already know: choices, days, lists, all from the case."""

from counter_app.domain.bodies.course import Outcome, ServiceWay
from counter_app.domain.cases.pausing import procedures
from counter_app.domain.clock import CST
from counter_app.domain.matters import CaseClass
from counter_app.services.course import SLIP
from counter_app.services.course_words import outcome_words, procedure_words, service_words
from counter_app.ui.forms.case_seen import Seen
from counter_app.words import _

Pairs = list[tuple[str, str]]


def today(seen: Seen) -> str:
    """The day of the reading."""
    return seen.today.isoformat()


def outcomes(seen: Seen) -> Pairs:
    """How this matter can be decided: a permit is granted or refused, a service done."""
    first = (
        (Outcome.GRANTED,)
        if seen.detail.matter.permit_law_applies
        else (
            Outcome.DONE,
            Outcome.GRANTED,
        )
    )
    return [(one.value, outcome_words(one)) for one in (*first, Outcome.REFUSED)]


def service_ways(seen: Seen) -> Pairs:
    """How a decision can reach its addressee."""
    return [(one.value, service_words(one)) for one in ServiceWay]


def stops(seen: Seen) -> Pairs:
    """What may stop the clock of this matter (行政许可法 45)."""
    return [(one, one) for one in procedures(seen.detail.matter)]


def running_stops(seen: Seen) -> Pairs:
    """The procedures under way."""
    return [
        (one.paper, procedure_words(one.procedure, one.name)) for one in seen.detail.view.pauses
    ]


def promised(seen: Seen) -> Pairs:
    """What was promised and has not come; all of it first."""
    undertaking = seen.detail.case.course.undertaking
    outstanding = undertaking.outstanding if undertaking else ()
    names = {one.id: one.name for one in seen.detail.matter.materials}
    every: Pairs = [(",".join(outstanding), _("Everything"))] if len(outstanding) > 1 else []
    return every + [(one, names.get(one, one)) for one in outstanding]


def departments(seen: Seen) -> Pairs:
    """Who has not answered yet."""
    joint = seen.detail.case.course.joint
    return [(one, one) for one in joint.outstanding] if joint else []


def yes_no(seen: Seen) -> Pairs:
    """Agreement."""
    return [("yes", _("agrees")), ("", _("does not agree"))]


def told_ways(seen: Seen) -> Pairs:
    """How an applicant is told."""
    return [(one, one) for one in ("电话", "当面", "短信", "邮寄")]


def call_ways(seen: Seen) -> Pairs:
    """How an applicant is called to collect; the slip is printed."""
    return [(SLIP, _("slip, printed now")), *told_ways(seen)]


def handed_in(seen: Seen) -> str:
    """Everything found in order, one a line, as a report lists it."""
    lines = seen.detail.materials
    return "\n".join(
        f"{line.material.name}×{line.found.originals + line.found.copies or 1}"
        for line in lines
        if line.found.judged_at is not None and line.found.verdict.value != "missing"
    )


def superior(seen: Seen) -> str:
    """The authority the guide names."""
    return seen.detail.matter.superior or ""


def result(seen: Seen) -> str:
    """The document the guide promises."""
    return seen.detail.matter.result_doc or ""


def retention(seen: Seen) -> str:
    """How long the guide keeps the file."""
    return seen.detail.matter.retention or ""


def paper_count(seen: Seen) -> str:
    """How many papers the case has: those handed in and those issued."""
    given = sum(line.found.judged_at is not None for line in seen.detail.materials)
    return str(given + sum(not one.void for one in seen.detail.papers))


def is_late_on_the_spot(seen: Seen) -> bool:
    """A case of the kind 即办 that was not finished on the day it came (A4.1a)."""
    received = seen.detail.case.received_at
    is_spot = seen.detail.matter.case_class is CaseClass.ON_THE_SPOT
    if not is_spot or received is None or seen.detail.view.due is not None:
        return False
    return bool(received.astimezone(CST).date() < seen.today)


# -- what the clerk should know while answering


def due_now(seen: Seen) -> str:
    """The day the case is due, and how far the law lets it move."""
    view, matter = seen.detail.view, seen.detail.matter
    if view.due is None:
        return ""
    said = [_("Due now on {day}.").format(day=view.due.day.isoformat())]
    if view.statutory is not None and view.pledged is not None:
        day = view.statutory.day.isoformat()
        said.append(_("The law's own limit ends on {day}.").format(day=day))
    if matter.extension is not None:
        said.append(_("Beyond it the law allows {cap}, once.").format(cap=matter.extension.text()))
    return "".join(said)


def asked_for(seen: Seen) -> str:
    """The request a supervisor answers: until when, why, and by whom."""
    request = seen.detail.case.course.request
    if request is None:
        return ""
    who = seen.hall.member(request.requested_by)
    return _("{name} asks for time until {day}: {reason}").format(
        name=who.name if who else request.requested_by,
        day=request.until.isoformat(),
        reason=request.reason,
    )


def counts_from_telling(seen: Seen) -> str:
    """行政许可法 45: what was not told in writing does count."""
    return _("Its days stop counting once the notice is in the applicant's hand.")


def licence_rule(seen: Seen) -> str:
    """行政许可法 50."""
    return _("Not decided when the licence ends, it counts as renewed.")
