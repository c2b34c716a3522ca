"""Ledgers of applications: both last days, what silence did, and every correction notice."""

from counter_app.domain.bodies.case import MaterialsSupplied
from counter_app.models.base import database
from counter_app.services import intake, papers
from counter_app.services.desk import Desk
from tests.hall import Clock
from tests.services.ledger_reading import SHOP, rows_of, told, totals_of
from tests.services.windows import FOOD, judge_all, receive


def test_cases_stand_with_their_days_and_where_they_are_now(desk: Desk, clock: Clock) -> None:
    """Accepted with both last days; refused and ended; waiting; silence has accepted one."""
    accepted = receive(desk)
    judge_all(desk, accepted)
    intake.accept(desk, accepted)
    advised = receive(desk, SHOP)
    intake.advise_no_permit(desk, advised, "备案即可", "3号窗口")
    waiting = receive(desk)
    clock.at("2026-11-30 17:30")
    assert [row["state"] for row in rows_of(desk, "case_ledger")] == ["受理", "不需许可", "收件"]
    clock.at("2026-11-30 17:31")
    one, two, three = rows_of(desk, "case_ledger")
    assert one == {
        "number": intake.case_of(desk, accepted).number,
        "received": "11-23",
        "name": "孙*",
        "phone": "135****1234",
        "matter": one["matter"],
        "case_class": "承诺件",
        "accepted": "11-23",
        "due": "12-21",
        "statutory": "12-21",
        "ended": "",
        "state": "受理",
        "first_contact": "王示例",
    }
    assert (two["name"], two["state"], two["ended"]) == ("交城县示例餐饮店", "不需许可", "11-23")
    assert (three["number"], three["state"]) == (intake.case_of(desk, waiting).number, "视为受理")
    told_all = "3件。承诺件3件。受理1件，不需许可1件，视为受理1件。"
    assert totals_of(desk, "case_ledger") == told_all


def test_a_case_after_closing_may_be_told_until_midnight(desk: Desk, clock: Clock) -> None:
    """民法典 203: land registration received at 18:10 is not deemed accepted that evening."""
    clock.at("2026-11-23 18:10")
    receive(desk, matter="JC-BDC-014")
    assert rows_of(desk, "case_ledger")[0]["state"] == "收件"
    clock.at("2026-11-24 08:00")
    assert rows_of(desk, "case_ledger")[0]["state"] == "视为受理"


def test_a_case_without_its_guide_is_listed_without_kind(desk: Desk) -> None:
    """The guide has not arrived at this window: what it would say stays empty."""
    receive(desk)
    database.execute_sql("UPDATE cases SET case_class = '', matter_name = ''")
    (row,) = rows_of(desk, "case_ledger")
    assert (row["case_class"], row["matter"]) == ("", "")
    assert totals_of(desk, "case_ledger") == "1件。收件1件。"


def test_correction_notices_are_held_against_their_limit(desk: Desk, clock: Clock) -> None:
    """32(四): told in time, told late, not told; the items counted, the case named."""
    in_time, late, never = (_asked(desk) for _each in range(3))
    told(desk, in_time)
    clock.at("2026-12-01 09:00")
    told(desk, late)
    rows = rows_of(desk, "correction_ledger")
    assert [(row["told"], row["in_time"]) for row in rows] == [
        ("11-23", "是"),
        ("12-01", "否"),
        ("", "未告知"),
    ]
    assert {(row["limit"], row["ordinal"], row["items"]) for row in rows} == {("11-30", "1", "1")}
    assert rows[0]["case"] == "〔2026〕件W03-00001"
    assert (rows[2]["number"], rows[2]["clerk"]) == (never.number, "王示例")
    told_all = "3件次。已告知2件次，未告知1件次；按期1件次；已补齐0件次。"
    assert totals_of(desk, "correction_ledger") == told_all


def _asked(desk: Desk, matter: str = FOOD) -> papers.Issued:
    """A case of `matter` whose first material is missing, and the notice about it."""
    case = receive(desk, matter=matter)
    state = intake.case_of(desk, case)
    spec = desk.reference.matter(state.matter, state.matter_version)
    assert spec is not None
    judge_all(desk, case, missing=(spec.materials[0].id,))
    paper = intake.ask_correction(desk, case).value.paper
    assert paper is not None
    return paper


def test_a_matter_without_a_limit_is_told_but_never_late(desk: Desk) -> None:
    """条例 36 alone: every matter is corrected in one go, the five days are the permit law's."""
    told(desk, _asked(desk, "JC-MZ-025"))
    (row,) = rows_of(desk, "correction_ledger")
    assert (row["limit"], row["told"], row["in_time"]) == ("", "11-23", "")


def test_a_second_notice_has_no_limit_of_its_own(desk: Desk) -> None:
    """32(四) asks for one notice; what a second one repeats is neither in time nor late."""
    told(desk, _asked(desk))
    ((case,),) = database.execute_sql("SELECT id FROM cases").fetchall()
    told(desk, intake.ask_correction(desk, case).value.paper)
    first, second = rows_of(desk, "correction_ledger")
    assert (first["ordinal"], first["in_time"]) == ("1", "是")
    assert (second["ordinal"], second["limit"], second["in_time"]) == ("2", "", "")


def test_what_was_supplied_is_shown_with_its_day(desk: Desk, clock: Clock) -> None:
    """The applicant brought everything two days later."""
    told(desk, _asked(desk))
    ((case,),) = database.execute_sql("SELECT id FROM cases").fetchall()
    clock.at("2026-11-25 09:00")
    desk.act(lambda act: act.append(MaterialsSupplied(materials=("m01",)), case))
    assert rows_of(desk, "correction_ledger")[0]["supplied"] == "11-25"
    assert totals_of(desk, "correction_ledger").endswith("已补齐1件次。")


def test_what_has_not_arrived_yet_leaves_its_columns_empty(desk: Desk) -> None:
    """The paper is here; the guide of the matter, then the case's own fact, are not."""
    told(desk, _asked(desk))
    database.execute_sql("DELETE FROM document WHERE key = ?", (FOOD,))
    desk.reference.forget()
    assert rows_of(desk, "correction_ledger")[0]["limit"] == ""
    assert rows_of(desk, "correction_ledger")[0]["told"] == "11-23"
    database.execute_sql("DELETE FROM fact WHERE kind = 'case.correction_asked'")
    (row,) = rows_of(desk, "correction_ledger")
    assert (row["ordinal"], row["items"], row["told"]) == ("", "", "")


def test_a_number_we_cannot_read_is_quoted_whole(desk: Desk) -> None:
    """A newer program may number otherwise: the ledger shows what stands there."""
    _asked(desk)
    database.execute_sql("UPDATE cases SET number = '新编号7'")
    assert rows_of(desk, "correction_ledger")[0]["case"] == "新编号7"
