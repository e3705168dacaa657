"""Rows written as they come: read back the same, never a formula, in as many sheets as it takes."""

import csv
from datetime import date
from pathlib import Path

import pytest

from edinstvo.foundation.tables.plain import write_table
from edinstvo.foundation.tables.reading import read_tables

HEADINGS = ("Фамилия", "Родился", "Лет")
ROWS = [("Семёнова", date(1980, 2, 1), 46), ("=1+1", date(1899, 12, 31), 0), ("", "", 7)]


def test_comes_back_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    assert write_table(target, kind="xlsx", headings=HEADINGS, rows=iter(ROWS), sheet="Список: [1]") == 3
    [sheet] = [(one.name, [row.cells for row in one.rows]) for one in read_tables(target, name="list.xlsx")]
    assert sheet[0] == "Список   1"
    assert sheet[1] == [list(HEADINGS), list(ROWS[0]), ["=1+1", "31.12.1899", 0], ["", "", 7]]


def test_text_carries_no_formulas_and_opens_in_excel(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    hostile = ["=1+1", "+7", "-2", "@SUM(A1)", "\tcmd", "\r=1", 'ещё; «"»']
    assert write_table(target, kind="csv", headings=HEADINGS, rows=([one, date(1980, 2, 1), 5] for one in hostile)) == 7
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file, delimiter=";")
    assert heading == list(HEADINGS)
    assert rows == [[f"'{one}" if one != hostile[-1] else one, "01.02.1980", "5"] for one in hostile]


@pytest.mark.parametrize(("rows", "sheets"), [(0, [0]), (3, [3]), (4, [3, 1]), (6, [3, 3])])
def test_goes_on_in_another_sheet_where_one_is_full(tmp_path: Path, rows: int, sheets: list[int]) -> None:
    target = tmp_path / "list.xlsx"
    numbers = ([n] for n in range(rows))
    assert write_table(target, kind="xlsx", headings=["n"], rows=numbers, rows_of_a_sheet=3) == rows
    read = [[row.cells for row in one.rows] for one in read_tables(target, name="list.xlsx")]
    assert [len(one) - 1 for one in read] == sheets
    assert [cells[0] for one in read for cells in one[1:]] == list(range(rows))
