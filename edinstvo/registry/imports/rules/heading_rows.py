"""The words that stand over each column, in headings of one row or of several."""

from collections.abc import Iterator, Mapping, Sequence

from edinstvo.foundation.tables.model import Row, Span
from edinstvo.registry.imports.rules.alphabets import plain
from edinstvo.registry.imports.rules.cells import text_of


def columns_of_words(rows: Sequence[Row], spans: Mapping[int, list[Span]]) -> Iterator[tuple[str, ...]]:
    """Over each column the words of the heading rows, a heading that spans columns over each of them."""
    width = max(len(row.cells) for row in rows)
    lines = [[plain(text_of(cell)) for cell in row.cells] + [""] * (width - len(row.cells)) for row in rows]
    for place in range(len(lines) - 1):
        _spread(lines, place, spans.get(rows[place].number, ()))
    yield from zip(*lines, strict=True)


def _spread(lines: list[list[str]], place: int, spans: Sequence[Span]) -> None:
    """Repeat a spanning heading to the right: over its merged cells, or while the row below goes on with words."""
    top, below = lines[place], lines[place + 1]
    for span in spans:
        for column in range(span.left + 1, min(span.right + 1, len(top))):
            top[column] = top[column] or top[span.left]
    if spans:
        return
    for column in range(1, len(top)):
        if not top[column] and below[column] and below[column - 1]:
            top[column] = top[column - 1]
