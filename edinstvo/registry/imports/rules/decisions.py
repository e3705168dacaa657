"""Decisions cited in one cell: «Протокол № 5 от 01.09.2019»."""

import re
from datetime import date

from edinstvo.registry.imports.rules.dates import Precision, date_in

LONGEST = 200
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[а-яё]{3,}\s+\d{4}", re.I)
_NUMBER = re.compile(r"(?:№|N|номер)\s*([\w][\w/\-]*)", re.I)
_BARE_NUMBER = re.compile(r"(?<![\w./-])(\d{1,5}(?:[/-]\d{1,5})?)(?![\w./-])")


def decision_in(text: str, *, today: date) -> tuple[str | None, date | None]:
    """The number and the date of the decision that a cell cites, each None when it is not there."""
    if not text:
        return (None, None)
    text = text[:LONGEST]
    dated = _DATE.search(text)
    written = date_in(dated[0], today=today) if dated else None
    on = written.on if written and written.precision is Precision.DAY and written.on <= today else None
    rest = text.replace(dated[0], " ") if dated else text
    number = _NUMBER.search(rest) or _BARE_NUMBER.search(rest)
    return (number[1] if number else None, on)
