"""People are told from sections, totals, signatures, and each is taken as the rows around them say."""

from datetime import date

import pytest

from edinstvo.foundation.tables.model import Cell
from tests.registry.imports.rules.few_rows import HEADINGS, IVANOVA, a_list, codes
from tests.registry.imports.rules.reading import outcome_of_rows


@pytest.mark.parametrize(
    "row",
    [
        ["Педагогические работники"],
        ["", "Декрет"],
        ["", "Столовая"],
        ["", "Отдел кадров"],
        ["", "НАЧАЛЬНАЯ ШКОЛА"],
        ["", "ХОЗЯЙСТВЕННАЯ ЧАСТЬ"],
        ["", "Узкие специалисты"],
        ["", "Группа «Солнышко»"],
        ["1", "Администрация школы"],
        ["", "Начальная школа", "", "", "", 12.0],
        ["I", "Администрация"],
        ["", "Итого: 37 чел."],
        ["Итого", 37.0],
        ["", "Всего", 37.0, 12.0],
        ["", "в том числе пенсионеров", "5"],
        ["", "Председатель ППО ________________ Т.А. Соколова"],
        ["Председатель ППО", "Соколова Т.А.", "", "", "", "01.09.2020"],
        ["", "Соколова Т.А."],
        ["", "М.П."],
        ["", "Директор", "", "", "Сидоров И.И."],
        ["", "Дата составления: 01.09.2020"],
        ["", "Вакансия", "", "", "учитель физики"],
        [2.0],
        [2.0, "", "", "", ""],
        ["1", "2", "3", "4", "5", "6"],
        ["А", "Б", 1.0, 2.0, 3.0, 4.0],
        HEADINGS,
        ["", "", "", ""],
        [],
    ],
    ids=str,
)
def test_what_is_nobody_is_passed_over(row: list[Cell]) -> None:
    outcome = a_list(IVANOVA, row, [2.0, "Петров Пётр Ильич", "03.04.1975", "89123456780", "повар", "2009"])
    assert [member.row for member in outcome.people] == [2, 4]
    assert outcome.problems == []


def test_two_jobs_of_one_person_in_a_payroll_are_one_member() -> None:
    outcome = outcome_of_rows(
        ["Сотрудник", "Таб. номер", "Дата рождения"],
        ["Администрация"],
        ["Иванова Мария Петровна (осн.)", "0000-00012", "01.02.1980 0:00:00"],
        ["Иванова Мария Петровна (внутр. совм.)", "0000-00013", "01.02.1980 0:00:00"],
        ["Итого", 2.0],
    )
    assert outcome.names == ["Иванова Мария Петровна"]
    assert codes(outcome) == [(4, "last_name", "duplicate_row")]


@pytest.mark.parametrize(
    "row",
    [
        ["", "Рахмонов Фируз"],
        ["", "РАХМОНОВ ФИРУЗ САИДЗОДА"],
        [2.0, "Старшинов Фируз", "", "", "повар"],
        [2.0, "Школьников Фируз", "", "", "повар"],
        [2.0, "Ли Ен"],
        ["", "Ли Ен", "", "", "повар"],
        ["", "Ли Ен", "1980"],
        ["", "Петрова А.Б.", "1980"],
        [2.0, "Петрова А.Б."],
    ],
)
def test_a_person_of_whom_little_is_said_is_one(row: list[Cell]) -> None:
    outcome = a_list(IVANOVA, row)
    assert [member.row for member in outcome.members] == [2, 3]
    assert outcome.problems == []


@pytest.mark.parametrize(
    ("section", "position", "category"),
    [
        ("Педагогические работники", "повар", "pedagogical"),
        ("Неработающие пенсионеры", "учитель", "retired"),
        ("Обслуживающий персонал", "", "other_worker"),
        ("Администрация", "", "manager"),
        ("УВП", "", "support"),
        ("Студенты 2 курса", "", "student"),
        ("Научно-педагогические работники", "", "academic"),
        ("Декрет", "учитель математики", "pedagogical"),
        ("Декрет", "", None),
        ("", "доцент", "academic"),
        ("", "заместитель директора по УВР", "manager"),
        ("", "заведующая библиотекой", "support"),
        ("", "уборщик служебных помещений", "other_worker"),
        ("", "помощник воспитателя", "other_worker"),
        ("", "студент", "student"),
        ("", "", None),
    ],
)
def test_the_section_and_then_the_position_tell_the_category(section: str, position: str, category: str | None) -> None:
    rows: list[list[Cell]] = [["", section]] if section else []
    outcome = a_list(*rows, [1.0, "Иванова Мария Петровна", "01.02.1980", "", position, ""])
    assert [member.category for member in outcome.members] == [category]


def test_a_section_that_is_a_department_is_the_subdivision() -> None:
    outcome = a_list(["", "Бухгалтерия"], IVANOVA, ["", "Декрет"], [2.0, "Петров Пётр Ильич", "1975"])
    assert [member.subdivision for member in outcome.members] == ["Бухгалтерия", None]


def test_a_ditto_mark_repeats_the_row_above() -> None:
    outcome = a_list(
        [1.0, "Иванова Мария Петровна", "01.02.1980", "", "учитель", "2001"],
        [2.0, "Петров Пётр Ильич", "1975", "", "—//—", "то же"],
        [3.0, "Сидоров Иван Ильич", "1976", "", '"', '-"-'],
    )
    assert [(one.position, one.joined_on) for one in outcome.members] == [("учитель", date(2001, 1, 1))] * 3


def test_several_people_in_one_row_are_several_members() -> None:
    outcome = a_list(
        [1.0, "Иванова Мария Петровна\nПетрова Анна Ивановна", "01.02.1980\n03.04.1981", "", "учителя"],
        [2.0, "Сидорова\nОльга Ивановна", "01.02.1985"],
    )
    said = [(one.row, one.last_name, one.birth_date) for one in outcome.members]
    assert said == [
        (2, "Иванова", date(1980, 2, 1)),
        (2, "Петрова", date(1981, 4, 3)),
        (3, "Сидорова", date(1985, 2, 1)),
    ]


def test_those_marked_as_no_members_are_passed_over() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Член профсоюза", "Телефон"],
        ["Иванова Мария Петровна", "да", ""],
        ["Петров Пётр Ильич", "нет", ""],
        ["Сидоров Иван Ильич", "+", ""],
    )
    assert outcome.names == ["Иванова Мария Петровна", "Сидоров Иван Ильич"]


def test_no_patronymic_is_known_from_an_unknown_one() -> None:
    outcome = outcome_of_rows(["Фамилия", "Имя", "Отчество"], ["Ли", "Анна", "нет"], ["Ким", "Анна", ""])
    assert [(one.middle_name, one.has_no_middle_name) for one in outcome.members] == [("", True), ("", False)]


def test_a_former_surname_is_kept_apart() -> None:
    outcome = outcome_of_rows(
        ["Фамилия", "Имя", "Девичья фамилия"], ["Иванова (Сидорова)", "Мария", ""], ["Петрова", "Анна", "Козлова"]
    )
    assert [(one.last_name, one.former_last_name) for one in outcome.members] == [
        ("Иванова", "Сидорова"),
        ("Петрова", "Козлова"),
    ]


def test_a_birth_date_within_the_name_is_taken() -> None:
    outcome = outcome_of_rows(
        ["ФИО, год рождения", "Должность"],
        ["Иванова Мария Петровна, 1980", "учитель"],
        ["Петров Пётр Ильич 01.02.1975 г.р.", "повар"],
    )
    assert [one.birth_date for one in outcome.members] == [date(1980, 1, 1), date(1975, 2, 1)]
