"""Text with delimiters: semicolons, commas or tabs; quoted cells may hold line breaks."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Literal, TextIO

from edinstvo.foundation.tables.encodings import encoding_of
from edinstvo.foundation.tables.errors import FileTooLarge
from edinstvo.foundation.tables.model import Limits, Row, Sheet

DELIMITERS = (";", "\t", ",", "|")
SAMPLE_LINES = 200
LONGEST_CELL = 32_767
# A record that no list holds: it shows whether the one before it has ended.
END = "\x02end\x03"
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*$", re.I)


def delimited_sheet(path: Path, *, limits: Limits, name: str) -> Sheet:
    """The one sheet of the text file at `path`, called `name`; a row's number is its record's.

    `UnreadableFile` when the bytes are no text, `FileTooLarge` above `limits.rows` records: counted before the first
    row is given.
    """
    encoding = encoding_of(path)
    with _opened(path, encoding) as file:
        head = list(islice(file, SAMPLE_LINES))
    directive = _SEPARATOR_LINE.match(head[0].lstrip("\ufeff")) if head else None
    delimiter = directive[1] if directive else _delimiter_of(head)
    records = _Records(path, encoding, delimiter, skip=1 if directive else 0)
    count = records.count(upto=limits.rows)
    if count is None:
        records.quoting = csv.QUOTE_NONE
        count = records.count(upto=limits.rows)
    if count is not None and count > limits.rows:
        raise FileTooLarge("rows")
    return Sheet(name=name, rows=records.rows())


class _Records:
    """The records of one file, walked as often as needed without being held."""

    def __init__(self, path: Path, encoding: str, delimiter: str, *, skip: int) -> None:
        self.path, self.encoding, self.delimiter, self.skip = path, encoding, delimiter, skip
        self.quoting: Literal[0, 3] = csv.QUOTE_MINIMAL

    def rows(self) -> Iterator[Row]:
        for number, values in enumerate(self._records(), start=1):
            cells = [value[:LONGEST_CELL] for value in values]
            while cells and not cells[-1].strip():
                cells.pop()
            yield Row(number, [*cells])

    def count(self, *, upto: int) -> int | None:
        """How many records there are, at most one more than `upto`; None where a quotation mark is never closed: it
        would swallow every line after it."""
        count, last = 0, [""]
        try:
            for record in self._records(after=[END]):
                if count > upto:
                    return count
                count, last = count + 1, record
        except csv.Error:
            last = [""]
        is_sound = self.quoting == csv.QUOTE_NONE or last == [END]
        return count - 1 if is_sound else None

    def _records(self, after: Sequence[str] = ()) -> Iterator[list[str]]:
        csv.field_size_limit(LONGEST_CELL * 4)
        with _opened(self.path, self.encoding) as file:
            lines = (line.replace("\x00", "").replace("\x1a", "") for line in islice(file, self.skip, None))
            for values in csv.reader(chain(lines, after), delimiter=self.delimiter, quoting=self.quoting):
                yield values if self.quoting == csv.QUOTE_MINIMAL else [_unquoted(value) for value in values]


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value.startswith('"') and value.endswith('"')
    return value[1:-1].replace('""', '"') if is_quoted else value


def _opened(path: Path, encoding: str) -> TextIO:
    return path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace", newline="")


def _delimiter_of(lines: list[str]) -> str:
    """The sign that cuts the most lines into the same large number of cells; a lone column has none: any will do."""
    return max(DELIMITERS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: list[str], sign: str) -> float:
    widths = [len(values) for values in csv.reader(lines, delimiter=sign) if any(values)]
    if not widths:
        return 0.0
    return max((width - 1) * widths.count(width) / len(widths) for width in set(widths))
