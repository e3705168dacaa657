"""Whatever is sent as a list, the answer is its rows or one of two errors."""

import struct
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlwt

from edinstvo.foundation.tables.errors import FileTooLarge, UnreadableFile
from edinstvo.foundation.tables.model import MEBIBYTE, Limits
from tests.foundation.tables.files import a_workbook, a_workbook_of, rows_of

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NO_TABLES = {
    "nothing": b"",
    "blanks": b" \r\n\t ",
    "a byte order mark": b"\xef\xbb\xbf",
    "a PDF": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "a photo": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8,
    "rich text": rb"{\rtf1\ansi\ansicpg1251 \'d4\'c8\'ce}",
    "random bytes": bytes(zlib.adler32(bytes([place % 256, place // 256])) % 256 for place in range(4000)),
    "a beginning of an archive": b"PK\x03\x04" + b"\x00" * 60,
    "an empty archive": b"PK\x05\x06" + b"\x00" * 18,
    "an OLE container of something else": OLE + b"\x00" * 2000,
    "a page without a table": b"<html><body><p>404</p></body></html>",
    "XML of something else": b'<?xml version="1.0"?><rss><channel/></rss>',
    "broken XML of a workbook": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    "a gzip": b"\x1f\x8b\x08\x00" + b"\x00" * 30,
}


@pytest.mark.parametrize("content", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_is_unreadable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.xlsx").write_bytes(content)
    with pytest.raises(UnreadableFile):
        rows_of(tmp_path / "list.xlsx")


@pytest.mark.parametrize("kept", [1, 10, 50, 90, 99])
def test_a_cut_workbook_is_unreadable(tmp_path: Path, kept: int) -> None:
    content = a_workbook(tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: len(content) * kept // 100])
    with pytest.raises(UnreadableFile):
        rows_of(tmp_path / "cut.xlsx")


def test_a_workbook_under_a_password_is_unreadable(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "x" * 100)
    content = bytearray((tmp_path / "a.xlsx").read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(UnreadableFile):
        rows_of(tmp_path / "a.xlsx")


def test_an_old_workbook_under_a_password_is_unreadable(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Лист1").write(0, 0, "Фамилия")
    book.save(str(tmp_path / "a.xls"))
    content = (tmp_path / "a.xls").read_bytes()
    # The record after the first one of the book becomes the one that says «encrypted».
    start = content.index(b"\x09\x08\x10\x00") + 20
    (tmp_path / "a.xls").write_bytes(content[:start] + struct.pack("<HH", 0x2F, 2) + b"\x01\x00" + content[start + 6 :])
    with pytest.raises(UnreadableFile):
        rows_of(tmp_path / "a.xls")


def test_more_rows_than_allowed_are_refused_before_the_first_is_given(tmp_path: Path) -> None:
    many = a_workbook(tmp_path / "a.xlsx", [["Иванова"]] * 200)
    (tmp_path / "a.csv").write_text("Иванова\n" * 200, encoding="utf-8")
    (tmp_path / "a.htm").write_text(
        f"<html><table>{'<tr><td>Иванова</td></tr>' * 200}</table></html>", encoding="utf-8"
    )
    for path in (many, tmp_path / "a.csv", tmp_path / "a.htm"):
        with pytest.raises(FileTooLarge):
            rows_of(path, limits=Limits(rows=199))
        assert len(rows_of(path, limits=Limits(rows=200))) == 200


def test_what_unpacks_to_more_than_allowed_is_refused_by_the_directory(tmp_path: Path) -> None:
    path = a_workbook_of(tmp_path / "a.xlsx", b"<row/>" + b" " * 3_000_000)
    with pytest.raises(FileTooLarge, match="declared"):
        rows_of(path, limits=Limits(bytes=2_000_000))


def test_a_directory_that_lies_does_not_help(tmp_path: Path) -> None:
    path = a_workbook_of(tmp_path / "a.xlsx", b"<row/>" + b" " * 3_000_000)
    content = bytearray(path.read_bytes())
    start = content.rindex(b"PK\x01\x02")
    content[start + 24 : start + 28] = struct.pack("<I", 100)
    path.write_bytes(content)
    with pytest.raises(FileTooLarge, match="counted"):
        rows_of(path, limits=Limits(bytes=2_000_000))


def test_rows_repeated_in_one_element_are_counted(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.ods", "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            '<table:table><table:table-row table:number-rows-repeated="700000"><table:table-cell '
            'office:value-type="string"><text:p>Иванова</text:p></table:table-cell></table:table-row></table:table>',
        )
    with pytest.raises(FileTooLarge):
        rows_of(tmp_path / "a.ods")


def test_a_text_larger_than_allowed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Иванова;Мария\n" * 1000, encoding="utf-8")
    with pytest.raises(FileTooLarge):
        rows_of(tmp_path / "a.csv", limits=Limits(bytes=10_000))


def test_what_needs_more_memory_than_allowed_is_too_large(tmp_path: Path) -> None:
    corner = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = a_workbook_of(tmp_path / "a.xlsx", corner)
    with pytest.raises(FileTooLarge):
        rows_of(path)


def test_a_cell_repeated_without_end_is_too_large(tmp_path: Path) -> None:
    cell = b'<c t="inlineStr"><is><t>' + b"x" * 30_000 + b"</t></is></c>"
    path = a_workbook_of(tmp_path / "a.xlsx", b"".join(b"<row>%s</row>" % cell for _ in range(12_000)))
    with pytest.raises(FileTooLarge):
        rows_of(path, limits=Limits(memory=256 * MEBIBYTE))


def test_a_row_longer_than_any_person_is_too_large(tmp_path: Path) -> None:
    cells = b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % (b"x" * 30_000) for _ in range(50))
    with pytest.raises(FileTooLarge):
        rows_of(a_workbook_of(tmp_path / "a.xlsx", b"<row>%s</row>" % cells))


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Иванова;Мария\n" * 500_000, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        rows_of(tmp_path / "a.csv", limits=Limits(seconds=1))


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        rows_of(tmp_path / "gone.xlsx")
