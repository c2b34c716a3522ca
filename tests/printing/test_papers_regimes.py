"""What the regimes demand on the papers of the proxy service, of the window and of the files."""

from typing import Any

import pytest

from counter_app.printing.blocks import BoxBlock
from counter_app.printing.catalogue import GROUPS, paper, render, sample
from counter_app.printing.operations import Text
from tests.printing.reading import bare, codes_of, first_copy, pages_of, pdf_of

KINDS = (
    "consult_sheet",
    "consult_reply",
    "message_slip",
    *GROUPS["proxy"],
    *GROUPS["window"],
    *GROUPS["files"],
)

DEMANDS: dict[str, tuple[str, str]] = {
    # A5.4.1.1d: the four columns; A2.1 the first asked; no ID number is wanted
    "consult_sheet": (
        "姓名 联系方式 咨询内容 处理结果 咨询时间 咨询渠道 经办人（首问责任人）",
        "首问责任人签字 本表不登记身份证号",
    ),
    # A2.5: a promised reply has its day
    "consult_reply": ("咨询人 约定答复日期 咨询内容 答复 依据 答复日期", "咨询人签收"),
    # A1.5.6c: to whom, what, the number to call, by when
    "message_slip": ("转达给 来电人 回电号码 转达内容 请于此前处理", "□已回电"),
    # A5.4.1.1b: everything of several matters, a shared paper once
    "proxy_notice": (
        "委托人 事项清单 所需的全部材料 一次性答复",
        "同一材料只交一次 代办自愿、无偿 申请人签收",
    ),
    # 民法典 165: agent, matters, rights, term, signed; A5.1.1, A5.1.2, A5.2.3
    "entrustment": (
        "委托人 委托人证件 委托人电话 代办员 委托事项 代办权限 委托开始日期 委托结束日期",
        "自愿委托 不收取任何费用 由申请人自行选择 不得转委托 委托人签名（盖章） 粘贴处",
    ),
    # A5.4.3r: linked to the old entrustment and slip; only what changed is asked
    "resumption_entrustment": (
        "委托书号 中止单号 中止原因 原因消除情况 原因消除日期 续办事项 新的委托期限",
        "继续委托 无须重复提交 委托人签名（盖章）",
    ),
    # A5.3.2: one list; additions count and give their reason
    "proxy_material_list": (
        "委托书号 材料清单 第几次 发放日期",
        "来源 应交 实交 不得另行要求 委托人签收",
    ),
    # A5.3.3: a verdict on each material, what to do, by when
    "remedy_advice": ("预审意见 整改期限 预审日期", "存在的问题 整改意见 仍不合格 委托人签收"),
    # A5.4.2.2b: three copies, a due day, signed for
    "dispatch_slip": (
        "派往股室 办件编号 派单内容 派出时间 截止日期 办件截止日期",
        "签收时间 办理结果 退回原因 股室负责人签字",
    ),
    # A5.4.2.2c: counted, with the way and the reply
    "urging_slip": (
        "催办对象 第几次催办 催办事由 原定期限 催办时间 催办方式",
        "催办人（代办员） 答复",
    ),
    # A5.4.2.2d: a supervisor signs it
    "supervision_order": (
        "督办级别 承办股室 督办事由 督办要求 要求完成时限 签发人（值班长） 签发日期",
        "逾期未办结 承诺未履行 反馈结果 股室签收",
    ),
    # A5.3.6: told regularly, with the next day
    "progress_feedback": ("目前状态 已完成 下一步 下次反馈日期 反馈方式", "申请人签收"),
    # A5.3.5: the problem, who met, what came of it
    "coordination_record": ("存在的问题 协调时间 参加人 协调经过 协调结果", "值班长签字"),
    # A5.4.2.3c, d: each original in and out, both signing
    "handover_list": (
        "交件人 接件人 交接的证照、资料",
        "接收时间 归还时间 已与身份证件核对 领回人签字 归还人签字",
    ),
    # A5.4.2.3e: results, things returned, the applicant signs, the service ends
    "completion_slip": (
        "委托书号 各事项办理结果 归还的物件 办结日期",
        "代办服务终止 申请人签字 非常满意 非常不满意",
    ),
    # A5.4.3: the seven causes in the words of the regime; reading 6: the other clock runs on
    "suspension_slip": (
        "委托书号 中止日期 中止原因 说明和依据 已办理进度 已收材料处置 恢复条件",
        "（1）代办事项不符合相关法律法规和政策要求 （3）申请材料内容不真实 "
        "（4）未在规定期限内提交材料，代办员催促后仍未提交 （5）未及时缴纳各类行政事业性收费 "
        "（7）其他确需中止代办的客观情况 不因本单停止 服务对象签字 见证人（二人）签字",
    ),
    # readings 5; 民法典 173, 933: ended without completion
    "termination_slip": (
        "终止日期 终止原因 说明 材料退还",
        "委托人解除委托 代办服务终止（未办结） 委托人签字",
    ),
    # A5.4.4: by the applicant alone, five levels, voluntary
    "satisfaction_form": (
        "委托书号 代办员 评价项目",
        "非常满意 基本满意 非常不满意 可不填 可匿名 是否愿意接受回访",
    ),
    # A5.5.1, A5.5.2
    "confidentiality_undertaking": ("年度 承诺人 承诺事项", "商业秘密 个人信息 吃拿卡要"),
    # A1.6.2a: uniform, back when, who covers
    "absence_sign": ("牌面 窗口 事由 预计返回 顶岗窗口和人员 监督电话", "返回 咨询台"),
    # A1.1.1, A1.1.2, A1.2.1
    "opening_sheet": (
        "工作人员 规定上岗时间 签到时间 已完成的准备",
        "工作台面整洁、规范、有序 仪容自查",
    ),
    # A1.6.3: power, desk, chair; what is left open and why
    "closing_sheet": (
        "交班人 清场时间 已完成的清场 未了事项",
        "关闭电脑、打印机等用电设备 清理桌面 椅子推进办公桌下摆放整齐 未办结的即办件 理由",
    ),
    # A1.2, A1.3: five kinds and more, by a supervisor
    "inspection_sheet": (
        "巡查人（值班长） 巡查时间 巡查范围",
        "趴桌睡觉 看股市 吸烟 中午饮酒 争辩吵闹 巡查人签字",
    ),
    # A1.4.3, A5.5.3: anonymous allowed
    "suggestion_sheet": ("收到时间 渠道 类别 意见内容 承办人", "意见箱 反映人签字（可不签）"),
    # 国办发〔2019〕51号: five levels, by the citizen alone
    "satisfaction_survey": (
        "办事窗口 事项名称",
        "非常满意 满意 基本满意 不满意 非常不满意 可不填 工作人员不得查看、代填",
    ),
    # A1.0: version-dated
    "regulation_text": ("制度名称 版本 条文", "“首问负责制”的责任人"),
    "read_receipt": ("制度名称 版本 签收", "已阅读并理解 签字"),
    # A3.4.4: the eight elements
    "service_guide": (
        "项目内容 设立依据 办理条件 申报材料 办理程序 承诺期限 收费标准 规范格式文本",
        "不得要求提交清单以外的材料 监督电话",
    ),
    "guide_poster": (
        "项目内容 设立依据 办理条件 申报材料 办理程序 承诺期限 收费标准 规范格式文本",
        "办事指南公示",
    ),
    # A3.4.5: what changed, from when, approved by whom
    "change_note": (
        "原版本 新版本 实施日期 变更原因 变更内容 批准人",
        "仍按原版本办理和打印",
    ),
    # A5.3.7, 一事一档
    "file_cover": ("案卷题名 办件编号 承办股室 保管期限 立卷人", "案卷 查阅须登记"),
    "file_index": ("卷内文件 立卷人 合计", "序号 文号 责任者 题名 日期 页数 备注"),
    "archive_handover": ("移交单位 接收单位 移交日期 移交的案卷 合计", "清点无误 接收人签字"),
}
"""The labels of the values that must be given, and the phrases that must be printed."""

LONG = "山西省示例市交城县天宁镇示例街道第一农业生产资料专业合作社联合社有限责任公司示例分公司"


def test_the_table_knows_every_paper() -> None:
    """Each paper of these regimes has its row."""
    assert set(DEMANDS) == set(KINDS)


@pytest.mark.parametrize("kind", DEMANDS)
def test_what_the_regime_demands_must_be_given(kind: str) -> None:
    """The paper cannot be printed without what its clause names; a numbered one has its code."""
    required = {value.label for value in paper(kind).values.values() if value.required}
    wanted = [*DEMANDS[kind][0].split(), *(("编号", "二维码") if paper(kind).series else ())]
    assert [label for label in wanted if label not in required] == []


@pytest.mark.parametrize("kind", DEMANDS)
def test_what_the_regime_demands_is_printed(kind: str) -> None:
    """The words an inspector looks for stand on the sheet."""
    text = "".join(first_copy(kind, sample(kind)))
    assert [phrase for phrase in DEMANDS[kind][1].split() if bare(phrase) not in text] == []


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


@pytest.mark.parametrize("kind", ["completion_slip", "suspension_slip", "termination_slip"])
def test_a_slip_on_continuous_paper_says_what_its_sheet_says(kind: str) -> None:
    """241×140 mm: one sheet a copy, every value of the A5 slip, the code readable."""
    values = sample(kind)
    pdf = pdf_of(f"{kind}.form241", values)
    assert len(pages_of(pdf)) == 2
    assert codes_of(pdf) == {values["qr"]}
    text = bare(pages_of(pdf)[0])
    told = [value for name, value in values.items() if isinstance(value, str) and name != "qr"]
    left_out = {values["office"], values["window"], values["window_phone"]}
    assert [one for one in told if bare(one) not in text and one not in left_out] == []


def test_each_cause_of_a_suspension_is_ticked_alone() -> None:
    """A5.4.3: a cause more, two strokes more; an unknown cause ticks nothing."""
    counts = [
        len(render("suspension_slip", sample("suspension_slip") | {"causes": causes})
            .sheets[0].operations)
        for causes in (["9"], ["1"], ["1", "7"])
    ]  # fmt: skip
    assert [count - counts[0] for count in counts] == [0, 2, 4]


def test_both_sides_of_an_identity_card_can_be_pasted() -> None:
    """The entrustment leaves two frames of the card's size, 86 by 54 mm."""
    (boxes,) = [block for block in paper("entrustment").blocks if isinstance(block, BoxBlock)]
    assert (len(boxes.texts), boxes.width, boxes.height) == (2, 86, 54)


@pytest.mark.parametrize("name", ["absence_sign", "absence_sign.A5L"])
def test_the_sign_can_be_read_from_the_door(name: str) -> None:
    """A1.6.2: the state more than 20 mm high, the time of return more than 8, on one sheet."""
    (sheet,) = render(name, sample(name)).sheets
    sizes = {one.text: one.size for one in sheet.operations if isinstance(one, Text)}
    assert sizes["暂 离"] > 57
    assert sizes["预计 10:30 返回"] > 23


@pytest.mark.parametrize("kind", KINDS)
def test_long_lists_and_names_lose_nothing(kind: str) -> None:
    """Forty characters of name and thirty rows: all printed, every sheet numbered."""
    values: dict[str, Any] = sample(kind)
    for name in ("principal", "applicant", "name", "title", "caller", "matter"):
        if name in values:
            values[name] = LONG
    listed = [name for name, value in paper(kind).values.items() if value.type == "rows"]
    for name in listed:
        first = paper(kind).values[name].columns[0]
        values[name] = [values[name][0] | {first: f"第{n}件"} for n in range(1, 31)]
    pages = first_copy(kind, values)
    text = "".join(pages)
    assert LONG in text or LONG not in values.values()
    assert text.count("第30件") == len(listed)
    assert len(pages) == 1 or f"第{len(pages)}页共{len(pages)}页" in pages[-1]
