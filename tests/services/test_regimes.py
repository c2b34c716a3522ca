"""The reader of the five regimes: search, versions, receipts (A1.0)."""

from datetime import date

import pytest

from counter_app.domain.errors import InputFault, Refusal
from counter_app.services import regimes
from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import switch
from tests.services.wording_desk import administrator, signed_in

TOMORROW = date(2026, 11, 24)


def test_the_search_finds_the_article(desk: Desk) -> None:
    """A1.0: “30 分钟” finds A1.6.2, and nothing else of annex 1."""
    found = regimes.search(desk, "30 分钟")
    assert ("annex1", "A1.6.2") in [(regime.id, one.clause) for regime, one in found]
    everything = regimes.search(desk, "")
    assert {regime.id for regime, _one in everything} == set(regimes.IDS)


def test_a_new_version_takes_effect_on_its_day(first: Opened, clock: Clock) -> None:
    """Published today for tomorrow: today the old text, tomorrow the new one; older ones kept."""
    desk = administrator(first)
    content = regimes.shipped("annex1").to_content()
    content["articles"][0]["text"] = "新的第一条"
    assert regimes.publish_version(desk, content, TOMORROW, "按新规定改").value == 2
    assert regimes.in_force(desk, "annex1").number == 1
    clock.at("2026-11-24 09:00")
    now = regimes.in_force(desk, "annex1")
    assert (now.number, now.articles[0].text) == (2, "新的第一条")


def test_who_may_publish_what(first: Opened) -> None:
    """Only an administrator, only one of the five, never from a day that is past."""
    content = regimes.shipped("annex1").to_content()
    with pytest.raises(Refusal):
        regimes.publish_version(first.desk, content, TOMORROW, "")
    desk = administrator(first)
    with pytest.raises(InputFault) as fault:
        regimes.publish_version(desk, {**content, "id": "annex9"}, TOMORROW, "")
    assert list(fault.value.faults) == ["id"]
    with pytest.raises(InputFault) as fault:
        regimes.publish_version(desk, content, date(2026, 11, 22), "")
    assert list(fault.value.faults) == ["effective_from"]
    with pytest.raises(InputFault):
        regimes.in_force(desk, "annex9")


def test_a_receipt_is_given_once_for_each_version(first: Opened, clock: Clock) -> None:
    """Read and understood: once; a new version asks again; the list can be printed."""
    desk = first.desk
    assert not regimes.has_read(desk, "annex1")
    assert regimes.confirm_read(desk, "annex1").value == 1
    with pytest.raises(Refusal):
        regimes.confirm_read(desk, "annex1")
    (receipt,) = regimes.receipts(desk, "annex1")
    assert (receipt.clerk, receipt.read_at) == ("王示例", "2026-11-23 09:41")
    text = "".join(pages_of(regimes.receipts_pdf(desk, "annex1"))[0].split())
    assert "王示例" in text
    stranger = signed_in(first, "S99", "clerk")
    regimes.confirm_read(stranger, "annex1")
    assert [one.clerk for one in regimes.receipts(stranger, "annex1")] == ["王示例", "S99"]
    desk = administrator(first)
    regimes.publish_version(desk, regimes.shipped("annex1").to_content(), TOMORROW, "")
    clock.at("2026-11-24 09:00")
    assert regimes.receipts(switch(first), "annex1") == []


def test_the_text_is_printed_as_it_stands(desk: Desk) -> None:
    """Every article of the annex, in its order."""
    pages = pages_of(regimes.text_pdf(desk, "annex2"))
    text = "".join("".join(pages).split())
    for one in regimes.shipped("annex2").articles:
        assert "".join(one.text.split())[:12] in text
