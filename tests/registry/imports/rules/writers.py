"""Write the same rows as every program that chairs use would: xlsx, xls, ods, HTML, XML, text in any alphabet."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Literal

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.cells import text_of

Rows = Sequence[Sequence[Cell]]
Writer = Callable[[Path, Rows], None]


def write_xlsx(path: Path, rows: Rows) -> None:
    """Excel since 2007."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    book.save(path)


def write_xls(path: Path, rows: Rows) -> None:
    """Excel before 2007."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Лист1")
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(number, column, cell, day if isinstance(cell, date) else xlwt.Style.default_style)
    book.save(str(path))


def write_ods(path: Path, rows: Rows) -> None:
    """LibreOffice, with the million blank rows that it likes to put at the end."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Лист1")
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        table.addElement(line)
    blank = TableRow(numberrowsrepeated=1_048_000)
    blank.addElement(TableCell(numbercolumnsrepeated=1024))
    table.addElement(blank)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def _ods_cell(cell: Cell) -> TableCell:
    if isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat())
    elif isinstance(cell, int | float):
        made = TableCell(valuetype="float", value=str(cell))
    else:
        made = TableCell(valuetype="string") if cell else TableCell()
    for line in text_of(cell).split("\n") if cell != "" else ():
        made.addElement(P(text=line))
    return made


def write_html(path: Path, rows: Rows, *, encoding: str = "windows-1251") -> None:
    """A page with a table, saved as .xls by a program of accounting."""
    lines = "".join(
        "<tr>"
        + "".join(f"<td class=xl65>{escape(text_of(cell)).replace(chr(10), '<br>')}</td>" for cell in row)
        + "</tr>\n"
        for row in rows
    )
    page = (
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type '
        f'content="text/html; charset={encoding}"><style>td {{color: red}}</style><title>Отчёт</title></head>'
        f"<body><table border=0>{lines}</table></body></html>"
    )
    path.write_bytes(page.encode(encoding, errors="xmlcharrefreplace"))


def write_html_utf8(path: Path, rows: Rows) -> None:
    """The same page in UTF-8."""
    write_html(path, rows, encoding="utf-8")


def write_xml2003(path: Path, rows: Rows) -> None:
    """XML Spreadsheet 2003."""
    lines = "".join(f"<Row>{''.join(map(_xml_cell, row))}</Row>" for row in rows)
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Лист1"><Table>'
        f"{lines}</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )


def _xml_cell(cell: Cell) -> str:
    if cell == "":
        return "<Cell/>"
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        return f'<Cell><Data ss:Type="DateTime">{moment.isoformat()}.000</Data></Cell>'
    kind = "Number" if isinstance(cell, int | float) else "String"
    return f'<Cell><Data ss:Type="{kind}">{escape(str(cell))}</Data></Cell>'


def text_writer(
    encoding: str, delimiter: str, *, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL, mark: bytes = b""
) -> Writer:
    """A writer of text with delimiters in one alphabet; `mark` is put before it."""

    def write(path: Path, rows: Rows) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(
            [text_of(cell) for cell in row] for row in rows
        )
        path.write_bytes(mark + text.getvalue().encode(encoding, errors="replace"))

    return write


WRITERS: dict[str, Writer] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "html in cp1251": write_html,
    "html in utf-8": write_html_utf8,
    "xml 2003": write_xml2003,
    "csv in cp1251 with semicolons": text_writer("cp1251", ";"),
    "csv in cp1251, all quoted": text_writer("cp1251", ";", quoting=csv.QUOTE_ALL),
    "csv in cp866": text_writer("cp866", ";"),
    "csv in utf-8 with commas": text_writer("utf-8", ","),
    "csv in utf-8 with a mark": text_writer("utf-8-sig", ";"),
    "tabs in utf-16 with a mark": text_writer("utf-16-le", "\t", mark=b"\xff\xfe"),
    "tabs in utf-16 big-endian with a mark": text_writer("utf-16-be", "\t", mark=b"\xfe\xff"),
    "tabs in utf-16 without a mark": text_writer("utf-16-le", "\t"),
    "tabs in utf-16 big-endian without a mark": text_writer("utf-16-be", "\t"),
    "tabs in utf-8": text_writer("utf-8", "\t"),
    "tabs in cp1251": text_writer("cp1251", "\t"),
}
