"""The row right below the headings is an organisation, whatever it says; headings of two rows are not."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.tables.model import Cell, Span
from edinstvo.foundation.tables.reading import read_tables
from edinstvo.registry.structure.rules.reading import ReadList, read_list
from tests.registry.structure.committee_lists import workbook
from tests.registry.structure.rules.reading import HEAD, read

# Headings that people write over a column, and what may stand below them.
NAMES = (
    ("Первичная профсоюзная организация", "Наименование ППО", "Первичная организация", "Организация", "ППО"),
    (
        *("ППО школы № 5 «Ёлочка»", "ППО МБОУ СОШ № 4", "Первичная профсоюзная организация Буйского колледжа"),
        *("МБДОУ «Ромашка»", "ППО гимназии", "ППО детского сада № 12"),
    ),
)
TERRITORIES = (
    ("Район", "Территориальная (районная, городская) организация", "Муниципальный округ", "Местная организация"),
    ("Нейская районная организация", "Буйский район", "г. Галич", "Городской округ город Мантурово"),
)
OTHERS: tuple[tuple[tuple[str, ...], tuple[Cell, ...]], ...] = (
    (("Вид учреждения", "Тип", "Категория учреждения"), ("школа", "детский сад", "первичная", "")),
    (
        ("Председатель", "ФИО председателя", "Ф. И. О. председателя ППО"),
        ("Ёжикова Нина Петровна", "Иванов И. И.", "СИДОРОВ Иван", ""),
    ),
    (("Работают", "Всего работающих", "Численность работников"), ("40", 40, 1040, "")),
    (("Учатся", "Обучающихся"), ("600", 600, "")),
    (("Членов Профсоюза", "Численность членов Профсоюза", "Из них членов"), ("31", 31, "12 чел.", "")),
    (("Телефон", "Контактный телефон"), ("8 910 555-01-12", 89105550112, "2-34-56", "")),
    (("E-mail", "Электронная почта"), ("a@b.ru", "bad mail", "")),
    (("Примечание", "Инструктор"), ("образцовая организация", "школа", "")),
)
FILES = {
    "csv": ("список.csv", "utf-8"),
    "csv of Excel": ("список.csv", "cp1251"),
    "xlsx": ("список.xlsx", ""),
}
ROW = ("Нейская районная организация", "ППО школы № 5 «Ёлочка»", "школа", "Ёжикова Нина Петровна", "40", "")


@st.composite
def lists(draw: Any) -> tuple[list[list[Cell]], int]:
    """Headings with one to four rows below them, and how many rows; columns in any order."""
    columns = [TERRITORIES, NAMES, *draw(st.lists(st.sampled_from(OTHERS), unique=True, max_size=6))]
    columns = draw(st.permutations(columns))
    rows: list[list[Cell]] = [[draw(st.sampled_from(headings)) for headings, _ in columns]]
    names = draw(st.lists(st.sampled_from(NAMES[1]), unique=True, min_size=1, max_size=4))
    for name in names:
        rows.append([name if column is NAMES else draw(st.sampled_from(column[1])) for column in columns])
    return rows, len(names)


@given(lists())
def test_every_row_below_the_headings_is_an_organisation(brought: tuple[list[list[Cell]], int]) -> None:
    rows, count = brought
    found = read({"Лист1": rows})
    assert len([one for one in found.organisations if one.type != "territorial"]) == count, rows
    assert found.skipped.total() == 0, rows


@given(lists(), st.integers(1, 3))
def test_headings_repeated_in_the_middle_of_a_sheet_are_none(brought: tuple[list[list[Cell]], int], place: int) -> None:
    rows, count = brought
    place = min(place, count)
    found = read({"Лист1": [*rows[: place + 1], rows[0], *rows[place + 1 :]]})
    assert len([one for one in found.organisations if one.type != "territorial"]) == count, rows
    assert found.skipped == {"heading": 1, "no_names": 0}, rows


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("is_alone", [True, False])
def test_the_first_row_of_a_file_is_read(tmp_path: Path, kind: str, is_alone: bool) -> None:
    headings = ("Район", "Первичная профсоюзная организация", "Вид учреждения", "Председатель", "Работают", "Учатся")
    second = ("Нейская районная организация", "ППО школы № 6", "школа", "Орехова Анна Львовна", "", "12")
    found = in_file(tmp_path, kind, [headings, ROW] if is_alone else [headings, ROW, second])
    names = [one.name for one in found.organisations]
    assert names == [ROW[0], ROW[1], *([] if is_alone else [second[1]])]
    assert (found.organisations[1].chair_last_name, found.organisations[1].institution) == ("Ёжикова", "school")
    assert found.skipped.total() == 0


def in_file(folder: Path, kind: str, rows: list[tuple[str, ...]]) -> ReadList:
    """What comes out of a file with these rows."""
    name, encoding = FILES[kind]
    text = io.StringIO()
    text.writelines(f"{';'.join(row)}\r\n" for row in rows)
    content = text.getvalue().encode(encoding) if encoding else workbook({"Лист1": rows})
    path = folder / name
    path.write_bytes(content)
    return read_list(read_tables(path, name="список"), head=HEAD)


@pytest.mark.parametrize(
    "below",
    [
        ["", "", "ФИО", "Телефон", "членов Профсоюза", "работников"],
        ["", "", "ФИО", "Телефон", "Членов", "Всего"],
        ["", "", "Ф.И.О.", "Моб. тел.", "членов", "из них работающих"],
    ],
)
def test_headings_of_two_rows_merged_down_are_read_to_their_end(below: list[str]) -> None:
    title = ["Сведения о первичных профсоюзных организациях Костромской области"]
    above = ["Район", "Первичная организация", "Председатель", "", "Численность", ""]
    merged = (Span(1, 0, 1, 5), Span(2, 0, 3, 0), Span(2, 1, 3, 1), Span(2, 2, 2, 3), Span(2, 4, 2, 5))
    row = ["Буйский район", "ППО школы № 6", "Ёжикова Анна Петровна", "8 910 555-01-12", "40", "50"]
    for spans in (merged, ()):
        territory, school = read({"Лист1": [title, above, below, row]}, merged=spans).organisations
        assert (territory.name, school.name, school.row) == ("Буйский район", "ППО школы № 6", 4)
        assert (school.chair_last_name, school.phone, school.problems) == ("Ёжикова", "+79105550112", [])
        assert school.declared is not None


def test_a_second_row_that_says_nothing_more_is_no_organisation() -> None:
    """Merged down over it the headings of names go on; its words are those of headings either way."""
    rows: list[list[Cell]] = [
        ["Реестр первичных организаций", "", "", ""],
        ["Район", "Первичная организация", "Председатель", "Численность"],
        ["", "", "ФИО", "членов Профсоюза"],
        ["Буйский район", "ППО школы № 6", "Ёжикова Анна Петровна", "40"],
    ]
    merged = (Span(1, 0, 1, 3), Span(2, 0, 3, 0), Span(2, 1, 3, 1))
    for spans in (merged, ()):
        _, school = read({"Лист1": rows}, merged=spans).organisations
        assert (school.row, school.chair_last_name, school.declared) == (4, "Ёжикова", (40, 0, 0))
