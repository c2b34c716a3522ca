"""The QR code of a notice as SVG, for peers that take pictures."""

import zxingcpp


def qr_svg(content: str) -> str:
    """A level M code as an SVG document."""
    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    svg: str = barcode.to_svg(add_quiet_zones=False)
    return svg
