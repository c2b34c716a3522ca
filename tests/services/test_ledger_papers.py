"""The paper register: how each print went, and why a number has no paper."""

from pathlib import Path

import pytest

from counter_app.domain.bodies.lease import LeaseTaken
from counter_app.domain.bodies.paper import PaperVoided, PrintReported, PrintState
from counter_app.models.base import database
from counter_app.services import ledgers, reception
from counter_app.services.desk import Desk
from counter_app.services.numbers import keep_lease
from counter_app.services.papers import Issued
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.ledger_reading import MONTH, rows_of, told, totals_of
from tests.services.windows import FOOD, carry, join, switch

DRAWN = "已取号，本机没有单据，须查明"
NOT_HERE = "单据尚未同步到本机"
REPLACED = "窗口更换或重装后停用的号段"
UNUSED = "已领号段，未使用"
NOT_LEASED = "号段领取记录尚未到本机"


def notice(desk: Desk) -> Issued:
    """A one-time notice is issued."""
    paper = reception.issue_one_time_notice(desk, Reception(matter=FOOD)).value.paper
    assert paper is not None
    return paper


def reported(desk: Desk, paper: str, attempt: int, state: PrintState, printer: str) -> None:
    """A print ended so."""
    body = PrintReported(attempt=attempt, state=state, printer=printer, job="1")
    desk.act(lambda act: act.append(body, paper))


def gaps_of(desk: Desk, first: str = "", last: str = "") -> list[tuple[str, str, str]]:
    """Numbers, how many and why, of November or of some of its days."""
    days = (MONTH[0].replace(day=int(first or 1)), MONTH[1].replace(day=int(last or 30)))
    gaps = ledgers.values_of(desk, "paper_register", *days)["gaps"]
    return [(gap["numbers"].partition("〕")[2], gap["count"], gap["reason"]) for gap in gaps]


def forget(*serials: int) -> None:
    """What no act does: the papers with these numbers are gone."""
    for serial in serials:
        database.execute_sql("DELETE FROM paper WHERE number LIKE ?", (f"%-{serial:05d}号",))


def test_a_paper_stands_with_its_print(desk: Desk) -> None:
    """Number, kind, time, clerk, printer and outcome; what nobody printed says so."""
    printed, waiting = notice(desk), notice(desk)
    address = "ipp://printer.hall:631/printers/Counter%20A4?tray=2"
    reported(desk, printed.id, 1, PrintState.PRINTED, address)
    assert rows_of(desk, "paper_register") == [
        {
            "number": printed.number,
            "kind": "一次性告知单",
            "issued": "11-23 09:41",
            "clerk": "王示例",
            "printer": "printer.hall Counter A4",
            "outcome": "已打印",
            "attempts": "1",
            "reprints": "0",
            "void": "",
        },
        {
            "number": waiting.number,
            "kind": "一次性告知单",
            "issued": "11-23 09:41",
            "clerk": "王示例",
            "printer": "",
            "outcome": "未打印",
            "attempts": "0",
            "reprints": "0",
            "void": "",
        },
    ]


def test_only_what_came_out_again_is_a_reprint(desk: Desk) -> None:
    """Failed, printed, printed again: three attempts, one reprint; a voided paper says why."""
    paper = notice(desk).id
    for attempt, state in enumerate(
        (PrintState.FAILED, PrintState.PRINTED, PrintState.PRINTED), start=1
    ):
        reported(desk, paper, attempt, state, "file:///srv/papers")
    void = PaperVoided(reason="姓名录入错误", approved_by="S09")
    desk.act(lambda act: act.append(void, paper))
    (row,) = rows_of(desk, "paper_register")
    assert (row["attempts"], row["reprints"], row["void"]) == ("3", "1", "姓名录入错误")
    assert row["printer"] == "papers"
    told_all = "1份。已打印1份。补打1次，作废1份，缺号0个，尚未使用的号199个。"
    assert totals_of(desk, "paper_register") == told_all


@pytest.mark.parametrize(
    ("address", "name"), [("ipp://10.0.0.9", "10.0.0.9"), ("", ""), ("usb:", "usb:")]
)
def test_printers_are_named_by_their_address(desk: Desk, address: str, name: str) -> None:
    """A printer without a queue, none at all, an address without a path."""
    reported(desk, notice(desk).id, 1, PrintState.FAILED, address)
    assert rows_of(desk, "paper_register")[0]["printer"] == name


def test_what_is_left_of_a_block_is_told_in_the_newest_register(desk: Desk, clock: Clock) -> None:
    """Two papers on Monday, one on Tuesday: Monday's book does not say what was left since."""
    notice(desk), notice(desk)
    clock.at("2026-11-24 09:00")
    notice(desk)
    assert gaps_of(desk, "23", "23") == []
    assert gaps_of(desk, "24", "24") == [("告字第W03-00004号至第W03-00200号", "197", UNUSED)]
    assert gaps_of(desk, "25", "25") == []


def test_a_number_without_its_paper_is_to_be_looked_into(desk: Desk, clock: Clock) -> None:
    """Our own serial was drawn and nothing is here; it stands in the register that passes it."""
    notice(desk)
    clock.at("2026-11-24 09:00")
    for _each in range(4):
        notice(desk)
    forget(2, 4)
    assert gaps_of(desk, "23", "23") == []
    assert gaps_of(desk, "24", "24") == [
        ("告字第W03-00002号", "1", DRAWN),
        ("告字第W03-00004号", "1", DRAWN),
        ("告字第W03-00006号至第W03-00200号", "195", UNUSED),
    ]


def test_papers_of_another_window_may_still_be_on_their_way(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """Here another window's serial is missing: its paper has not arrived, nobody is accused."""
    for _each in range(3):
        notice(first.desk)
    other = join(tmp_path, first, clock)
    carry(first, other)
    forget(1, 2)
    assert gaps_of(switch(other)) == [
        ("告字第W03-00001号至第W03-00002号", "2", NOT_HERE),
        ("告字第W03-00004号至第W03-00200号", "197", UNUSED),
    ]


def test_a_window_set_up_anew_leaves_its_old_block_behind(desk: Desk) -> None:
    """The predecessor's block is not used up: its rest is replaced, what it drew is not here."""
    notice(desk), notice(desk)
    database.execute_sql("UPDATE series SET actor = 'W03-before' WHERE series = 'one_time_notice'")
    forget(1)
    notice(desk)
    assert gaps_of(desk) == [
        ("告字第W03-00001号", "1", NOT_HERE),
        ("告字第W03-00003号至第W03-00200号", "198", REPLACED),
        ("告字第W03-00202号至第W03-00400号", "199", UNUSED),
    ]


def test_another_window_goes_on_with_the_block_it_leased_last(desk: Desk) -> None:
    """Of a window that is not ours only its leases are known: the older block is left behind."""
    paper = notice(desk)
    number = paper.number.replace("W03-00001", "W07-00201")
    database.execute_sql("UPDATE paper SET number = ?", (number,))
    for first, actor in ((1, "before"), (201, "now")):
        lease = LeaseTaken(
            series="one_time_notice",
            year=2026,
            counter="W07",
            first=first,
            last=first + 199,
            confirmed=True,
        )
        keep_lease(lease, actor)
    assert gaps_of(desk) == [
        ("告字第W07-00001号至第W07-00200号", "200", REPLACED),
        ("告字第W07-00202号至第W07-00400号", "199", UNUSED),
    ]


def test_a_series_whose_lease_is_unknown_and_a_number_of_another_kind(desk: Desk) -> None:
    """The lease has not arrived: said so. A number we cannot read makes no gap."""
    notice(desk), notice(desk), notice(desk)
    forget(2)
    database.execute_sql("DELETE FROM series")
    assert gaps_of(desk) == [("告字第W03-00002号", "1", NOT_LEASED)]
    database.execute_sql("UPDATE paper SET number = '新编号' || id")
    assert gaps_of(desk) == []
    assert len(rows_of(desk, "paper_register")) == 2


def test_each_series_is_explained_under_the_name_of_its_paper(desk: Desk) -> None:
    """Two series at the window: two rests, each named as the paper is."""
    told(desk, notice(desk))
    reception.guide(desk, Reception(question="种子"), "W05")
    gaps = ledgers.values_of(desk, "paper_register", *MONTH)["gaps"]
    assert {gap["series"] for gap in gaps} == {"一次性告知单", "引导单"}
