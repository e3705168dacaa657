"""Where the headings of a sheet stand and what its columns hold."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from edinstvo.foundation.folding import fold
from edinstvo.foundation.tables.model import Row, Span
from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.cells import text_of
from edinstvo.registry.imports.rules.columns import completed
from edinstvo.registry.imports.rules.content import is_full_name
from edinstvo.registry.imports.rules.fields import KNOWN_BUT_LEFT, NAMING, Field
from edinstvo.registry.imports.rules.first_names import is_first_name
from edinstvo.registry.imports.rules.heading_rows import columns_of_words
from edinstvo.registry.imports.rules.heading_words import Concept, concepts_in, folded_heading
from edinstvo.registry.imports.rules.headings import field_under, fields_under
from edinstvo.registry.imports.rules.name_order import is_patronymic

DEEPEST = 3
# Of signs in a row of headings; titles and remarks run on.
LONGEST = 300
LOOKED_AT = 60
SAMPLE = 150
_LOOKS_LIKE_DATA = re.compile(r".*@.*\..*|[+()\d\s.\-/:,]{6,}|\d{1,2}\.\d{1,2}\.\d{2,4}.{0,10}|\d{5,}")
_TITLE = re.compile(
    r"^(?:список|реестр|приложение|первичная|профсоюзная орг|отч[её]т|сведения|информация|форма|утвержд|организация:)|"
    r"[«»\"]|\d{4}|^\S+(?: \S+){6,}|\b(?:мбоу|моу|маоу|мбдоу|гбоу|фгбоу|сош)\b",
    re.I,
)
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How one sheet is laid out.

    `columns` gives a field for each column index that is understood; `headings` the words over each column;
    `first_row` is the number of the first row below the headings; `fingerprint` is the same for sheets with the same
    headings, so that a mapping corrected once can be remembered; `words` are the heading cells, by which headings
    repeated further down are known.
    """

    columns: Mapping[int, Field]
    headings: tuple[str, ...] = ()
    first_row: int = 1
    fingerprint: str = ""
    first_name_first: bool = False
    heading_row: int | None = None
    words: frozenset[str] = frozenset()


class _Block(NamedTuple):
    """Some rows tried as the headings: their place in the sample, their words by column, and what they name."""

    start: int
    depth: int
    parts: tuple[tuple[str, ...], ...]
    fields: dict[int, Field]
    score: float


def layout_of(rows: Sequence[Row], *, merged: Sequence[Span] = (), today: date) -> Layout:
    """The layout that the first rows of a sheet speak for (`SAMPLE` of them are enough)."""
    spans: dict[int, list[Span]] = {}
    for span in merged:
        spans.setdefault(span.top, []).append(span)
    block = _best_block(rows, spans)
    below = rows[block.start + block.depth :] if block else rows
    found = dict(block.fields) if block else {}
    parts = block.parts if block else ()
    columns, first_name_first = completed(found, parts, below, today=today)
    headings = tuple(" ".join(filter(None, words)) for words in parts)
    return Layout(
        columns=columns,
        headings=headings,
        first_row=below[0].number if below else 1,
        fingerprint=fingerprint(headings, columns),
        first_name_first=first_name_first,
        heading_row=rows[block.start].number if block else None,
        words=frozenset(folded for words in parts for word in words if (folded := fold(word))),
    )


def fingerprint(headings: Sequence[str], columns: Mapping[int, Field]) -> str:
    """A short name for these headings in this order; a sheet without any is named by what its columns hold."""
    words = [folded_heading(heading) for heading in headings] or [
        f"{column}={columns[column]}" for column in sorted(columns)
    ]
    return hashlib.sha256("|".join(words).encode()).hexdigest()[:16]


def _best_block(rows: Sequence[Row], spans: Mapping[int, list[Span]]) -> _Block | None:
    """The first rows that name people's columns, as deep as they say more; else the first that name any two;
    else the first row of nothing but words."""
    fallback = None
    for start in range(min(len(rows), LOOKED_AT)):
        block = _deepest(rows, start, spans)
        if block and _names_people(block):
            rivals = [_deepest(rows, later, spans) for later in (start + 1, start + 2)]
            return max([block, *(rival for rival in rivals if rival)], key=lambda one: (one.score, -one.depth))
        if block and not fallback and len(block.fields) >= 2:
            fallback = block
    return fallback or _first_words(rows, spans)


def _first_words(rows: Sequence[Row], spans: Mapping[int, list[Span]]) -> _Block | None:
    """A row of words over the others, whatever they mean: a person can still say what the columns hold."""
    for start, row in enumerate(rows[:LOOKED_AT]):
        filled = [cell for cell in row.cells if cell != ""]
        if len(filled) >= 2:
            return _tried([row], start, spans) if _can_be_heading(row) else None
    return None


def _deepest(rows: Sequence[Row], start: int, spans: Mapping[int, list[Span]]) -> _Block | None:
    """The block that begins at `start`: a further row belongs to it only if it makes the headings say more."""
    best: _Block | None = None
    for depth in range(1, DEEPEST + 1):
        block_rows = rows[start : start + depth]
        if len(block_rows) < depth or not all(map(_can_be_heading, block_rows)):
            break
        if depth > 1 and _is_title(block_rows[-2]) and not _names_people(_tried(block_rows[-2:-1], start, spans)):
            break
        block = _tried(block_rows, start, spans)
        if best is None or block.score > best.score:
            best = block
    return best


def _tried(rows: Sequence[Row], start: int, spans: Mapping[int, list[Span]]) -> _Block:
    parts = tuple(columns_of_words(rows, spans))
    fields = fields_under(parts)
    useful = {found for found in fields.values() if found not in KNOWN_BUT_LEFT}
    score = 2 * len(useful) + 0.5 * (len(fields) - len(useful)) + 3 * bool(useful & NAMING)
    return _Block(start, len(rows), parts, fields, score)


def _can_be_heading(row: Row) -> bool:
    """Whether the row has words and nothing of a person; a few numbers may stand among them («2019», «2020»)."""
    filled = [cell for cell in row.cells if cell != ""]
    if any(isinstance(cell, date) for cell in filled):
        return False
    texts = [plain(text_of(cell)) for cell in filled]
    if any(len(text) > LONGEST for text in texts):
        return False
    numbers = sum(_NUMBER.fullmatch(text) is not None for text in texts)
    return len(texts) > 2 * numbers and not any(map(_is_data, texts))


def _is_title(row: Row) -> bool:
    """Whether the row is what a list is called rather than a part of its headings."""
    texts = [plain(str(cell)) for cell in row.cells if cell != ""]
    return len(texts) < 2 or any(map(_TITLE.search, texts))


def _is_data(text: str) -> bool:
    if _LOOKS_LIKE_DATA.fullmatch(text) is not None:
        return True
    return (is_full_name(text) or is_first_name(text) or is_patronymic(text)) and field_under((text,)) is None


def _names_people(block: _Block) -> bool:
    """Whether the block is a heading of people: a name and something else, or a name alone and nothing else."""
    if not NAMING & set(block.fields.values()):
        return False
    filled = [words for words in block.parts if any(words)]
    if len(filled) == 1:
        text = folded_heading(" ".join(filled[0]))
        return len(text.split()) <= 4 and bool({Concept.FULL_NAME, Concept.SURNAME} & concepts_in(text))
    return _known(block) >= 2


def _known(block: _Block) -> int:
    return len(set(block.fields.values()))
