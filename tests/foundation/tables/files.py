"""Files for the tests of reading: small workbooks of every kind, and broken ones."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from edinstvo.foundation.tables.model import Cell, Limits
from edinstvo.foundation.tables.reading import read_tables

WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)


def rows_of(path: Path, *, limits: Limits | None = None) -> list[tuple[int, list[Cell]]]:
    """The rows of the first sheet as pairs of number and cells."""
    for sheet in read_tables(path, limits=limits or Limits()):
        return [(row.number, row.cells) for row in sheet.rows]
    return []


def a_workbook(path: Path, rows: Sequence[Sequence[Cell]] = (("Фамилия", "Имя"), ("Иванова", "Мария"))) -> Path:
    """An .xlsx with these rows."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Лист1")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                else:
                    page.write(number, column, cell)
    return path


def a_workbook_of(path: Path, sheet: bytes) -> Path:
    """An .xlsx whose only sheet has this XML between the tags of its data."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr(
            "xl/worksheets/sheet1.xml", b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, sheet)
        )
    return path
