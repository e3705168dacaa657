"""People are told from sections, totals, signatures; what is wrong with them is said once and in its place."""

from datetime import date

import pytest

from edinstvo.foundation.tables.model import Cell, Row, Sheet
from edinstvo.registry.imports.rules.interpretation import interpret
from tests.registry.imports.rules.reading import TODAY, Outcome, outcome_of_rows

HEADINGS: list[Cell] = ["№", "ФИО", "Дата рождения", "Телефон", "Должность", "Дата вступления"]
IVANOVA: list[Cell] = [1.0, "Иванова Мария Петровна", "01.02.1980", "89123456789", "учитель", "01.09.2001"]


def a_list(*rows: list[Cell]) -> Outcome:
    return outcome_of_rows(HEADINGS, *rows)


def codes(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(one["row"], one["field"], one["code"]) for one in outcome.problems]


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


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ([2.0, "Гусева", "03.04.1975", "89123456780"], "first_name"),
        (["", "Гусева", "03.04.1975", ""], "first_name"),
        (["", "Гусева", "", "89123456780", "учитель"], "first_name"),
        ([2.0, "Гусева"], "first_name"),
        ([2.0, "", "03.04.1975", "89123456780"], "last_name"),
        ([2.0, "", "03.04.1975"], "last_name"),
        (["", "Мария Петровна", "03.04.1975"], "last_name"),
        ([2.0, "-", "03.04.1975", "89123456780"], "last_name"),
    ],
)
def test_a_person_without_a_whole_name_is_an_error(row: list[Cell], field: str) -> None:
    outcome = a_list(IVANOVA, row)
    assert codes(outcome) == [(3, field, "missing_name")]
    assert [member.is_error for member in outcome.people] == [False, True]


@pytest.mark.parametrize(
    "name", ["<b>Гусева</b> Мария", "=cmd|' /C calc'!A0", "{{7*7}} Мария Ивановна", "Гусева² Мария"]
)
def test_a_text_that_is_nobodys_name_is_an_error(name: str) -> None:
    outcome = a_list(IVANOVA, [2.0, name, "03.04.1975", "89123456780"])
    assert codes(outcome) == [(3, "last_name", "missing_name")]
    assert [member.is_error for member in outcome.people] == [False, True]
    assert (outcome.people[1].last_name, outcome.people[1].first_name) == ("", "")


def test_a_surname_alone_in_its_own_column_lacks_the_first_name() -> None:
    outcome = outcome_of_rows(
        ["Фамилия", "Имя", "Отчество", "Телефон"], ["Иванова", "Мария", "", ""], ["Гусева", "", "", "89123456789"]
    )
    (problem,) = outcome.people[1].problems
    assert (problem.row, problem.column, problem.field, problem.code) == (3, "B", "first_name", "missing_name")


def test_the_same_person_twice_is_an_error_on_the_later_row() -> None:
    outcome = a_list(
        IVANOVA,
        [2.0, "ИВАНОВА МАРИЯ ПЕТРОВНА", date(1980, 2, 1), "89990001122", "повар", "2009"],
        [3.0, "Иванова Мария Петровна", "01.02.1981", "89123456789", "учитель", "01.09.2001"],
        [4.0, "Иванова Мария Петровна", "", "89123456789", "учитель", "01.09.2001"],
        [5.0, "Иванова Мария", "01.02.1980", "89123456789", "учитель", "01.09.2001"],
    )
    assert codes(outcome) == [(3, "last_name", "duplicate_row")]
    (problem,) = outcome.people[1].problems
    assert (problem.column, problem.params["row"]) == ("B", "2")


def test_yo_and_dashes_do_not_hide_a_repetition_even_on_another_sheet() -> None:
    sheets = [
        Sheet(name=name, rows=iter([Row(1, ["ФИО", "Дата рождения"]), Row(2, [person, "01.02.1980"])]))
        for name, person in (
            ("А", "Семёнова-Тянь-Шанская Алёна Юрьевна"),
            ("Б", "СЕМЕНОВА – ТЯНЬ-ШАНСКАЯ АЛЕНА ЮРЬЕВНА"),
        )
    ]
    _, second = interpret(sheets, today=TODAY)
    (problem,) = second.problems
    assert (problem.sheet, problem.code, problem.variant) == ("Б", "duplicate_row", "other_sheet")
    assert problem.params == {"row": "2", "sheet": "А"}


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
    ("column", "value", "problem"),
    [
        (2, "31.02.1980", ("birth_date", "invalid_date")),
        (2, "не помню точно", ("birth_date", "invalid_date")),
        (2, "15.05.2031", ("birth_date", "future_date")),
        (2, "01.01.2021", ("birth_date", "implausible_date")),
        (2, "24.11.2012", None),
        (2, "25.11.2012", ("birth_date", "implausible_date")),
        (2, "01.01.1925", ("birth_date", "implausible_date")),
        (2, "1925", ("birth_date", "implausible_date")),
        (2, 2031, ("birth_date", "future_date")),
        (2, "", None),
        (2, "-", None),
        (5, "31.04.2001", ("joined_on", "invalid_date")),
        (5, "01.01.2031", ("joined_on", "future_date")),
        (5, "05.05.1979", ("joined_on", "implausible_date")),
        (5, "24.11.2026", None),
        (5, "нет", None),
        (3, "8912345", ("phone", "invalid_phone")),
        (3, "2-34-56", ("phone", "invalid_phone")),
        (3, "нет", None),
        (4, "учитeль", ("position", "mixed_alphabet")),
        (1, "Ивaнова Мария Петровна", ("last_name", "mixed_alphabet")),
        (1, "Иванова Mария Петровна", ("first_name", "mixed_alphabet")),
        (1, "Иванова Мария Пeтровна", ("middle_name", "mixed_alphabet")),
    ],
)
def test_a_value_that_cannot_be_used_is_left_out_and_told(
    column: int, value: Cell, problem: tuple[str, str] | None
) -> None:
    row = [*IVANOVA[:column], value, *(IVANOVA[column + 1 :] if column != 2 else [])]
    outcome = a_list(row)
    (member,) = outcome.members
    assert member.last_name == "Иванова"
    assert codes(outcome) == ([(2, *problem)] if problem else [])
    if problem and problem[1] != "mixed_alphabet":
        assert getattr(member, problem[0]) is None


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


def test_every_problem_of_a_row_is_told_with_its_column() -> None:
    outcome = outcome_of_rows(
        ["Фамилия", "Имя", "E-mail", "СНИЛС", "Дата рождения"],
        ["Лeбeдeва", "Юлия", "нет собаки", "112-233-445 96", "00.00.0000"],
    )
    (member,) = outcome.people
    assert sorted((one.column, str(one.code)) for one in member.problems) == [
        ("A", "mixed_alphabet"),
        ("C", "invalid_email"),
        ("D", "invalid_snils"),
        ("E", "invalid_date"),
    ]
    assert member.last_name == "Лебедева"
    assert member.raw[0] == "Лeбeдeва"


def test_a_birth_date_that_is_left_out_does_not_spoil_the_others() -> None:
    outcome = a_list([1.0, "Иванова Мария Петровна", "15.05.2031", "89123456789", "", "15.06.1988"])
    assert codes(outcome) == [(2, "birth_date", "future_date")]
    assert outcome.members[0].joined_on == date(1988, 6, 15)


def test_an_application_that_stands_for_the_joining_is_told_as_the_joining() -> None:
    outcome = outcome_of_rows(["ФИО", "Дата заявления"], ["Иванова Мария Петровна", "31.02.2019"])
    assert codes(outcome) == [(2, "joined_on", "invalid_date")]


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


def test_an_address_among_the_contacts_is_no_wrong_phone() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Адрес, телефон"],
        ["Иванова Мария Петровна", "ул. Ленина, 5-12, 8-912-345-67-89, iv@mail.ru"],
        ["Петров Пётр Ильич", "ул. Мира, 3"],
    )
    assert [(one.phone, one.email) for one in outcome.members] == [("+79123456789", "iv@mail.ru"), (None, None)]
    assert outcome.problems == []


def test_a_birth_date_within_the_name_is_taken() -> None:
    outcome = outcome_of_rows(
        ["ФИО, год рождения", "Должность"],
        ["Иванова Мария Петровна, 1980", "учитель"],
        ["Петров Пётр Ильич 01.02.1975 г.р.", "повар"],
    )
    assert [one.birth_date for one in outcome.members] == [date(1980, 1, 1), date(1975, 2, 1)]
