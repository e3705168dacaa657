"""Tables are read as they stand on the screen: rows by their numbers, cells by their columns."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from edinstvo.foundation.tables.model import Span
from edinstvo.foundation.tables.reading import read_tables
from tests.foundation.tables.files import a_workbook, rows_of


def test_rows_keep_their_numbers_and_cells_their_columns(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [[], [], ["", "Фамилия"], [], ["", "", "Иванова"]])
    assert rows_of(path) == [(1, []), (2, []), (3, ["", "Фамилия"]), (4, []), (5, ["", "", "Иванова"])]


def test_hidden_rows_and_columns_count(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        for number in range(4):
            page.write_row(number, 0, [f"a{number}", f"b{number}"])
        page.set_row(1, None, None, {"hidden": True})
        page.set_column("A:A", None, None, {"hidden": True})
    assert rows_of(tmp_path / "a.xlsx")[1:3] == [(2, ["a1", "b1"]), (3, ["a2", "b2"])]


def test_a_formula_gives_the_value_it_had(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, '=CONCATENATE("Ива","нова")', value="Иванова")
        page.write_formula(0, 1, "=1980+1", value=1981)
    assert rows_of(tmp_path / "a.xlsx") == [(1, ["Иванова", 1981.0])]


def test_dates_are_dates_and_moments_keep_their_time(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_datetime(0, 0, datetime(1980, 2, 1), book.add_format({"num_format": "dd.mm.yyyy"}))
        page.write_datetime(0, 1, datetime(1980, 2, 1, 13, 30), book.add_format({"num_format": "dd.mm.yyyy hh:mm"}))
        page.write_number(0, 2, 29252)
    assert rows_of(tmp_path / "a.xlsx") == [(1, [date(1980, 2, 1), datetime(1980, 2, 1, 13, 30), 29252.0])]


def test_a_workbook_that_counts_from_1904_says_so_and_has_right_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active.append([date(1980, 2, 1)])
    book.save(tmp_path / "a.xlsx")
    (counts,) = [(sheet.counts_from_1904, next(sheet.rows).cells) for sheet in read_tables(tmp_path / "a.xlsx")]
    assert counts == (True, [date(1980, 2, 1)])


def test_sheets_come_in_order_with_what_is_merged_and_hidden(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Свод").merge_range("B2:D2", "Члены")
        book.add_worksheet("Черновик").hide()
    sheets = [(sheet.name, sheet.is_visible, sheet.merged) for sheet in read_tables(tmp_path / "a.xlsx")]
    assert sheets == [("Свод", True, (Span(2, 1, 2, 3),)), ("Черновик", False, ())]


def test_rows_that_were_not_walked_are_passed_over(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name in ("Первый", "Второй"):
            page = book.add_worksheet(name)
            for number in range(1000):
                page.write(number, 0, name)
    walked = [(sheet.name, next(sheet.rows).cells) for sheet in read_tables(tmp_path / "a.xlsx")]
    assert walked == [("Первый", ["Первый"]), ("Второй", ["Второй"])]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Фамилия;Имя\nИванова;Мария", ["Иванова", "Мария"]),
        ("Фамилия,Имя\nИванова,Мария", ["Иванова", "Мария"]),
        ("Фамилия\tИмя\nИванова\tМария", ["Иванова", "Мария"]),
        ('Фамилия;Имя\n"Иванова";"Мария\nАнна"', ["Иванова", "Мария\nАнна"]),
        ('Фамилия;Школа\nИванова;МБОУ "СОШ № 5", г. Пермь', ["Иванова", 'МБОУ "СОШ № 5", г. Пермь']),
        ('Фамилия;Школа\n"Иванова";"СОШ № 5 г. Пермь\nПетрова;СОШ № 6', ["Иванова", '"СОШ № 5 г. Пермь']),
        ("sep=,\nФамилия,Имя\nИванова,Мария", ["Иванова", "Мария"]),
        ("Фамилия\nИванова", ["Иванова"]),
        (
            "ФИО;Дата;Адрес\nИванова;;г. Пермь, ул. Мира, 5\nПетрова;;г. Пермь, ул. Мира, 6",
            ["Иванова", "", "г. Пермь, ул. Мира, 5"],
        ),
        ("Фамилия;Имя\r\nИванова;Мария\x1a", ["Иванова", "Мария"]),
    ],
)
def test_text_is_cut_into_cells(tmp_path: Path, text: str, cells: list[str]) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode("cp1251"))
    assert rows_of(tmp_path / "a.csv")[1] == (2, cells)


def test_a_record_with_line_breaks_is_one_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('ФИО;Тел\n"Иванова\nМария";1\n\nПетров;2', encoding="utf-8")
    assert [number for number, _ in rows_of(tmp_path / "a.csv")] == [1, 2, 3, 4]


def test_a_text_cut_within_a_letter_is_still_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("ФИО;Должность\nИванова Мария;повар".encode()[:-1])
    assert rows_of(tmp_path / "a.csv")[1][1][0] == "Иванова Мария"


def test_a_late_russian_letter_decides_the_alphabet(tmp_path: Path) -> None:
    head = "login;note\n" + "ivanova;teacher\n" * 100_000
    (tmp_path / "a.csv").write_bytes(head.encode() + "иванова;учитель\n".encode("cp1251"))
    assert rows_of(tmp_path / "a.csv")[-1][1] == ["иванова", "учитель"]


HTML = """<html><head><meta charset="windows-1251"><style>td {color: red}</style><title>Отчёт</title></head><body>
<table><tr><td colspan=2>Список</td><td>на&nbsp;01.09</td></tr>
<tr><th rowspan="2">ФИО</th><th colspan="2">Дата</th></tr>
<tr><th>рождения</th><th>приёма</th></tr>
<tr><td>Иванова<br>Мария &laquo;М&raquo;</td><td x:num="89123456789">8,91235E+10</td><td>&lt;нет&gt;</td></tr>
<tr><td>Петров<td>1<td>2
</table></body></html>"""


def test_a_page_of_html_is_read_by_its_grid(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(HTML.encode("cp1251"))
    assert rows_of(tmp_path / "a.xls") == [
        (1, ["Список", "", "на\xa001.09"]),
        (2, ["ФИО", "Дата"]),
        (3, ["", "рождения", "приёма"]),
        (4, ["Иванова\nМария «М»", "89123456789", "<нет>"]),
        (5, ["Петров", "1", "2"]),
    ]


def test_a_table_laid_out_by_another_is_read_itself(tmp_path: Path) -> None:
    inner = "<table><tr><td>ФИО</td><td>Тел</td></tr><tr><td>Иванова</td><td>1</td></tr></table>"
    (tmp_path / "a.xls").write_text(f"<html><table><tr><td>{inner}</td></tr></table></html>", encoding="utf-8")
    assert [cells for _, cells in rows_of(tmp_path / "a.xls") if cells] == [["ФИО", "Тел"], ["Иванова", "1"]]


def test_xml_of_2003_leaves_out_what_is_blank_and_tells_it_by_index(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Л"><Table>'
        '<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="String">Иванова</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">1980-02-01T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Number">5</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    assert rows_of(tmp_path / "a.xls")[-1] == (3, ["", "Иванова", date(1980, 2, 1), 5.0])


def test_the_only_sheet_of_a_text_is_called_as_asked(tmp_path: Path) -> None:
    (tmp_path / "xyz").write_text("ФИО;Тел\nИванова;1", encoding="utf-8")
    assert [sheet.name for sheet in read_tables(tmp_path / "xyz", name="Наш список")] == ["Наш список"]
