"""Where the headings of a committee's list stand and what its columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from edinstvo.foundation.folding import fold
from edinstvo.foundation.tables.model import Cell, Row, Span
from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.cells import text_of
from edinstvo.registry.imports.rules.heading_rows import columns_of_words
from edinstvo.registry.imports.rules.phones import phone_in
from edinstvo.registry.structure.rules.fields import KNOWN_BUT_LEFT, NAMING, Field
from edinstvo.registry.structure.rules.headings import field_named
from edinstvo.registry.structure.rules.kinds import is_direct, is_kind_of_section, is_territory

DEEPEST, LOOKED_AT, LONGEST, LONGEST_ALONE = 3, 60, 160, 60


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The field of each column index that is understood, and the place among the rows of the first one below."""

    columns: Mapping[int, Field]
    start: int
    first: int

    @property
    def has_only_names(self) -> bool:
        """Whether nothing but names stands in the list, so that a row with one cell is an organisation too."""
        return all(field in NAMING or field in KNOWN_BUT_LEFT for field in self.columns.values())

    def has(self, *fields: Field) -> bool:
        """Whether one of the fields has a column."""
        return any(field in self.columns.values() for field in fields)


def layout_of(rows: Sequence[Row], *, merged: Sequence[Span] = ()) -> Layout | None:
    """The best headings among the first rows, None where nothing names organisations.

    The first row that names organisations' columns, or one of the two below it if that says more; a heading may go
    on for DEEPEST rows, as long as each says more.
    """
    spans: dict[int, list[Span]] = {}
    for span in merged:
        spans.setdefault(span.top, []).append(span)
    for start in range(min(len(rows), LOOKED_AT)):
        if found := _deepest(rows, start, spans):
            rivals = [_deepest(rows, later, spans) for later in (start + 1, start + 2)]
            return max([found, *filter(None, rivals)], key=_worth)
    return None


def is_heading(row: Row) -> Layout | None:
    """The layout that one row in the middle of a sheet begins anew, None where it is no heading."""
    found = _deepest([row], 0, {})
    return found if found and _worth(found) >= 3 else None


def _deepest(rows: Sequence[Row], start: int, spans: Mapping[int, list[Span]]) -> Layout | None:
    best: Layout | None = None
    for depth in range(1, DEEPEST + 1):
        block = rows[start : start + depth]
        if len(block) < depth or not all(map(_can_be_heading, block)) or any(map(_is_section, block[1:])):
            break
        found = _tried(block, start, spans)
        if found and (best is None or _worth(found) > _worth(best)):
            best = found
    return best


def _tried(block: Sequence[Row], start: int, spans: Mapping[int, list[Span]]) -> Layout | None:
    columns: dict[int, Field] = {}
    for column, words in enumerate(columns_of_words(block, spans)):
        if named := _named(words):
            columns[column] = named
    filled = [cell for cell in block[0].cells if cell != ""]
    is_alone = len(filled) == 1 and len(block) == 1 and len(text_of(filled[0])) <= LONGEST_ALONE
    useful = set(columns.values()) - KNOWN_BUT_LEFT
    if not useful & NAMING or (len(filled) < 2 and not (is_alone and _is_bare(text_of(filled[0])))):
        return None
    return Layout(columns=_one_each(columns), start=start, first=start + len(block))


def _named(words: Sequence[str]) -> Field | None:
    """What the words of a column name together («Численность» over «работников»), or else the lowest of them."""
    together = field_named(" ".join(dict.fromkeys(filter(None, words))))
    lowest = field_named(words[-1]) if words[-1] else None
    if lowest and lowest not in KNOWN_BUT_LEFT and together and together in NAMING:
        return lowest
    return together or lowest


def _one_each(columns: Mapping[int, Field]) -> dict[int, Field]:
    """A naming field has one column, the first one; another is left."""
    seen: set[Field] = set()
    kept = {}
    for column, field in columns.items():
        kept[column] = Field.OTHER if field in seen and field in NAMING else field
        seen.add(field)
    return kept


def _is_bare(text: str) -> bool:
    """Whether a cell alone in its row is a heading rather than a title or a section: «Первичная организация»."""
    words = fold(text).split()
    return len(words) <= 4 and not any(word.startswith(("список", "реестр", "сведен")) for word in words)


def _worth(layout: Layout) -> float:
    useful = set(layout.columns.values()) - KNOWN_BUT_LEFT
    return len(useful) + 0.1 * sum(field in KNOWN_BUT_LEFT for field in layout.columns.values())


def _can_be_heading(row: Row) -> bool:
    """Whether the row has words and nothing of an organisation's data."""
    filled = [cell for cell in row.cells if cell != ""]
    return bool(filled) and any(isinstance(cell, str) for cell in filled) and not any(map(_is_data, filled))


def _is_section(row: Row) -> bool:
    """Whether a row right below headings is the first section rather than their second line."""
    texts = [plain(text_of(cell)) for cell in row.cells if cell != ""]
    return len(texts) == 1 and (is_territory(texts[0]) or is_direct(texts[0]) or is_kind_of_section(texts[0]))


def _is_data(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, date) or not float(cell).is_integer() or not 0 < cell <= 30
    text = plain(cell)
    return len(text) > LONGEST or "@" in text or phone_in(text) is not None
