"""Where the headings of a committee's list stand and what its columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edinstvo.foundation.folding import fold
from edinstvo.foundation.tables.model import Row, Span
from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.cells import text_of
from edinstvo.registry.imports.rules.heading_rows import columns_of_words
from edinstvo.registry.structure.rules.fields import KNOWN_BUT_LEFT, NAMING, Field
from edinstvo.registry.structure.rules.heading_or_data import can_be_heading, holds_data, names_somebody
from edinstvo.registry.structure.rules.headings import field_named
from edinstvo.registry.structure.rules.kinds import is_direct, is_kind_of_section, is_territory

DEEPEST, LOOKED_AT, LONGEST_ALONE = 3, 60, 60
_ONLY_NAMES = NAMING | {Field.TYPE, Field.OTHER}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The field of each column index that is understood, and the place among the rows of the first one below.

    `words` are those over each column, from the top down.
    """

    columns: Mapping[int, Field]
    words: Sequence[tuple[str, ...]]
    start: int
    first: int

    @property
    def has_only_names(self) -> bool:
        """Whether nothing but names stands in the list, so that a row with one cell is an organisation too."""
        return all(field in NAMING or field in KNOWN_BUT_LEFT for field in self.columns.values())

    def heading(self, column: int) -> str:
        """The words over a column in one line, "" where none are."""
        words = self.words[column] if column < len(self.words) else ()
        return " ".join(" ".join(dict.fromkeys(filter(None, words))).split())

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
            later = [place for place in (start + 1, start + 2) if place < len(rows)]
            rivals = [_deepest(rows, place, spans) for place in later if not holds_data(rows[place], found.columns)]
            return max([found, *filter(None, rivals)], key=_worth)
    return None


def heading_again(row: Row, layout: Layout) -> Layout | None:
    """The layout that a row in the middle of a sheet begins anew: this one repeated, or another."""
    if _repeats(row, layout):
        return layout
    found = _deepest([row], 0, {})
    if not found or _worth(found) < 3 or holds_data(row, layout.columns):
        return None
    # Of what follows nothing but names is recognised by its words alone; headings say more.
    return found if set(found.columns.values()) - _ONLY_NAMES else None


def _repeats(row: Row, layout: Layout) -> bool:
    """Whether every cell says what stands over its column already."""
    texts = {column: plain(text_of(cell)) for column, cell in enumerate(row.cells) if cell != ""}
    if len(texts) < min(2, len(layout.columns)):
        return False
    return all(column < len(layout.words) and text in layout.words[column] for column, text in texts.items())


def _deepest(rows: Sequence[Row], start: int, spans: Mapping[int, list[Span]]) -> Layout | None:
    best: Layout | None = None
    merged_down = max((span.bottom for span in spans.get(rows[start].number, ())), default=0)
    for depth in range(1, DEEPEST + 1):
        block = rows[start : start + depth]
        if len(block) < depth or not can_be_heading(block[-1]) or names_somebody(block[-1]):
            break
        if depth > 1 and (_is_section(block[-1]) or (best and holds_data(block[-1], best.columns))):
            break
        found = _tried(block, start, spans)
        if found and (best is None or _worth(found) > _worth(best) or _goes_on(block[-1], best, merged_down)):
            best = found
    return best


def _goes_on(row: Row, above: Layout, merged_down: int) -> bool:
    """Whether the row belongs to the headings though it says nothing more: they are merged down over it, or it has
    nothing but words of headings, and none of them where names stand."""
    if row.number <= merged_down:
        return True
    texts = {column: plain(text_of(cell)) for column, cell in enumerate(row.cells) if cell != ""}
    is_apart = all(above.columns.get(column) not in NAMING for column in texts)
    return is_apart and len(texts) > 1 and all(map(field_named, texts.values()))


def _tried(block: Sequence[Row], start: int, spans: Mapping[int, list[Span]]) -> Layout | None:
    columns: dict[int, Field] = {}
    over = tuple(columns_of_words(block, spans))
    for column, words in enumerate(over):
        if named := _named(words):
            columns[column] = named
    filled = [cell for cell in block[0].cells if cell != ""]
    is_alone = len(filled) == 1 and len(block) == 1 and len(text_of(filled[0])) <= LONGEST_ALONE
    useful = set(columns.values()) - KNOWN_BUT_LEFT
    if not useful & NAMING or (len(filled) < 2 and not (is_alone and _is_bare(text_of(filled[0])))):
        return None
    return Layout(columns=_one_each(columns), words=over, start=start, first=start + len(block))


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


def _is_section(row: Row) -> bool:
    """Whether a row right below headings is the first section rather than their second line."""
    texts = [plain(text_of(cell)) for cell in row.cells if cell != ""]
    return len(texts) == 1 and (is_territory(texts[0]) or is_direct(texts[0]) or is_kind_of_section(texts[0]))
