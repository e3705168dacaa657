"""Since when what a list says holds: the day that its sheet names, or else the day on which it is brought in."""

import re
from collections.abc import Iterable
from datetime import date

from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.dates import date_in

_NAMED = re.compile(r"\bна\s+(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\s+[а-я]{3,}\s+\d{4})(?!\d)", re.I)
_LONGEST = 300


def day_named(texts: Iterable[str]) -> date | None:
    """The day that a title or a heading says its list is of («по состоянию на 01.09.2026»), the first of several."""
    for text in texts:
        for match in _NAMED.finditer(plain(text[:_LONGEST])):
            # The year is written out, so that no day of today completes it.
            if found := date_in(match[1], today=date.max):
                return found.on
    return None


def holds_since(as_of: str, *, founded_on: date, on: date) -> date:
    """Since when: `as_of` in ISO form or "", `on` the day of the commit. Never ahead, never before the founding."""
    return max(founded_on, min(date.fromisoformat(as_of), on) if as_of else on)
