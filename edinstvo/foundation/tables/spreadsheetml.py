"""XML Spreadsheet 2003: the workbook as one XML text, which some programs of accounting write as .xls."""

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from xml.parsers import expat

from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import Cell, Limits, Row, Sheet

CHUNK = 256 * 1024
WIDEST, LAST_ROW = 16_384, 1_048_576
_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_WORKSHEET, _ROW, _CELL, _DATA = (f"{_SPACE} {name}" for name in ("Worksheet", "Row", "Cell", "Data"))
_INDEX, _TYPE, _NAME, _ACROSS = (f"{_SPACE} {name}" for name in ("Index", "Type", "Name", "MergeAcross"))


def spreadsheetml_sheets(path: Path, *, limits: Limits) -> Iterator[Sheet]:
    """The sheets of the XML workbook at `path` that have rows; walk the rows of one before asking for the next.

    `FileTooLarge` above `limits.rows` rows, counted before parsing; `UnreadableFile` when the XML is broken.
    """
    with path.open("rb") as file:
        pieces = iter(lambda: file.read(CHUNK), b"")
        if sum(piece.count(b"<Row") + piece.count(b":Row ") for piece in pieces) > limits.rows:
            raise FileTooLarge("rows")
    for name, rows in groupby(_walk(path), key=itemgetter(0)):
        yield Sheet(name=name, rows=(row for _, row in rows))


def _walk(path: Path) -> Iterator[tuple[str, Row]]:
    book = _Book()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = book.begin, book.end
    parser.CharacterDataHandler = book.characters
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                parser.Parse(piece, False)
                while book.found:
                    yield book.found.popleft()
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise UnreadableFile(str(fault)) from fault
    yield from book.found


class _Book:
    """Follows the elements; blank rows and cells are left out of the text and told by an index."""

    def __init__(self) -> None:
        self.found: deque[tuple[str, Row]] = deque()
        self.sheet = ""
        self.number = 0
        self.cells: list[Cell] = []
        self.across = 0
        self.type = ""
        self.text: list[str] | None = None

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == _WORKSHEET:
            self.sheet, self.number = attrs.get(_NAME, ""), 0
        elif tag == _ROW:
            self._skip_to(attrs.get(_INDEX, ""))
            self.cells = []
        elif tag == _CELL:
            self._pad_to(attrs.get(_INDEX, ""))
            self.across = int(attrs.get(_ACROSS, "0"))
            self.cells.append("")
        elif tag == _DATA:
            self.type, self.text = attrs.get(_TYPE, "String"), []

    def end(self, tag: str) -> None:
        if tag == _DATA and self.text is not None and self.cells:
            self.cells[-1] = _value("".join(self.text), kind=self.type)
            self.text = None
        elif tag == _CELL:
            self.cells.extend([""] * min(self.across, WIDEST))
        elif tag == _ROW:
            self.number += 1
            while self.cells and self.cells[-1] == "":
                self.cells.pop()
            self.found.append((self.sheet, Row(self.number, self.cells)))

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _skip_to(self, index: str) -> None:
        if index.isdigit():
            self.number = max(self.number, min(int(index), LAST_ROW) - 1)

    def _pad_to(self, index: str) -> None:
        if index.isdigit():
            self.cells.extend([""] * (min(int(index), WIDEST) - 1 - len(self.cells)))


def _value(text: str, *, kind: str) -> Cell:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return date(moment.year, moment.month, moment.day)
    except ValueError:
        return text
    return text
