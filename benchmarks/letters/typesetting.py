"""The bare typst: compiles what standard input says, in a process of its own, and says how many bytes came."""

import json
import sys
from datetime import datetime

import typst

from edinstvo.foundation.documents import typesetter
from edinstvo.foundation.documents.printable import FONTS


def main() -> None:
    """The same source, fonts, sheets and standard as the platform's."""
    order = json.load(sys.stdin)
    document = typst.compile(
        typesetter._MAIN,
        root=typesetter._HOUSE,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        ignore_system_fonts=True,
        sys_inputs=order["inputs"],
        format="pdf",
        pdf_standards="a-2a",
        timestamp=datetime.fromisoformat(order["at"]),
    )
    sys.stdout.write(f"{len(document)}\n")


if __name__ == "__main__":
    main()
