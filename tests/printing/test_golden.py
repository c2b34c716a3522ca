"""Every layout comes out dot for dot as it was looked at and approved."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from counter_app.printing.catalogue import names
from tests.printing import golden


@pytest.mark.parametrize("name", names())
def test_a_page_is_the_page_that_was_approved(name: str, tmp_path: Path) -> None:
    """A changed page: red where ink went away, blue where it came; the message says where."""
    made = list(golden.pages(name))
    known = [golden.place(name, number) for number in range(1, len(made) + 1)]
    assert not golden.place(name, len(made) + 1).exists(), "a page is gone"
    for page, file in zip(made, known, strict=True):
        assert file.exists(), f"look at {name} with `dev.py look`, then make the golden page"
        with Image.open(file) as kept:
            same = kept.size == page.size and kept.tobytes() == page.tobytes()
            if not same:
                difference(kept, page).save(tmp_path / file.name)
        assert same, f"{file.name} changed: {tmp_path / file.name}"


def difference(kept: Image.Image, made: Image.Image) -> Image.Image:
    """What is only on the one in red, what is only on the other in blue."""
    before, after = kept.convert("L"), made.convert("L").resize(kept.size)
    return Image.merge("RGB", (after, ImageChops.lighter(before, after), before))


def test_no_golden_page_is_left_over() -> None:
    """A layout was dropped or renamed: its page goes too."""
    known = {file.stem.rpartition("-")[0] for file in golden.FOLDER.glob("*.png")}
    assert known == set(names())
