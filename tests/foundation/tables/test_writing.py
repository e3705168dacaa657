"""A list goes back as its owner made it, with remarks in a column after the last."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from edinstvo.foundation.tables.errors import UnreadableFile
from edinstvo.foundation.tables.writing import FILL, Remark, write_remarked_copy
from tests.foundation.tables.files import a_workbook, rows_of

ROWS = (
    ("Список членов",),
    ("ФИО", "Дата рождения", "Телефон"),
    ("Иванова Мария", date(1980, 2, 1), "8912"),
    (),
    ("Петров Пётр", "31.02.1975", 89123456789),
)


def copied(tmp_path: Path, source: Path, **remarks: Remark) -> Path:
    """A copy of `source` with these remarks (`row_3=…`) on its first sheet."""
    said = {int(name.removeprefix("row_")): remark for name, remark in remarks.items()}
    write_remarked_copy(
        source,
        tmp_path / "back.xlsx",
        remarks={"Лист1": said},
        heading="Замечания",
        heading_rows={"Лист1": 2},
    )
    return tmp_path / "back.xlsx"


def first_sheet(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_rows_and_columns_stay_and_remarks_come_last(tmp_path: Path) -> None:
    back = copied(tmp_path, a_workbook(tmp_path / "a.xlsx", ROWS), row_3=Remark(text="Телефон неполный"))
    assert rows_of(back) == [
        (1, ["Список членов"]),
        (2, ["ФИО", "Дата рождения", "Телефон", "Замечания"]),
        (3, ["Иванова Мария", date(1980, 2, 1), "8912", "Телефон неполный"]),
        (4, []),
        (5, ["Петров Пётр", "31.02.1975", 89123456789.0]),
    ]


def test_cells_with_remarks_are_lightly_filled_and_no_others(tmp_path: Path) -> None:
    remark = Remark(text="Такой даты не бывает", columns=frozenset({1}))
    sheet = first_sheet(copied(tmp_path, a_workbook(tmp_path / "a.xlsx", ROWS), row_5=remark))
    filled = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fill_type == "solid"]
    assert filled == ["B5", "D5"]
    assert sheet["B5"].fill.fgColor.rgb == "FF" + FILL.removeprefix("#")


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 912", "-5", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0", "http://a.ru", "0012"]
)
def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(f'ФИО;Прочее\nИванова;"{text}"', encoding="utf-8")
    write_remarked_copy(
        tmp_path / "a.csv",
        tmp_path / "back.xlsx",
        remarks={"a": {2: Remark(text=text)}},
        heading="Замечания",
        heading_rows={},
    )
    sheet = first_sheet(tmp_path / "back.xlsx")
    for cell in (sheet["B2"], sheet["C2"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_hidden_sheets_stay_hidden_and_names_are_ones_that_excel_bears(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Черновик")
        book.add_worksheet("Лист2").activate()
        book.worksheets()[0].hide()
    back = openpyxl.load_workbook(copied(tmp_path, tmp_path / "a.xlsx"))
    assert [(sheet.title, sheet.sheet_state) for sheet in back.worksheets] == [
        ("Черновик", "hidden"),
        ("Лист2", "visible"),
    ]

    (tmp_path / "b.csv").write_text("ФИО\nИванова", encoding="utf-8")
    long_name = "Члены [2020/2021]: 'основной' список профсоюза"
    write_remarked_copy(
        tmp_path / "b.csv", tmp_path / "c.xlsx", remarks={}, heading="", heading_rows={}, name=long_name
    )
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames == ["Члены  2020 2021   'основной' с"]


def test_what_cannot_be_a_date_or_a_number_of_excel_goes_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Лист1"><Table><Row>'
        '<Cell><Data ss:Type="DateTime">1812-09-07T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Number">NaN</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    assert rows_of(copied(tmp_path, tmp_path / "a.xls")) == [(1, ["1812-09-07", "nan"])]


def test_what_is_no_table_is_refused_here_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableFile):
        copied(tmp_path, tmp_path / "a.xlsx")
