"""Every Han character of GB 18030-2022 can be printed."""

import pytest

from counter_app.printing.fonts import CHAINS, house_fonts

LEVEL_3 = (
    (0x4E00, 0x9FA5),  # 20 902, the first block of unified ideographs
    (0x9FA6, 0x9FEF),  # 74 added to it since
    (0x3400, 0x4DB5),  # 6 582, extension A
    (0x20000, 0x2A6D6),  # 42 711, extension B
    (0x2A700, 0x2B734),  # 4 149, extension C
    (0x2B740, 0x2B81D),  # 222, extension D
    (0x2B820, 0x2CEA1),  # 5 762, extension E
    (0x2CEB0, 0x2EBE0),  # 7 473, extension F
)
UNIFIED_AMONG_COMPATIBLE = (
    0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29,
)  # fmt: skip
"""Twelve that stand in the block of compatibility ideographs and are unified all the same."""


def level_3() -> list[int]:
    """The code points of the 87 887 Han characters of implementation level 3."""
    ranges = [code for first, last in LEVEL_3 for code in range(first, last + 1)]
    return [*ranges, *UNIFIED_AMONG_COMPATIBLE]


def test_the_standard_counts_87_887() -> None:
    """The ranges above are all of level 3 and nothing twice."""
    assert len(set(level_3())) == len(level_3()) == 87_887


@pytest.mark.parametrize("role", CHAINS)
def test_no_han_character_is_missing(role: str) -> None:
    """A name may hold any character of the standard, in any way of setting text."""
    fonts = house_fonts()
    known: set[int] = set()
    for name in CHAINS[role]:
        known |= {code for code, glyph in fonts.face(name).glyphs.items() if glyph}
    assert [f"U+{code:04X}" for code in level_3() if code not in known][:5] == []
