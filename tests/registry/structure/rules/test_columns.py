"""What columns hold: headings in the words of committees, contacts, numbers, days; what is not taken is told."""

import pytest

from edinstvo.foundation.tables.model import Cell, Span
from edinstvo.registry.structure.rules.cells import people_in
from edinstvo.registry.structure.rules.headings import field_named
from tests.registry.structure.rules.reading import read


@pytest.mark.parametrize(
    ("cell", "phone", "email", "left"),
    [
        ("т. 8(910)555-01-12, A@b.ru", "+79105550112", "a@b.ru", ""),
        ("Тел.: +7 910 555 01 12; эл. почта: school@example.org", "+79105550112", "school@example.org", ""),
        (89105550112, "+79105550112", "", ""),
        ("8-910-555-01-12, 8-910-555-01-13 (секретарь)", "+79105550112", "", "8-910-555-01-13 (секретарь)"),
        ("ул. Ленина, 5; 8 (494) 352-11-22", "+74943521122", "", "ул. Ленина, 5"),
        ("89105550112 (секретарь Мария)", "+79105550112", "", "секретарь Мария"),
        ("через секретаря района", "", "", "через секретаря района"),
        ("school@example.org, director@example.org", "", "school@example.org", "director@example.org"),
    ],
)
def test_contacts_in_one_cell_are_taken_apart_and_what_is_left_is_told(
    cell: Cell, phone: str, email: str, left: str
) -> None:
    rows: list[list[Cell]] = [["Первичная организация", "Контакты"], ["ППО школы № 1", cell]]
    found = read({"Лист1": rows})
    (school,) = found.organisations
    assert (school.phone, school.email, found.left) == (phone, email, [])
    told = [(one.column, one.field, one.code, one.severity, dict(one.params)) for one in school.problems]
    assert told == ([("B", "contacts", "contacts_left", "warning", {"text": left})] if left else [])


def test_what_is_too_long_is_told_and_not_cut() -> None:
    long_name, fitting = f"{'Иванов-' * 20}Петров", f"Кострома, {'дом ' * 70}"
    rows: list[list[Cell]] = [
        ["Первичная организация", "Председатель", "Адрес"],
        ["ППО школы № 1", f"{long_name} Иван Иванович", f"{fitting}корпус с литерами и корпусами"],
        ["ППО школы № 2", "Белова Анна Ильинична", fitting],
    ]
    names: list[list[Cell]] = [
        ["Первичная организация", "Фамилия", "Имя", "Отчество"],
        ["ППО школы № 3", "Белова", "А" * 101, ""],
    ]
    first, second, third = read({"Лист1": rows, "Лист2": names}).organisations
    assert (first.chair_last_name, first.address) == ("", "")
    told = [(one.column, one.field, one.code, one.severity, dict(one.params)) for one in first.problems]
    assert told == [
        ("B", "chair", "chair_too_long", "warning", {"most": "100"}),
        ("C", "address", "address_too_long", "warning", {"most": "300"}),
    ]
    assert (second.address, second.problems) == (fitting.strip(), [])
    assert (third.chair_last_name, [one.code for one in third.problems]) == ("", ["chair_too_long"])


@pytest.mark.parametrize(
    ("above", "declared", "workforce"),
    [("Членов Профсоюза", (40, 50, 0), None), ("Численность", None, (40, 50)), ("", None, (40, 50))],
)
def test_who_works_and_studies_is_counted_as_the_heading_above_says(
    above: str, declared: tuple[int, ...] | None, workforce: tuple[int, ...] | None
) -> None:
    rows: list[list[Cell]] = [
        ["Район", "Первичная организация", "Председатель", above],
        ["", "", "ФИО", "Работает", "Учится"],
        ["Буйский район", "ППО школы № 6", "Ёжикова Анна Петровна", "40", "50"],
    ]
    merged = (Span(1, 0, 2, 0), Span(1, 1, 2, 1), Span(1, 3, 1, 4))
    _, school = read({"Лист1": rows}, merged=merged).organisations
    assert (school.declared, school.workforce) == (declared, workforce)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Территориальная (районная, городская) организация", "territory"),
        ("Первичная профсоюзная организация (наименование учреждения)", "name"),
        ("Наименование образовательной организации", "institution"),
        ("Ф.И.О. председателя ППО", "chair"),
        ("Дата рождения председателя", "other"),
        ("Телефон председателя", "phone"),
        ("Контакты", "contacts"),
        ("Контакты председателя (тел., e-mail)", "contacts"),
        ("Контактный телефон", "phone"),
        ("Адрес электронной почты", "email"),
        ("Юридический адрес", "address"),
        ("Количество первичных организаций", "other"),
        ("Численность членов Профсоюза", "members"),
        ("Всего работающих", "workers"),
        ("из них неработающих пенсионеров", "members_retired"),
        ("Работают", "workers"),
        ("Работает", "workers"),
        ("Учатся", "students"),
        ("Численность учится", "students"),
        ("Члены Профсоюза работают", "members_working"),
        ("Членов Профсоюза учится", "members_studying"),
        ("Не работают", "members_retired"),
        ("Место работы", "institution"),
    ],
)
def test_headings_are_understood(heading: str, field: str) -> None:
    assert field_named(heading) == field


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (45, 45),
        (45.0, 45),
        ("1 234", 1234),
        ("12 чел.", 12),
        ("0", 0),
        ("12,0", 12),
        ("12.5", None),
        (-1, None),
        ("да", None),
    ],
)
def test_numbers_of_people(cell: Cell, number: int | None) -> None:
    assert people_in(cell) == number


@pytest.mark.parametrize(
    ("title", "heading", "day"),
    [
        ("Список организаций по состоянию на 01.09.2026 г.", "Членов", "2026-09-01"),
        ("Реестр первичек", "Членов на 1 января 2026", "2026-01-01"),
        ("Список на 31.02.2026", "Членов", ""),
        ("Утверждён 01.09.2026", "Членов", ""),
    ],
)
def test_the_day_that_a_list_is_of_is_read(title: str, heading: str, day: str) -> None:
    rows: list[list[Cell]] = [[title], ["Первичная организация", "Телефон", heading], ["ППО школы № 1", "", 12]]
    (school,) = read({"Лист1": rows}).organisations
    assert (school.as_of, school.declared) == (day, (12, 0, 0))


def test_columns_of_which_nothing_is_taken_are_told() -> None:
    rows: list[list[Cell]] = [
        ["", "Первичная организация", "Председатель", "Инструктор по спорту", "Примечание", "", "Стаж", ""],
        [1, "ППО школы № 1", "", "нет", "образцовая", "важно", "", ""],
        [2, "ППО школы № 2", "", "Орехова", "", "", "", 7],
    ]
    found = read({"Лист1": rows, "Лист2": rows})
    assert [(one.sheet, one.column, one.heading) for one in found.left] == [
        ("Лист1", "E", "Примечание"),
        ("Лист1", "F", ""),
        ("Лист1", "D", "Инструктор по спорту"),
        ("Лист1", "H", ""),
        ("Лист2", "F", ""),
        ("Лист2", "H", ""),
    ]
