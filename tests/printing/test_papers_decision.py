"""What the law and the regimes demand on the papers of intake and decision."""

import re
from typing import Any

import pytest

from counter_app.domain.errors import InputFault
from counter_app.printing.blocks import SealBlock
from counter_app.printing.catalogue import GROUPS, LAYOUTS, paper, render, sample
from counter_app.printing.operations import Text
from tests.printing.reading import codes_of, pages_of, pdf_of, text_of

SHORT = tuple(f"one_time_notice.{size}" for size in LAYOUTS["one_time_notice"])
NOTICES = ("restart_notice", "extension_notice", "special_procedure_notice", "completion_notice")
KINDS = (
    "restart_notice",
    "returned_materials",
    "supply_undertaking",
    "referral_list",
    "fee_notice",
    *GROUPS["decision"],
)

DEMANDS: dict[str, tuple[str, str]] = {
    # 行政许可法 32: accepted once all that was asked for has come; seal and date
    "restart_notice": (
        "办件编号 原申请时间 补正通知书编号 补正收齐日期 受理日期 法律依据 "
        "补正收到的材料 承诺办结日 期限的计算 领取方式 监督电话",
        "全部收齐 予以受理并重新启动办理 （行政许可专用章） 签收",
    ),
    # A4.1d: why, and each paper given back against a signature
    "returned_materials": (
        "办件编号 申请人 收到材料日期 退回时间 退回理由 法律依据 退回的材料",
        "当面逐件清点 已与身份证件核对 领回人签字 （窗口盖章） 异议",
    ),
    # rules.md 3.4: voluntary, never the main paper, by a day, the consequence known
    "supply_undertaking": (
        "申请人 证件类型和号码 联系电话 容缺的材料 补齐期限 承诺时限 容缺的依据 逾期后果",
        "自愿 不属于本事项的主件 真实、合法、有效 承诺人（签字或者盖章） 补齐登记",
    ),
    # A4.1c: reported in time with the papers sent, and the contact log
    "referral_list": (
        "办件编号 受理日期 上报机关 上报依据 应当上报日期 上报时间 上报方式 初审意见 上报的材料",
        "上报后的联系记录 接收机关收件人签字 收件文号 （窗口盖章）",
    ),
    # 行政许可法 58, 59: published items and standards only; the program collects nothing
    "fee_notice": (
        "执收单位 收费项目 应缴合计 合计大写 减免情形 缴费方式 缴费期限",
        "收费依据 收费标准 金额（元） 不是收款凭据 不再收取其他费用 索取票据",
    ),
    # 行政许可法 42: approved by the head of the organ; A4.2: asked before expiry
    "extension_approval": (
        "办件编号 受理日期 法定时限 承诺时限 原办结截止日 申请延长 延长后的截止日 "
        "延长的上限 延期理由 法律依据 申请延期日期 承办人意见",
        "同意延长 不同意延长 审批人 已告知 届满前 不得为申请延期的承办人",
    ),
    # 行政许可法 42: the reason for the longer time is told to the applicant
    "extension_notice": (
        "受理日期 原办结截止日 延长期限 延长后的截止日 期限的计算 延期理由 法律依据 "
        "批准人 送达方式和日期",
        "不能按期办结 批准 （盖章） 签收",
    ),
    # 行政许可法 45: the time needed is told in writing
    "special_procedure_notice": (
        "特殊程序 实施单位 开始日期 预计结束日期 所需时间 不计入的工作日 原办结截止日 "
        "顺延后的截止日 期限的计算 法律依据",
        "不计算在办理期限内 书面告知 （盖章） 签收",
    ),
    # 行政许可法 38, 44: reasons and remedies of a refusal; how the result is handed over
    "completion_notice": (
        "受理日期 决定日期 办理结果 法律依据 证照和文书 领取或者送达方式 行政复议机关 行政诉讼法院",
        "理由： 六十日内 行政复议 六个月内 行政诉讼 （盖章） 与申请人的关系",
    ),
    # A1.5.3f: the date spoken, shown and printed is one
    "collection_notice": (
        "决定日期 领取的证照、文书 领取日期 领取地点 领取时间 请携带",
        "请您12月4日来领取证照 您的手续已办好 请保管好您的资料 领取人（代领人）签字",
    ),
    # 行政许可法 44: handed over within ten days; who took it for whom
    "service_receipt": (
        "受送达人 送达的文书、证照 作出日期 应当送达日期 送达方式 送达地点 送达人",
        "窗口直接送达 邮寄送达 代收人与关系 代收理由 拒收的情形和见证人 受送达人（签字或者盖章）",
    ),
    # A4.1a: done on the spot, begun and finished in one visit; A1.5.3d, e
    "completion_slip_on_the_spot": (
        "办件类型 受理时间 办结时间 办理结果 收费",
        "即办件 您的手续已办好，请保管好您的资料 归还的材料 领取人",
    ),
}
"""The labels of the values that must be given, and the phrases that must be printed."""

SEVEN = ("matter", "basis", "applicant", "time_limit", "window", "window_phone")


def bare(text: str) -> str:
    """The text without the gaps of its layout."""
    return re.sub(r"\s", "", text)


def first_copy(kind: str, values: dict[str, Any]) -> list[str]:
    """The pages of the first copy."""
    pages = pages_of(pdf_of(kind, values))
    return [bare(page) for page in pages[: len(pages) // max(len(paper(kind).copies), 1)]]


def test_the_table_knows_every_paper() -> None:
    """Each paper of the decision group and each later one of intake has its row."""
    assert set(DEMANDS) == set(KINDS)


@pytest.mark.parametrize("kind", DEMANDS)
def test_what_the_law_demands_must_be_given(kind: str) -> None:
    """The paper cannot be printed without what its law or regime names, a number and a code."""
    required = {value.label for value in paper(kind).values.values() if value.required}
    wanted = [*DEMANDS[kind][0].split(), "编号", "办件编号", "监督电话", "二维码"]
    assert [label for label in wanted if label not in required] == []


@pytest.mark.parametrize("kind", DEMANDS)
def test_what_the_law_demands_is_printed(kind: str) -> None:
    """The words an inspector looks for stand on the sheet."""
    text = bare(text_of(pdf_of(kind, sample(kind))))
    assert [phrase for phrase in DEMANDS[kind][1].split() if phrase not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_optional_value_is_printed_when_given(kind: str) -> None:
    """What a clerk may add is never swallowed."""
    values = sample(kind)
    added = {
        name: f"另加第{place}项"
        for place, (name, value) in enumerate(paper(kind).values.items())
        if name not in values and value.type == "text"
    }
    text = "".join(first_copy(kind, values | added))
    assert [name for name, told in added.items() if told not in text] == []


@pytest.mark.parametrize("kind", NOTICES)
def test_an_official_notice_leaves_room_for_the_seal(kind: str) -> None:
    """许可法 32: a clear square of 42 mm for the seal, with organ and date in it."""
    (seal,) = [block for block in paper(kind).blocks if isinstance(block, SealBlock)]
    assert seal.height >= 42
    assert {"organ", "printed_on"} <= frozenset().union(*(line.names for line in seal.lines))


def test_a_granted_case_is_not_told_how_to_appeal() -> None:
    """No reason to refuse: the result and the way to collect it, no remedies."""
    values = sample("completion_notice") | {"result": "准予行政许可"}
    del values["reason"]
    text = bare(text_of(pdf_of("completion_notice", values)))
    assert "准予行政许可" in text
    assert "领取日期" in text
    assert "理由：" not in text
    assert "行政复议" not in text


@pytest.mark.parametrize("name", ["review_organ", "court"])
def test_no_completion_notice_without_its_remedies(name: str) -> None:
    """许可法 38: a refusal can never leave the printer without where to appeal."""
    with pytest.raises(InputFault) as fault:
        render("completion_notice", sample("completion_notice") | {name: ""})
    assert name in fault.value.faults


def test_a_referral_just_sent_has_lines_to_write_the_contacts_in() -> None:
    """No contact yet: the head of the log, its instruction, and nothing made up."""
    values = sample("referral_list")
    contacts = values.pop("contacts")
    text = bare(text_of(pdf_of("referral_list", values)))
    assert "上报后每次联系、催问均在此登记" in text
    assert contacts[0]["content"] not in text


def test_the_way_of_service_is_ticked() -> None:
    """By post: one tick more than with nothing that the form knows."""
    values = sample("service_receipt")
    strokes = {
        way: len(render("service_receipt", values | {"ways": [way]}).sheets[0].operations)
        for way in ("邮寄送达", "别的方式")
    }
    assert strokes["邮寄送达"] == strokes["别的方式"] + 2


@pytest.mark.parametrize("name", SHORT)
def test_the_short_notices_carry_the_seven_elements(name: str) -> None:
    """A3.3.1 on A5 and on the roll: all seven, each material, and the code readable."""
    values = sample("one_time_notice")
    pdf = pdf_of(name, values)
    text = bare(text_of(pdf))
    assert [key for key in SEVEN if bare(values[key]) not in text] == []
    assert [row for row in values["materials"] if bare(row["name"]) not in text] == []
    assert "申报材料" in text
    assert codes_of(pdf) == {values["qr"]}
    assert len(pages_of(pdf)) == 2


@pytest.mark.parametrize("name", SHORT)
def test_the_short_notices_carry_the_eight_public_elements(name: str) -> None:
    """A3.4.4: content, conditions, steps, fee and forms as well, and the right to be heard."""
    values = sample("one_time_notice")
    text = bare(text_of(pdf_of(name, values)))
    told = [values[key] for key in ("content", "conditions", "process", "fee", "templates")]
    assert [one for one in (*told, *values["notes"]) if bare(one) not in text] == []


@pytest.mark.parametrize("name", ["one_time_notice.roll80", "completion_slip_on_the_spot"])
def test_nothing_on_a_roll_is_too_small_to_read(name: str) -> None:
    """Heads of 203 dpi: no type below 9 points, and all of it within the 72 mm that print."""
    sheet = render(name, sample(name)).sheets[0]
    assert min(one.size for one in sheet.operations if isinstance(one, Text)) >= 9
    assert sheet.width == pytest.approx(72 * 72 / 25.4, abs=0.1)


LONG = "山西省示例市交城县天宁镇示例街道第一农业生产资料专业合作社联合社有限责任公司示例分公司"


@pytest.mark.parametrize("kind", [*KINDS, *SHORT])
def test_long_lists_and_names_lose_nothing(kind: str) -> None:
    """Forty characters of name and thirty rows: all printed, every sheet numbered."""
    values = sample(kind)
    values["recipient" if "recipient" in values else "applicant"] = LONG
    listed = [name for name, value in paper(kind).values.items() if value.type == "rows"]
    for name in listed:
        first = paper(kind).values[name].columns[0]
        values[name] = [values[name][0] | {first: f"第{n}件"} for n in range(1, 31)]
    pages = first_copy(kind, values)
    text = "".join(pages)
    assert LONG in text
    assert text.count("第30件") == len(listed)
    assert all(bare(values["number"]) in page for page in pages)
    assert len(pages) == 1 or f"第{len(pages)}页共{len(pages)}页" in pages[-1]
