"""Wordings travel through the share like every other fact."""

import pytest

from counter_app.domain.bodies.wording import WordingApproved, WordingProposed
from counter_app.domain.errors import Outage
from counter_app.domain.wordings.state import version_of
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.services import wordings
from counter_app.services.act import Act
from tests.sync.windows import Window, once

SLIP = "guide_slip"


def test_a_wording_in_force_and_a_text_kept_reach_the_other_window(
    first: Window, second: Window
) -> None:
    """One window puts a wording in force and issues under the shipped text; the other hears both.

    Before that it knows neither, and says so instead of taking another layout.
    """
    shipped = catalogue.text_of(SLIP)
    text = shipped.replace("请您到", "请您前往")

    def writing(act: Act) -> str:
        kept = wordings.take_wording(act, SLIP)
        body = WordingProposed(layout=SLIP, text=text, based_on=kept.version, note="用语")
        proposed = act.append(body)
        act.append(WordingApproved(effective_from=act.now.date()), proposed.subject)
        return f"{SLIP}@{version_of(text)}"

    with first.here():
        spec = first.desk.act(writing).value
        first.courier.publish()
    with second.here(), pytest.raises(Outage):
        wordings.spec_named(spec)
    once(first)
    once(second)
    with second.here():
        assert wordings.text_in_force(SLIP, second.times.now.date()) == text
        assert wordings.spec_named(spec).version == version_of(text)
        kept = f"SELECT text FROM wording WHERE version = '{version_of(shipped)}'"
        assert database.execute_sql(kept).fetchall() == [(shipped,)]
