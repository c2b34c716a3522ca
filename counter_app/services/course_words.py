"""What happened to a case after acceptance, in a clerk's words."""

from collections.abc import Callable
from typing import Any

from counter_app.domain.bodies import course as b
from counter_app.domain.cases.course_values import PROCEDURE_WORDS
from counter_app.domain.facts import Body
from counter_app.words import _


def procedure_words(procedure: b.Procedure, name: str = "") -> str:
    """A special procedure as the law or the matter's guide names it (行政许可法 45)."""
    return name or PROCEDURE_WORDS.get(procedure, "")


def outcome_words(outcome: b.Outcome) -> str:
    """How a case was decided."""
    return {
        b.Outcome.GRANTED: _("granted"),
        b.Outcome.REFUSED: _("refused"),
        b.Outcome.DONE: _("done"),
    }[outcome]


def service_words(way: b.ServiceWay) -> str:
    """How a decision reached its addressee."""
    return {
        b.ServiceWay.COUNTER: _("handed over at the window"),
        b.ServiceWay.POST: _("by post"),
        b.ServiceWay.LEFT: _("left at the address"),
        b.ServiceWay.RECEIVED_FOR: _("received for the addressee"),
        b.ServiceWay.ELECTRONIC: _("electronically"),
    }[way]


def moved_words(moved: b.MovedDay) -> str:
    """A day that moved, and where to: 承诺到期日 2027-01-05 → 2027-01-06."""
    names = {
        "tell_by": _("answer by"),
        "pledged": _("pledged day"),
        "statutory": _("statutory day"),
        "correct_by": _("correction by"),
        "deliver_by": _("delivery by"),
        "collect_by": _("call by"),
        "follow_up": _("superior by"),
    }
    return f"{names.get(moved.what, moved.what)} {moved.before or '—'} → {moved.after or '—'}"


def _about(about: str) -> str:
    return _("the extension") if about == "extension" else _("the delay")


COURSE_WORDS: dict[type[Body], Callable[[Any], str]] = {
    b.SpecialProcedureBegun: lambda body: _("Special procedure {name}: {first} to {last}").format(
        name=procedure_words(body.procedure, body.name), first=body.starts_on, last=body.ends_on
    ),
    b.SpecialProcedureEnded: lambda body: _("Special procedure ended on {day}").format(
        day=body.ended_on
    ),
    b.ExtensionRequested: lambda body: _("Extension to {day} asked for: {reason}").format(
        day=body.until, reason=body.reason
    ),
    b.ExtensionApproved: lambda body: _("Extension approved"),
    b.ExtensionRejected: lambda body: _("Extension rejected: {reason}").format(reason=body.reason),
    b.Explained: lambda body: _("Explained {about} ({way})").format(
        about=_about(body.about), way=body.way
    ),
    b.ResponsibilityAnswered: lambda body: _("Answer to the responsibility record"),
    b.HearingOffered: lambda body: _("Told of the right to a hearing"),
    b.HearingAsked: lambda body: _("A hearing was asked for"),
    b.HearingSet: lambda body: _("Hearing set for {day}").format(day=body.held_on),
    b.AcceptedConditionally: lambda body: _(
        "Accepted on {day}; {count} materials follow by {until}"
    ).format(day=body.accepted_on, count=len(body.materials), until=body.supply_by),
    b.PromisedSupplied: lambda body: _("Promised materials supplied"),
    b.ReferredUp: lambda body: _("Reported to {superior}").format(superior=body.superior),
    b.SuperiorContacted: lambda body: _("Asked the superior authority: {said}").format(
        said=body.said
    ),
    b.SuperiorReplied: lambda body: _("The superior authority replied: {said}").format(
        said=body.said
    ),
    b.JointHandlingBegun: lambda body: _("Joint handling led by {lead}").format(lead=body.lead),
    b.DepartmentAnswered: lambda body: (
        _("{department} agrees") if body.agrees else _("{department} does not agree")
    ).format(department=body.department),
    b.LicenceNoted: lambda body: _("Renews a licence that ends on {day}").format(
        day=body.expires_on
    ),
    b.RenewalConfirmed: lambda body: _("Renewal by silence of the law confirmed"),
    b.Decided: lambda body: _("Decided on {day}: {outcome}").format(
        day=body.decided_on, outcome=outcome_words(body.outcome)
    ),
    b.CollectionTold: lambda body: _("Told to collect the result ({way})").format(way=body.way),
    b.Served: lambda body: _("Delivered {way}").format(way=service_words(body.way)),
    b.Withdrawn: lambda body: _("Withdrawn by the applicant"),
    b.Returned: lambda body: _("Returned: {reason}").format(reason=body.reason),
    b.Terminated: lambda body: _("Ended without decision: {reason}").format(reason=body.reason),
    b.Archived: lambda body: _("Filed"),
    b.DaysRecomputed: lambda body: _("Days recomputed by the calendar of {year}: {moved}").format(
        year=body.year, moved="；".join(map(moved_words, body.moved))
    ),
}
"""One sentence for each fact of the course of a case."""
