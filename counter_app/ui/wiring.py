"""What the shell is furnished with once a window is open."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import Outage
from counter_app.domain.parties import mask_name
from counter_app.domain.phrases import Stage
from counter_app.printing.transport.addresses import printer_for
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.print_register import waiting_here
from counter_app.ui.public.idle import IdleCard, IdleFacts
from counter_app.ui.public.placement import Wanted
from counter_app.ui.public.window import CitizenWindow
from counter_app.words import _


def warm_modules() -> tuple[str, ...]:
    """Imported one by one after the first paint, so that no key waits for them."""
    return (
        "counter_app.ui.screens.reception",
        "counter_app.services.intake",
        "counter_app.ui.screens.cases",
        "counter_app.ui.kit.palette",
        "counter_app.printing.layout",
        "reportlab.pdfgen.canvas",
        "zxingcpp",
    )


def phrases(desk: Desk) -> tuple[str, str, str]:
    """What the strip says at each stage, with this window's real name (A1.5)."""

    def said(stage: Stage) -> str:
        return "　".join(_said_at(desk, stage)[:2])

    return said(Stage.GREETING), said(Stage.HANDLING), said(Stage.PARTING)


def telephone_phrases(desk: Desk) -> tuple[str, str, str]:
    """The same for calls: who speaks here, wait and again, passing on (A1.5.6b-e)."""
    hello, pass_on, *rest = _said_at(desk, Stage.TELEPHONE)
    return hello, "　".join(rest), pass_on


def _said_at(desk: Desk, stage: Stage) -> list[str]:
    counter = desk.reference.hall().counter(desk.station.counter)
    label = counter.label if counter else desk.station.counter
    place = counter.place if counter else ""
    return [one.said(counter=label, place=place) for one in desk.reference.phrases.at(stage)]


def sources(shell: Any) -> Iterable[Any]:
    """Matters, cases, people and papers for the command palette."""
    from counter_app.ui.palette_sources import late_sources

    return late_sources(shell.context, shell.show_screen)


def citizen_window(shell: QWidget, desk: Desk) -> CitizenWindow:
    """The second screen with its idle card; hidden while there is none."""
    hall = desk.reference.hall()
    counter = hall.counter(desk.station.counter)
    facts = IdleFacts(
        hall=hall.name,
        window=_("Window {number}").format(number=counter.number if counter else ""),
        service=counter.name if counter else "",
        clerk_shown=mask_name(desk.station.clerk_name),
        greeting=max(_said_at(desk, Stage.GREETING), key=len, default=""),
    )
    window = CitizenWindow(IdleCard(facts), lambda: shell.screen())
    window.open(Wanted())
    return window


def printer_words(counter: CounterServices) -> tuple[str, str]:
    """Words and tone of the printer lamp: what the notices' printer says, and what waits for it."""
    try:
        status = printer_for(counter.address("acceptance_notice")).status()
    except Outage as outage:
        return outage.what, "warn"
    if not status.ready:
        return status.reason or _("not ready"), "bad"
    waiting = waiting_here(counter.desk)
    if waiting:
        return _("ready, {count} not handed over").format(count=waiting), "good"
    return _("ready"), "good"
