"""A made-up ledger of eight columns."""

import random

HEAD = ("序号", "受理编号", "申请人", "事项名称", "部门", "受理日期", "办结日期", "状态")
NAMES = ("number", "applicant", "matter", "office", "received", "ended", "state")
WIDTHS = (16, 46, 26, 52, 40, 30, 30, 29)
PAPER = f"""title = "台账"
[page]
size = "A4L"
margin = [14, 14, 12, 14]
[base]
size = 9
lead = 12
[values]
rows = {{ label = "记录", type = "rows", columns = {list(NAMES)} }}
[[block]]
type = "table"
each = "rows"
pad = 2.5
cols = {list(WIDTHS)}
head = {list(HEAD)}
cells = {["{n}", *("{" + name + "}" for name in NAMES)]}
"""
_FAMILY, _GIVEN = "王李张刘陈杨赵黄周吴", "示例样本模范试验"
_MATTERS = ("食品经营许可", "不动产转移登记", "道路运输经营许可", "医师执业注册", "林木采伐许可")
_OFFICES = ("行政审批局", "市场监管局", "交通运输局", "水务局")
_STATES = ("已办结", "办理中", "中止")


def entries(count: int) -> list[dict[str, str]]:
    """`count` made-up records; the same at every call."""
    chance = random.Random(5)
    return [
        {
            "number": f"交政服〔2026〕W07-{number:05d}号",
            "applicant": chance.choice(_FAMILY) + "".join(chance.choices(_GIVEN, k=2)),
            "matter": chance.choice(_MATTERS),
            "office": chance.choice(_OFFICES),
            "received": f"2026-11-{number % 28 + 1:02d}",
            "ended": f"2026-12-{number % 28 + 1:02d}",
            "state": chance.choice(_STATES),
        }
        for number in range(1, count + 1)
    ]
