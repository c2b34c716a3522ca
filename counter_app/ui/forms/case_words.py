"""How cases read: states, lights and papers in words, with a shape beside every colour."""

from datetime import date, datetime

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.cases.clocks import Standing
from counter_app.domain.cases.state import CaseState
from counter_app.domain.clock import CST
from counter_app.domain.deadlines import Light
from counter_app.services.case_reading import CaseLine
from counter_app.words import _, ngettext

TONES = {
    Light.RED: "bad",
    Light.TODAY: "warn",
    Light.YELLOW: "warn",
    Light.BLUE: "good",
    Light.NONE: "",
}
SHAPES = {"bad": "■", "warn": "▲", "good": "●", "quiet": "○", "": ""}
VERDICT_TONES = {
    Verdict.UNJUDGED: "quiet",
    Verdict.IN_ORDER: "good",
    Verdict.MISSING: "bad",
    Verdict.NOT_IN_FORM: "bad",
    Verdict.CORRECTED: "good",
    Verdict.NOT_NEEDED: "quiet",
}
_PAPER_TONES = {
    PrintState.PRINTED: "good",
    PrintState.HANDED_OVER: "good",
    PrintState.FAILED: "bad",
    PrintState.CANCELLED: "bad",
}


def states() -> list[tuple[str, str]]:
    """The states a list can be narrowed to, with their words; the empty key means all."""
    shown = (
        CaseState.RECEIVED,
        CaseState.IN_CORRECTION,
        CaseState.ACCEPTED,
        CaseState.NOT_ACCEPTED,
        CaseState.NOT_A_PERMIT,
        CaseState.REFERRED_UP,
        CaseState.DECIDED,
        CaseState.SERVED,
        CaseState.WITHDRAWN,
        CaseState.RETURNED,
        CaseState.TERMINATED,
    )
    return [("", _("All states")), *((state.value, standing_words(state)) for state in shown)]


def standing_words(state: str) -> str:
    """A state, or what the law has made of it, as clerks say it."""
    return {
        Standing.RECEIVED: _("Received, not decided"),
        Standing.IN_CORRECTION: _("Waiting for correction"),
        Standing.DEEMED_ACCEPTED: _("Deemed accepted"),
        Standing.ACCEPTED: _("Accepted"),
        Standing.NOT_ACCEPTED: _("Not accepted"),
        Standing.NOT_A_PERMIT: _("No permit needed"),
        Standing.REFERRED_UP: _("Reported upward"),
        Standing.DEEMED_RENEWED: _("Renewed by silence"),
        Standing.DECIDED: _("Decided, not delivered"),
        Standing.SERVED: _("Delivered"),
        Standing.WITHDRAWN: _("Withdrawn"),
        Standing.RETURNED: _("Returned"),
        Standing.TERMINATED: _("Ended without decision"),
        Standing.UNKNOWN: _("Not arrived yet"),
    }[Standing(state)]


def light_words(light: Light, remaining: int | None) -> str:
    """The light in words: due today, so many working days left or past."""
    if light is Light.NONE or remaining is None:
        return ""
    if light is Light.TODAY:
        return _("Due today")
    if light is Light.RED:
        past = -remaining
        if not past:
            return _("Overdue")
        return ngettext("{n} working day overdue", "{n} working days overdue", past).format(n=past)
    return ngettext("{n} working day left", "{n} working days left", remaining).format(n=remaining)


def shaped(words: str, tone: str) -> str:
    """The words behind the shape of their colour; nothing stays nothing."""
    return f"{SHAPES[tone]} {words}".strip() if words else ""


def line_light(line: CaseLine) -> str:
    """The light of a line of the list, with its shape."""
    return shaped(light_words(line.light, line.remaining), TONES[line.light])


def short_number(line: CaseLine, today: date) -> str:
    """The part of a number that tells cases of this year apart, e.g. W03-00123."""
    if line.received_at.astimezone(CST).year != today.year:
        return line.number
    return line.number.rpartition("第")[2].removesuffix("号")


def moment(at: datetime, today: date) -> str:
    """An instant as lists show it: the time alone today, the year only when it is another one."""
    local = at.astimezone(CST)
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d}"


def paper_state(state: str, *, told: bool, void: bool) -> tuple[str, str]:
    """The words and the tone of a paper's state; only what was handed over counts as told."""
    if void:
        return _("Voided"), "quiet"
    words = {
        "issued": _("Not printed yet"),
        "void_requested": _("To be voided"),
        PrintState.SUBMITTED: _("At the printer"),
        PrintState.PRINTED: _("Printed"),
        PrintState.UNCONFIRMED: _("Did it come out?"),
        PrintState.FAILED: _("Not printed: failed"),
        PrintState.CANCELLED: _("Not printed: cancelled"),
        PrintState.HANDED_OVER: _("Handed over"),
    }[state]
    is_print = state not in ("issued", "void_requested")
    tone = _PAPER_TONES.get(PrintState(state), "warn") if is_print else "warn"
    if told and tone != "good":
        return _("Handed over; the last reprint failed") if tone == "bad" else words, "warn"
    return words, tone


def line_state(line: CaseLine) -> str:
    """The state in a list, and whether something of it was entered afterwards (A4.3)."""
    words = standing_words(line.state)
    return _("{state} (late entry)").format(state=words) if line.entered_late else words
