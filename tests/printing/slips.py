"""Made-up values for any paper: random ones, the longest plausible ones, and rare names."""

import random
from typing import Any

from counter_app.printing.blocks import BarcodeBlock, QrBlock, SealBlock
from counter_app.printing.catalogue import paper, sample
from counter_app.printing.spec import PaperSpec, Value, _asked

RARE = "䶮𬱖𠀀"
_FAMILY = "王李张刘陈杨赵黄周吴䶮亓郄"
_GIVEN = "示例样本模范试验堃祎䶮𬱖𠀀㛃赟喆"
_THINGS = (
    "营业执照", "身份证明", "不动产权证书", "《食品经营许可证》", "（复印件）", "授权委托书",
    "法定代表人", "“一窗受理”", "2026年11月23日", "0358-0000000", "JC-SP-001", "A4", "第三十二条",
    "申请材料", "交城县", "示例小区3号楼2单元", "承诺时限", "8个工作日", "３份", "100%", "28℃",
)  # fmt: skip
_BETWEEN = ("", "", "，", "、", "；", "：", "和", "或者")
_SHORT = 8
"""A value whose sample is no longer than this is a name, a date, a count: never a sentence."""


def person(chance: random.Random) -> str:
    """A made-up name of two to four characters, one in three of them rare."""
    return chance.choice(_FAMILY) + "".join(chance.choices(_GIVEN, k=chance.randint(1, 3)))


def sentence(chance: random.Random, parts: int) -> str:
    """So many things with punctuation between them, and an end."""
    text = "".join(chance.choice(_THINGS) + chance.choice(_BETWEEN) for _ in range(parts))
    return "关于" + text + chance.choice(_THINGS) + chance.choice("。；")


def codes_of(spec: PaperSpec) -> set[str]:
    """The values of a paper that are printed as QR codes."""
    names = {block.value for block in spec.blocks if isinstance(block, QrBlock)}
    return names | {block.code for block in spec.blocks if isinstance(block, SealBlock)} - {""}


def fixed(spec: PaperSpec) -> set[str]:
    """The values of a paper that are not words: codes and pictures."""
    bars = {block.value for block in spec.blocks if isinstance(block, BarcodeBlock)}
    images = {name for name, value in spec.values.items() if value.type == "image"}
    return codes_of(spec) | bars | images


def worded(spec: PaperSpec, values: dict[str, Any]) -> set[str]:
    """The text values that `spec` prints as words when these are its values."""
    names: set[str] = set()
    for block in spec.blocks:
        is_there = (not block.when or values.get(block.when)) and not values.get(block.unless)
        if is_there:
            names |= {name for _, name, type_ in _asked(block) if type_ == "text"}
    return {name for name in names - fixed(spec) if isinstance(values.get(name), str)}


def random_values(kind: str, chance: random.Random) -> dict[str, Any]:
    """Random values of a paper; what it demands is there, of the rest a part is missing."""
    spec, known = paper(kind), sample(kind)
    values = {name: known[name] for name in fixed(spec) if name in known}
    for name in codes_of(spec):
        values[name] = f"JC:{chance.randrange(10**9):09d}"
    for name, value in spec.values.items():
        if name not in values and (value.required or chance.random() < 0.8):
            values[name] = _random(value, known.get(name), chance)
    return values


def _random(value: Value, known: Any, chance: random.Random) -> Any:
    if value.type == "text":
        return _text(known, chance)
    least = 1 if value.required else 0
    if value.type == "list":
        items = known or ["一句话的说明。"]
        return [_text(chance.choice(items), chance) for _ in range(chance.randint(least, 6))]
    rows = known or [dict.fromkeys(value.columns, "")]
    cells = {column: [row[column] for row in rows if column in row] for column in value.columns}
    return [
        {column: _text(chance.choice(cells[column] or [""]), chance) for column in value.columns}
        for _ in range(chance.randint(least, 14))
    ]


def _text(known: str | None, chance: random.Random) -> str:
    if known is not None and len(known) <= _SHORT:
        return chance.choice((known or "示例", person(chance)))
    if chance.random() < 0.3:
        return person(chance)
    return sentence(chance, chance.randint(1, 10))


def longest(kind: str) -> dict[str, Any]:
    """The sample with every text as long as life makes it, and three times the rows."""
    spec, known = paper(kind), sample(kind)
    kept = fixed(spec)
    return {
        name: value if name in kept else _longer(value, times=3) for name, value in known.items()
    }


def _longer(value: Any, times: int) -> Any:
    if isinstance(value, str):
        return value * times if len(value) > _SHORT else value + value
    if value and isinstance(value[0], dict):
        return [{key: _longer(cell, 2) for key, cell in row.items()} for row in value] * times
    return [_longer(item, 2) for item in value]


def rare(kind: str) -> dict[str, Any]:
    """The sample with rare characters at the end of every text."""
    spec, known = paper(kind), sample(kind)
    kept = fixed(spec) | {name for name, value in spec.values.items() if value.type == "list"}
    return {name: value if name in kept else _rarer(value) for name, value in known.items()}


def _rarer(value: Any) -> Any:
    if isinstance(value, str):
        return value + RARE
    return [{key: cell + RARE for key, cell in row.items()} for row in value]
