"""What a version of a guide may not say, whoever approves it."""

from datetime import date

from counter_app.domain.context import Context
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.guides.state import Versions
from counter_app.domain.matters import APPLICATION_FORMS, MatterSpec
from counter_app.domain.phrases import check_public_text
from counter_app.words import _

LONGEST = {Unit.ON_THE_SPOT: 0, Unit.CALENDAR_DAY: 1, Unit.MONTH: 31}
SHORTEST = {Unit.ON_THE_SPOT: 0, Unit.CALENDAR_DAY: 1, Unit.WORKING_DAY: 1, Unit.MONTH: 28}
"""Calendar days in one of the unit. N natural days never outlast N working days, rolled or not."""


def surely_within(pledged: Limit, statutory: Limit) -> bool:
    """Whether the pledge can never outlast the law's limit, whatever the calendar.

    Across units the longest the pledge can be meets the shortest the law can be. Working days
    have no longest, and hours do not roll off rest days, so those compare only among themselves.
    """
    if pledged.unit is statutory.unit:
        return pledged.amount <= statutory.amount
    if pledged.unit is Unit.ON_THE_SPOT:
        return True
    if pledged.unit not in LONGEST or statutory.unit not in SHORTEST:
        return False
    return LONGEST[pledged.unit] * pledged.amount <= SHORTEST[statutory.unit] * statutory.amount


def check_content(spec: MatterSpec, base: MatterSpec | None, context: Context) -> None:
    """Refuse what no version may say; InputFault names the field, Refusal the clause."""
    _check_pledge(spec)
    for text in (*spec.conditions, *spec.process, spec.notes):
        check_public_text(text, context.forbidden)
    for counter in spec.counters:
        if context.hall.counter(counter) is None:
            message = _("The hall has no window {window}.")
            raise InputFault({"counters": message.format(window=counter)})
    for place, one in enumerate(spec.materials, start=1):
        if one.deferrable and one.name.endswith(APPLICATION_FORMS):
            message = _("“{name}” is the application itself; it cannot follow later.")
            raise InputFault({f"materials[{place}].deferrable": message.format(name=one.name)})
        is_new = base is None or base.material(one.id) is None
        if is_new and not one.basis.strip():
            message = _("“{name}” is asked for without a legal basis.")
            raise Refusal(
                message.format(name=one.name),
                "A3.4.6",
                _("Name the article that demands it, or leave the material out."),
            )


def check_day(day: date | None, today: date, versions: Versions) -> date:
    """The day a version takes effect: not past, and not another version's day."""
    if day is None or day < today:
        message = _("A guide takes effect today or later; what has been used stays as it was.")
        raise InputFault({"effective_from": message})
    for one in versions.published:
        if one.effective_from == day:
            message = _("Version {number} takes effect on that day already. Choose another day.")
            raise InputFault({"effective_from": message.format(number=one.number)})
    if any(one.effective_from == day for one in versions.waiting):
        message = _("Another proposal for that day waits for approval. Choose another day.")
        raise InputFault({"effective_from": message})
    return day


def _check_pledge(spec: MatterSpec) -> None:
    if spec.pledged is None or spec.statutory is None:
        return
    if not surely_within(spec.pledged, spec.statutory):
        message = _(
            "The pledge ({pledged}) may outlast what the law allows ({statutory}). "
            "Shorten it, or write it in the unit of the law."
        )
        said = message.format(pledged=spec.pledged.text(), statutory=spec.statutory.text())
        raise InputFault({"pledged": said})
