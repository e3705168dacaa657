"""QR codes as SVG: on a page, or in a document through `qr(…)` of typst/parts.typ."""

import segno

from edinstvo.foundation.documents.printable import Drawing

# Choosing the mask by trying all eight takes three times as long and is read no better.
_MASK = 3


def qr_svg(text: str, *, title: str = "") -> Drawing:
    """The code of a text (an address, at most some hundred signs) as one SVG element, level M, with its quiet zone.

    Raises ValueError for a text that is too long for any code.
    """
    try:
        code = segno.make_qr(text, error="m", mask=_MASK, boost_error=False)
    except segno.DataOverflowError as error:
        raise ValueError(str(error)) from error
    return Drawing(code.svg_inline(border=4, title=title or None, omitsize=True))
