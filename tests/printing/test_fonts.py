"""Faces, roles, rare characters."""

import importlib.resources
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from counter_app.domain.errors import InputFault, Outage
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import render
from counter_app.printing.fonts import CHAINS, Fonts, MissingGlyph, fangsong_of_this_pc, house_fonts
from counter_app.printing.truetype import Face, FontFault
from counter_app.words import RESOURCES
from tests.printing.reading import CREATED, spec_of, text_of

FOLDER = RESOURCES / "fonts"
RARE = "䶮𬱖㛃堃祎𠀀"


def test_rare_characters_are_found_along_the_chain() -> None:
    """Each role has a width for each rare character; what its own face lacks is borrowed."""
    fonts = Fonts(FOLDER)
    for name in CHAINS:
        role = fonts.role(name)
        assert role.width(RARE) > 0
        assert "".join(piece for _, piece in role.runs("王" + RARE)) == "王" + RARE
    assert dict(fonts.role("sans").runs("王𠀀")) == {"sans": "王", "hana_a": "𠀀"}


def test_a_private_use_character_is_refused_by_name() -> None:
    """A name with a self-made character: refused, naming it, with advice."""
    with pytest.raises(MissingGlyph) as fault:
        house_fonts().role("body").width("王\ue863")
    assert "U+E863" in str(fault.value)
    assert isinstance(fault.value, InputFault)


def test_an_unassigned_character_is_refused() -> None:
    """No face has it: nothing prints as an empty box."""
    assert house_fonts().first_missing("王\U00032000") == "\U00032000"
    assert house_fonts().first_missing("王示例") is None


def test_the_fangsong_slot_falls_to_the_serif() -> None:
    """No FangSong on the PC, or one that cannot be embedded: the serif prints."""
    assert Fonts(FOLDER).role("fangsong").face == "serif"
    broken = Fonts(FOLDER, FOLDER / "absent.ttf")
    assert broken.role("fangsong").face == "serif"
    own = Fonts(FOLDER, FOLDER / "NotoSansSC-Medium.ttf")
    assert own.role("fangsong").face == "fangsong"


def test_a_missing_font_file_is_an_outage(tmp_path: Path) -> None:
    """The fonts were not fetched: the message names the file and the command."""
    with pytest.raises(Outage) as fault:
        Fonts(tmp_path).role("body").width("王")
    assert "NotoSerifSC-Regular.ttf" in fault.value.what


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    """Something else under the name of a font."""
    path = tmp_path / "no.ttf"
    for data in (b"OTTO" + bytes(60), b"\0\1\0\0" + bytes(60)):
        path.write_bytes(data)
        with pytest.raises(FontFault):
            Face("no", path)


def test_threads_share_the_fonts() -> None:
    """Eight threads ask for the same face at once: it is loaded once and all get it."""
    fonts, faces = Fonts(FOLDER), []
    gate = threading.Barrier(8)

    def ask() -> None:
        gate.wait()
        faces.append(fonts.face("bold"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(faces) == 8
    assert len(set(map(id, faces))) == 1


def test_warming_loads_what_every_paper_uses() -> None:
    """After warming, setting common text loads nothing more."""
    fonts = Fonts(FOLDER)
    fonts.warm()
    assert {"serif", "bold", "sans"} <= fonts._faces.keys()


def test_nothing_is_loaded_at_import() -> None:
    """Importing the catalogue reads no font, no paper and not ReportLab."""
    program = (
        "import sys; from counter_app.printing import catalogue, canvas;"
        "from counter_app.printing.fonts import house_fonts;"
        "bad = {'reportlab', 'pypdfium2', 'zxingcpp'} & set(sys.modules);"
        "assert not bad, bad; assert not house_fonts()._faces"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=RESOURCES.parent)


def test_an_older_font_prints_with_its_composites() -> None:
    """The PC's own file in the slot: 16-bit tables, accents made of parts; all text reads back."""
    folder = importlib.resources.files("reportlab") / "fonts"
    with importlib.resources.as_file(folder / "Vera.ttf") as path:
        fonts = Fonts(FOLDER, path)
        spec = spec_of("[[block]]\ntype = 'text'\nface = 'fangsong'\ntext = '{text}'")
        sheets = render(spec, {"text": "Aéïô王"}, fonts=fonts)
        pdf = to_pdf(sheets, title="试纸", created=CREATED, fonts=fonts)
    assert text_of(pdf) == "Aéïô王"
    assert b"BitstreamVera" in pdf


def test_a_subset_keeps_widths_and_parts() -> None:
    """A subset is a font of its own: right widths, composite glyphs with their parts."""
    face = Face("sans", FOLDER / "NotoSansSC-Medium.ttf")
    glyphs = [0, *(face.glyphs[ord(character)] for character in "é王Ä")]
    data = face.subset(glyphs)
    assert data[:4] == b"\0\1\0\0"
    assert len(data) < 20_000
    assert face.advance(face.glyphs[ord("王")]) == 1000


def test_the_fangsong_of_windows_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where Windows says it lives, and only when the file is there."""
    monkeypatch.delenv("WINDIR", raising=False)
    assert fangsong_of_this_pc() is None
    monkeypatch.setenv("WINDIR", str(tmp_path))
    assert fangsong_of_this_pc() is None
    (tmp_path / "Fonts").mkdir()
    (tmp_path / "Fonts" / "simfang.ttf").write_bytes(b"")
    assert fangsong_of_this_pc() == tmp_path / "Fonts" / "simfang.ttf"
