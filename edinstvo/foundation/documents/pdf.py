"""PDF from typst templates. Nothing outside this file knows typst."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Final

import typst

from edinstvo.foundation.documents.printable import FONTS, Printable, printable, printable_text

_HOUSE = Path(__file__).resolve().parents[2]
# The one source that is ever compiled: it finds the template and the data in what is passed beside it.
_MAIN = Path(__file__).parent / "typst" / "main.typ"
_STANDARD: Final = "a-2a"
# A document says of which day it is; the hour is of no matter, only that it is always the same.
_NOON = time(12, tzinfo=timezone(timedelta(hours=3)))


class TemplateBroken(Exception):
    """The template does not exist, or cannot be compiled with these data. Never the fault of a text."""


def render_pdf(template: str, sheets: Sequence[Mapping[str, Printable]], *, title: str, on: date) -> bytes:
    """One PDF/A-2a document with a run of pages for each of the sheets; 1 to 2 ms and up to 150 kB each.

    `template` lies below `edinstvo/`, as "registry/members/documents/card.typ", and defines `sheet(data)`. Every text
    in the sheets comes out as text. The same arguments give the same bytes. Raises TemplateBroken.
    """
    given = {
        "template": f"/{template}",
        "title": printable_text(title),
        "sheets": json.dumps(printable(sheets), ensure_ascii=False),
    }
    try:
        return typst.compile(
            _MAIN,
            root=_HOUSE,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=given,
            format="pdf",
            pdf_standards=_STANDARD,
            timestamp=datetime.combine(on, _NOON),
        )
    except typst.TypstError as error:
        raise TemplateBroken(f"{template}: {error.diagnostic}") from error


@cache
def _fonts() -> typst.Fonts:
    """Our own faces and no others, so that a paper looks alike on every server."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
