"""What holds for every layout of every paper, whatever its wording."""

import re
from collections import Counter

import pytest

from counter_app.domain.errors import InputFault
from counter_app.printing.catalogue import names, paper, render, sample
from counter_app.printing.operations import Text
from tests.printing.geometry import collisions, outside
from tests.printing.reading import pages_of, pdf_of
from tests.printing.slips import RARE, longest, rare, worded

pytestmark = pytest.mark.parametrize("name", names())


def test_every_value_the_paper_demands_is_demanded(name: str) -> None:
    """Each required value left empty in turn: refused, naming its Chinese label."""
    for key, value in paper(name).values.items():
        if value.required:
            with pytest.raises(InputFault) as fault:
                render(name, sample(name) | {key: "" if value.type in ("text", "image") else []})
            assert value.label in fault.value.faults[key]


def test_the_sample_keeps_to_its_sheet(name: str) -> None:
    """Nothing reaches over the margins and nothing lies on anything else."""
    spec = paper(name)
    for sheet in render(name, sample(name)).sheets:
        assert outside(sheet, spec) == []
        assert collisions(sheet) == []


def test_the_longest_plausible_values_keep_to_the_sheet(name: str) -> None:
    """Every text three times as long and three times the rows: margins kept, nothing lost."""
    spec, values = paper(name), longest(name)
    sheets = render(name, values).sheets
    for sheet in sheets:
        assert outside(sheet, spec) == []
        assert collisions(sheet) == []
    drawn = Counter(
        character
        for sheet in sheets
        for op in sheet.operations
        if isinstance(op, Text)
        for character in op.text
    )
    for key in worded(spec, values):
        assert not Counter(re.sub(r"\s", "", values[key])) - drawn, key


def test_rare_names_print_and_read_back(name: str) -> None:
    """Rare characters after every value: drawn as ink and copied out as typed."""
    pages = "".join(pages_of(pdf_of(name, rare(name))))
    assert RARE in re.sub(r"\s", "", pages)
