"""The blocks a paper is made of, as frozen records. Lengths in mm, type sizes in points."""

from attrs import field, frozen

from counter_app.printing.template import EMPTY, Template


@frozen(kw_only=True)
class Block:
    """What every block may say.

    `gap` is the space before it; `when` names a value: empty value, no block;
    `keep` keeps it on the sheet of the block that follows; `off` leaves it out of every paper.
    """

    gap: float = 0.0
    when: str = ""
    unless: str = ""
    keep: bool = False
    off: bool = False


@frozen(kw_only=True)
class TypedBlock(Block):
    """A block that sets text; size 0 and lead 0 mean those of the paper."""

    face: str = ""
    size: float = 0.0
    lead: float = 0.0
    color: str = "black"


@frozen(kw_only=True)
class TextBlock(TypedBlock):
    """Running text, a title, or one paragraph for each line of a list.

    `indent` and `hang` are counted in characters; `width` 0 is the width between the margins;
    `prefix` is put before each paragraph of `each`, `{n}` counts them.
    """

    text: Template = EMPTY
    each: str = ""
    prefix: Template = EMPTY
    align: str = "left"
    indent: float = 0.0
    hang: float = 0.0
    inset: float = 0.0
    width: float = 0.0


@frozen(kw_only=True)
class Grid(TypedBlock):
    """What tables share: `cols` are widths in mm, `pad` in points, `minimum` row height in mm."""

    cols: tuple[float, ...]
    pad: float = 3.0
    minimum: float = 0.0
    frame: float = 0.5
    label_face: str = "sans"


@frozen(kw_only=True)
class FieldsBlock(Grid):
    """Label and value in turn; with `drop_empty` a label without a value is left out.

    A row with fewer cells than columns lets its last cell run to the right edge.
    """

    rows: tuple[tuple[Template, ...], ...]
    drop_empty: bool = False


@frozen(kw_only=True)
class TableBlock(Grid):
    """One row for each entry of the rows value `each`; the head is repeated on every sheet.

    `foot` is a last row, such as totals; with fewer cells its last one runs to the right edge,
    set from the left.
    """

    each: str
    head: tuple[str, ...]
    cells: tuple[Template, ...]
    align: tuple[str, ...] = ()
    empty: str = ""
    foot: tuple[Template, ...] = ()


@frozen(kw_only=True)
class SignBlock(Grid):
    """Boxes to be signed in: kept together and with the two lines before it.

    `images` names the image value drawn in each cell of the first row; empty for ink.
    """

    rows: tuple[tuple[Template, ...], ...]
    images: tuple[str, ...] = ()


@frozen(kw_only=True)
class SealBlock(TypedBlock):
    """Empty space for the seal over `lines` (organ and date), right of the middle.

    `right` is the distance from the right edge in characters (GB/T 9704: four);
    `code` names the value printed as QR code at the left of the same space.
    """

    lines: tuple[Template, ...]
    height: float = 42.0
    right: float = 4.0
    code: str = ""
    side: float = 22.0
    caption: Template = EMPTY


@frozen(kw_only=True)
class QrBlock(TypedBlock):
    """The QR code of a value; with `top` it stands there (mm from the edge) and takes no space."""

    value: str
    side: float = 24.0
    align: str = "right"
    top: float = 0.0
    caption: Template = EMPTY


@frozen(kw_only=True)
class RuleBlock(Block):
    """A line across; `weight` in points, `double` adds a thin one below."""

    weight: float = 0.5
    color: str = "black"
    double: bool = False


@frozen(kw_only=True)
class SpacerBlock(Block):
    """Empty space."""

    height: float = field()


@frozen(kw_only=True)
class BoxBlock(TypedBlock):
    """Empty frames side by side to paste, stamp or write into, each with its grey caption.

    `width`, `height` and the `space` between two frames in mm; width 0 shares the type area.
    """

    texts: tuple[Template, ...]
    width: float = 0.0
    height: float
    space: float = 4.0
    frame: float = 0.5
    align: str = "left"


@frozen(kw_only=True)
class BarcodeBlock(TypedBlock):
    """A Code 128 bar code of a value, `width` × `height` mm, with the value below it."""

    value: str
    width: float = 60.0
    height: float = 10.0
    align: str = "left"


@frozen(kw_only=True)
class ImageBlock(Block):
    """A picture value (a signature) in ink, fitted into `width` × `height` mm."""

    value: str
    width: float
    height: float
    align: str = "left"


@frozen(kw_only=True)
class TicksBlock(TypedBlock):
    """Boxes to tick: `options` are (key, text); the list value `chosen` names the ticked keys.

    `columns` options stand in one line; 0 lets them run on like words.
    """

    options: tuple[tuple[Template, ...], ...]
    chosen: str = ""
    columns: int = 1


BLOCKS: dict[str, type[Block]] = {
    "text": TextBlock,
    "title": TextBlock,
    "fields": FieldsBlock,
    "table": TableBlock,
    "sign": SignBlock,
    "seal": SealBlock,
    "qr": QrBlock,
    "rule": RuleBlock,
    "spacer": SpacerBlock,
    "box": BoxBlock,
    "barcode": BarcodeBlock,
    "image": ImageBlock,
    "ticks": TicksBlock,
}
