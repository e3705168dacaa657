"""What is wrong with a row is said once and in its place, and spoils nothing else of it."""

from datetime import date

import pytest

from edinstvo.foundation.tables.model import Cell, Row, Sheet
from edinstvo.registry.imports.rules.interpretation import interpret
from tests.registry.imports.rules.few_rows import IVANOVA, a_list, codes
from tests.registry.imports.rules.reading import TODAY, outcome_of_rows


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


def test_an_address_among_the_contacts_is_no_wrong_phone() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Адрес, телефон"],
        ["Иванова Мария Петровна", "ул. Ленина, 5-12, 8-912-345-67-89, iv@mail.ru"],
        ["Петров Пётр Ильич", "ул. Мира, 3"],
    )
    assert [(one.phone, one.email) for one in outcome.members] == [("+79123456789", "iv@mail.ru"), (None, None)]
    assert outcome.problems == []
