"""Pages as pictures, for the preview and for printers that take nothing else."""

import io
import threading

# PDFium keeps global state: one page at a time in the whole process.
_pdfium = threading.Lock()


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF."""
    import pypdfium2

    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def to_png(pdf: bytes, page: int = 0, dpi: int = 96) -> bytes:
    """One page (counted from 0) as a PNG at `dpi`."""
    import pypdfium2

    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=dpi / 72).to_pil()
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
