"""An HTML page of tables saved as .xls: programs of accounting and old reports write them."""

import re
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from edinstvo.foundation.tables.encodings import encoding_of
from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import Cell, Limits, Row, Sheet

CHUNK = 256 * 1024
WIDEST = 16_384
SILENT = ("style", "script", "title", "xml")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SHEET_NAME = re.compile(rb"<x:Name>([^<]{1,31})</x:Name>")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d+", re.I)
_KNOWN = {"windows-1251": "cp1251", "utf-8": "utf-8", "utf8": "utf-8", "cp1251": "cp1251", "ibm866": "cp866"}


def markup_sheet(path: Path, *, limits: Limits, name: str) -> Sheet:
    """The tables of the page at `path` one under another, as Excel opens them: a row's number is that of its `<tr>`.

    `FileTooLarge` above `limits.rows` rows, counted before parsing; `UnreadableFile` when the page has no table row.
    """
    with path.open("rb") as file:
        head = file.read(CHUNK)
        file.seek(0)
        rows = sum(piece.lower().count(b"<tr") for piece in iter(lambda: file.read(CHUNK), b""))
    encoding = _encoding_of(path, head)
    if encoding.startswith("utf-16"):
        rows = path.read_text(encoding=encoding, errors="replace").lower().count("<tr")
    if rows > limits.rows:
        raise FileTooLarge("rows")
    if not rows:
        raise UnreadableFile("no rows")
    own = _SHEET_NAME.search(head)
    return Sheet(name=own[1].decode(encoding, errors="replace") if own else name, rows=_rows(path, encoding))


def _encoding_of(path: Path, head: bytes) -> str:
    said = _CHARSET.search(head)
    found = encoding_of(path)
    # A page converted on its way often keeps an old declaration: what is UTF-8 by its bytes is UTF-8.
    if found.startswith("utf") or not said:
        return found
    return _KNOWN.get(said[1].decode("ascii").lower(), found) if said[1].lower() not in (b"utf-8", b"utf8") else found


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    page = _Page()
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        while text := file.read(CHUNK):
            page.feed(text)
            while page.finished:
                yield page.finished.popleft()
    page.close()
    page.end_row()
    yield from page.finished


class _Page(HTMLParser):
    """Collects rows as they end; a table within a cell is read as the text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.finished: deque[Row] = deque()
        self.number = self.depth = 0
        self.cells: dict[int, str] | None = None
        self.column = 0
        self.below: dict[int, int] = {}
        self.text: list[str] | None = None
        self.value = ""
        self.span = (1, 1)
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent = tag
        elif tag == "table":
            self._begin_table()
        elif tag == "br" and self.text is not None:
            self.text.append("\n")
        elif self.depth <= 1 and tag == "tr":
            self.end_row()
            self.cells, self.column = {}, 0
        elif self.depth <= 1 and tag in ("td", "th"):
            self._begin_cell({key: value or "" for key, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        elif tag == "table":
            self.depth = max(0, self.depth - 1)
            if not self.depth:
                self.end_row()
        elif self.depth <= 1 and tag in ("td", "th"):
            self._end_cell()
        elif self.depth <= 1 and tag == "tr":
            self.end_row()
        elif tag in ("p", "div", "tr") and self.text is not None:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self.text is not None and not self.silent:
            # Line ends of the source are spaces on the screen.
            self.text.append(re.sub(r"[\r\n\t ]+", " ", data))

    def end_row(self) -> None:
        """Close the open row, if one is open, and put it among the finished."""
        if self.cells is None:
            return
        self._end_cell()
        self.number += 1
        width = max((column for column, text in self.cells.items() if text), default=-1) + 1
        row: list[Cell] = [self.cells.get(column, "") for column in range(width)]
        self.finished.append(Row(self.number, row))
        self.below = {column: left - 1 for column, left in self.below.items() if left > 1}
        self.cells = None

    def _begin_table(self) -> None:
        """A table within an empty row is laid out by that row and takes its place; within words it is words."""
        is_laid_out = self.cells is not None and not any(self.cells.values()) and not "".join(self.text or []).strip()
        if is_laid_out:
            self.cells = self.text = None
        else:
            self.depth += 1

    def _begin_cell(self, attrs: dict[str, str]) -> None:
        if self.cells is None:
            self.cells, self.column = {}, 0
        self._end_cell()
        self.text, self.value = [], attrs.get("x:num", "")
        self.span = (_whole(attrs.get("colspan", "")), _whole(attrs.get("rowspan", "")))
        while self.below.get(self.column, 0) > 0:
            self.column += 1

    def _end_cell(self) -> None:
        if self.text is None or self.cells is None:
            return
        shown = "".join(self.text).strip()
        wide, high = self.span
        if self.column < WIDEST:
            # Excel hides digits of long numbers behind an exponent and keeps them in an attribute.
            self.cells[self.column] = self.value if self.value and _SCIENTIFIC.fullmatch(shown) else shown
            # The row being read still counts this column down once at its end, hence the whole height.
            self.below.update({column: high for column in range(self.column, self.column + wide) if high > 1})
        self.column += wide
        self.text = None


def _whole(text: str) -> int:
    return min(int(text), 1000) if text.strip().isdigit() else 1
