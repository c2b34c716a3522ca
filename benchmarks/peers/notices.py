"""Made-up one-time notices: every number gives another one, so nobody wins by caching a page."""

import random
from typing import Any

from counter_app.printing.catalogue import sample

MATERIALS = (
    "居民身份证原件及复印件",
    "不动产权属证书",
    "营业执照副本",
    "法定代表人身份证明",
    "授权委托书",
    "公司章程修正案",
    "股东会决议",
    "住所使用证明",
    "食品经营许可申请书",
    "食品安全管理制度",
    "从业人员健康证明",
    "设施设备布局和操作流程图",
    "消防安全检查合格证明",
    "建设用地规划许可证",
    "施工图设计文件审查合格书",
    "取水许可申请书",
    "水土保持方案报告表",
    "林木采伐申请表",
    "道路运输经营许可申请表",
    "户口簿（户主页和本人页）",
    "无犯罪记录证明",
    "学历学位证书",
    "职业资格证书",
    "医疗机构设置可行性研究报告",
    "产品质量检验报告",
)
FORMS = ("原件1份", "复印件1份", "复印件2份", "电子件")
SOURCES = ("申请人自备", "部门核发", "中介出具", "窗口领取", "部门共享")
REMARKS = (
    "复印件签署“与原件核对无误”并署名",
    "在有效期内",
    "法定代表人签名并加盖公章",
    "与不动产权证书记载一致",
    "A4幅面，加盖骑缝章",
    "可由系统调取电子证照",
    "彩色照片两张（小二寸，白底）",
)
COLUMNS = ("name", "form", "source", "remark")


def notice(number: int) -> dict[str, Any]:
    """The values of notice `number`: twelve materials."""
    chance = random.Random(number)
    values = sample("one_time_notice")
    values["number"] = f"交政务〔2026〕告字第W07-{number:05d}号"
    values["qr"] = "JC:" + values["number"]
    values["applicant"] = "王" + "".join(chance.sample("示例样本模范试验", 2))
    values["contact"] = f"135****{chance.randrange(10_000):04d}"
    values["conditions"] = "具有与经营品种、数量相适应的场所、设备、人员和制度。"
    values["situation"] = values["special"] = ""
    values["notes"] = values["notes"][1:]
    values["materials"] = [
        {
            "name": name,
            "form": chance.choice(FORMS),
            "source": chance.choice(SOURCES),
            "remark": chance.choice(REMARKS),
        }
        for name in chance.sample(MATERIALS, 12)
    ]
    return values


def fields(values: dict[str, Any]) -> list[list[str]]:
    """Labels and values in turn, as every contestant prints them; two cells or four."""
    return [
        ["事项名称", values["matter"]],
        ["事项编码", values["matter_code"], "办理情形", values["situation"]],
        ["申 请 人", values["applicant"], "联系电话", values["contact"]],
        ["办理对象", values["audience"]],
        ["设立依据", values["basis"]],
        ["项目内容", values["content"]],
        ["办理条件", values["conditions"]],
        ["办理程序", values["process"]],
        ["承诺时间", values["time_limit"], "法定时限", values["statutory_limit"]],
        ["收费标准", values["fee"]],
        ["格式文本", values["templates"]],
        ["办事窗口", values["window"], "窗口电话", values["window_phone"]],
    ]


def rows(values: dict[str, Any]) -> list[list[str]]:
    """The rows of the materials table, numbered."""
    return [
        [str(number), *(row[column] for column in COLUMNS)]
        for number, row in enumerate(values["materials"], 1)
    ]


TABLE_HEAD = ["序号", "材料名称", "形式份数", "来源渠道", "格式要求及说明"]
TABLE_COLUMNS = (12, 44, 24, 26, 50)
FIELD_COLUMNS = (24, 54, 24, 54)


def signatures(values: dict[str, Any]) -> list[list[str]]:
    """The signature boxes."""
    return [
        [f"窗口经办人签字：{values['first_contact']}", "申请人（代理人）签收："],
        [f"告知日期：{values['printed_on']}（窗口盖章）", "签收日期：　　　年　　月　　日"],
    ]
