"""Weigh a zipped workbook before anything parses it: the directory first, then every stream counted as it unpacks."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import Limits

CHUNK = 256 * 1024
ENCRYPTED = 0x1
WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_LOCAL_HEADER = 30
_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_DATE_1904 = re.compile(rb'date1904="(?:1|true|on)"')


def weigh_archive(path: Path, *, limits: Limits) -> None:
    """Check the workbook archive at `path` against `limits` without parsing it.

    `FileTooLarge` when the directory declares, or the streams really hold, more than `limits.bytes`, or the sheets
    more than `limits.rows` rows; `UnreadableFile` when it is cut, encrypted or no workbook.
    """
    try:
        with ZipFile(path) as archive, path.open("rb") as file:
            entries = archive.infolist()
            _require_workbook(entries)
            if sum(entry.file_size for entry in entries) > limits.bytes:
                raise FileTooLarge("declared")
            _count(file, entries, limits=limits)
    except (BadZipFile, OSError, ValueError, zlib.error, NotImplementedError) as fault:
        raise UnreadableFile(str(fault)) from fault


def counts_from_1904(path: Path) -> bool:
    """Whether the .xlsx at `path` counts its days from 1904, as workbooks of old Macs do."""
    with ZipFile(path) as archive:
        if WORKBOOKS[0] not in archive.namelist():
            return False
        return bool(_DATE_1904.search(archive.read(WORKBOOKS[0])))


def _require_workbook(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnreadableFile("encrypted")
    names = {entry.filename for entry in entries}
    is_opendocument = "content.xml" in names and not any(name.startswith("word/") for name in names)
    if not is_opendocument and not any(name.lower().endswith(WORKBOOKS[0][3:]) or name in WORKBOOKS for name in names):
        raise UnreadableFile("no workbook in the archive")


def _count(file: BinaryIO, entries: list[ZipInfo], *, limits: Limits) -> None:
    """Unpack every entry into nothing, counting: the directory of a bomb lies."""
    total = rows = 0
    for entry in entries:
        counter = _row_counter(entry.filename)
        for piece in _unpacked(file, entry):
            total += len(piece)
            rows += counter.feed(piece)
            if total > limits.bytes or rows > limits.rows:
                raise FileTooLarge("counted")


def _unpacked(file: BinaryIO, entry: ZipInfo) -> Iterator[bytes]:
    left = _seek_to_data(file, entry)
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableFile("unusual compression")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == ZIP_DEFLATED else None
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        left -= len(chunk)
        if inflater is None:
            yield chunk
            continue
        while chunk:
            yield inflater.decompress(chunk, CHUNK * 4)
            chunk = inflater.unconsumed_tail


def _seek_to_data(file: BinaryIO, entry: ZipInfo) -> int:
    """Stand at the packed bytes of `entry`; return how many there are."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise UnreadableFile("broken archive")
    name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    file.seek(name + extra, 1)
    return entry.compress_size


class _RowCounter(Protocol):
    """Counts rows in the pieces of a stream."""

    def feed(self, piece: bytes) -> int:
        """How many rows the next piece brings."""


class _NoRows:
    """Counts nothing: the entry is no sheet."""

    def feed(self, piece: bytes) -> int:
        return 0 * len(piece)


class _SheetRows:
    """Counts `<row …>` in the stream of an Office Open XML sheet."""

    def __init__(self) -> None:
        self.tail = b""

    def feed(self, piece: bytes) -> int:
        text = self.tail + piece
        self.tail = text[-4:]
        return sum(text.count(mark) for mark in (b"<row ", b"<row>", b":row "))


class _OpenDocumentRows:
    """Counts rows with content in OpenDocument's content.xml; one element may stand for thousands of equal rows."""

    def __init__(self) -> None:
        self.tail = b""

    def feed(self, piece: bytes) -> int:
        *rows, rest = (self.tail + piece).split(b"</table:table-row>")
        self.tail = rest[-CHUNK:]
        return sum(self._weight(row) for row in rows)

    def _weight(self, row: bytes) -> int:
        start = row.rfind(b"<table:table-row")
        if start < 0 or b"value-type=" not in row[start:]:
            return 1
        repeated = _REPEATED.search(row, start, row.find(b">", start))
        return int(repeated[1]) if repeated else 1


def _row_counter(name: str) -> _RowCounter:
    if name == "content.xml":
        return _OpenDocumentRows()
    return _SheetRows() if "worksheets/" in name.lower() and name.endswith(".xml") else _NoRows()
