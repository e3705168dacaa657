"""The printing process: sets one document with typst and writes it to standard output. Nothing else knows typst."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

from edinstvo.foundation.documents.pdf import BROKEN
from edinstvo.foundation.documents.printable import FONTS

_HOUSE = Path(__file__).resolve().parents[2]
# The one source that is ever compiled: it finds the template and the data in what is passed beside it.
_MAIN = Path(__file__).parent / "typst" / "main.typ"
_STANDARD: Final = "a-2a"


def main() -> int:
    """Read {"inputs": what the source is told, "at": the moment it bears} as JSON from standard input."""
    order = json.load(sys.stdin)
    try:
        document = typst.compile(
            _MAIN,
            root=_HOUSE,
            # Our own faces and no others, so that a paper looks alike on every server.
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
            ignore_system_fonts=True,
            sys_inputs=order["inputs"],
            format="pdf",
            pdf_standards=_STANDARD,
            timestamp=datetime.fromisoformat(order["at"]),
        )
    except typst.TypstError as error:
        sys.stderr.write(str(error.diagnostic))
        return BROKEN
    sys.stdout.buffer.write(document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
