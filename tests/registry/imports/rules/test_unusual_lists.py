"""Lists laid out as few are: what their headings, columns and rows mean all the same."""

import pytest

from edinstvo.foundation.tables.model import Cell, Row, Sheet, Span
from edinstvo.registry.imports.rules.interpretation import interpret
from tests.registry.imports.rules.reading import TODAY, Outcome, outcome_of_rows

Rows = list[list[Cell]]
IVANOVA, PETROV = "Иванова Мария Петровна", "Петров Пётр Ильич"


def told(outcome: Outcome, *fields: str) -> list[tuple[str, ...]]:
    """The name of each member and what these fields hold, as text."""
    values = ([str(getattr(member, field) or "") for field in fields] for member in outcome.members)
    return [(name, *row) for name, row in zip(outcome.names, values, strict=True)]


@pytest.mark.parametrize(
    "heading",
    [
        ["№ п/п", "Фамилия, имя, отчество", "Сведения о рождении", "", "Контакты", "", "Членство в Профсоюзе", ""],
        ["№ п/п", "Ф.И.О. (полностью, так, как записано в паспорте)", "Рождение", "", "Связь", "", "Профсоюз", ""],
    ],
)
@pytest.mark.parametrize("is_numbered", [False, True])
def test_a_heading_that_reads_like_a_title_is_one_of_two_rows(heading: list[Cell], is_numbered: bool) -> None:
    outcome = outcome_of_rows(
        ["Учёт членов Профсоюза"],
        heading,
        ["", "", "дата", "место", "телефон", "e-mail", "дата вступления", "№ билета"],
        *[[float(number) for number in range(1, 9)]] * is_numbered,
        [1.0, IVANOVA, "01.02.1980", "г. Шуя", "89123456789", "m@mail.ru", "01.09.2000", "007712"],
        [2.0, PETROV, "02.02.1980", "г. Шуя", "", "", "", 7713.0],
    )
    assert told(outcome, "birth_date", "phone", "email", "joined_on", "ticket_number") == [
        (IVANOVA, "1980-02-01", "+79123456789", "m@mail.ru", "2000-09-01", "007712"),
        (PETROV, "1980-02-02", "", "", "", "7713"),
    ]


def test_the_parts_of_a_name_below_its_merged_heading_leave_the_other_columns_theirs() -> None:
    rows: Rows = [
        ["№", "Фамилия, имя, отчество", "", "", "Дата рождения"],
        ["", "Фамилия", "Имя", "Отчество", ""],
        [1.0, "Иванова", "Мария", "Петровна", "01.02.1980"],
    ]
    numbered = (Row(number, cells) for number, cells in enumerate(rows, start=1))
    sheet = Sheet(name="Лист1", rows=numbered, merged=(Span(1, 1, 1, 3),))
    (member,) = interpret([sheet], today=TODAY)
    assert (member.last_name, member.first_name, member.middle_name) == ("Иванова", "Мария", "Петровна")
    assert str(member.birth_date) == "1980-02-01"


@pytest.mark.parametrize("headings", [("Фамилия И.О.", "Ф.И.О. полностью"), ("ФИО (полностью)", "ФИО кратко")])
def test_a_whole_name_beats_a_short_one_on_either_side(headings: tuple[str, str]) -> None:
    names = ["Иванова М.П.", IVANOVA] if "И.О." in headings[0] else [IVANOVA, "Иванова М.П."]
    outcome = outcome_of_rows([*headings, "Дата рождения"], [*names, "01.02.1980"])
    assert outcome.names == [IVANOVA]


def test_a_surname_with_the_former_one_is_the_surname_where_there_is_no_other() -> None:
    outcome = outcome_of_rows(
        ["Фамилия (в т.ч. девичья)", "Имя (полностью)", "Отчество (при наличии)", "Дата рождения"],
        ["Иванова (Сидорова)", "Мария", "Петровна", "01.02.1980"],
        ["Петров", "Пётр", "", "02.02.1980"],
    )
    assert told(outcome, "former_last_name") == [(IVANOVA, "Сидорова"), ("Петров Пётр", "")]


def test_surnames_that_look_like_patronymics_do_not_take_their_column() -> None:
    outcome = outcome_of_rows(
        ["Ф.И.О.", "", "", "Дата рождения"],
        ["Иванов", "Роман", "Петрович", "01.02.1980"],
        ["Абрамович", "Роман", "Ильич", "02.02.1980"],
        ["Рабинович", "Лев", "Юрьевич", "03.02.1980"],
    )
    assert outcome.names == ["Иванов Роман Петрович", "Абрамович Роман Ильич", "Рабинович Лев Юрьевич"]


def test_a_position_that_reads_like_a_signature_does_not_hide_its_row_from_the_guess() -> None:
    outcome = outcome_of_rows(
        ["Ф.И.О.", "", "", "Должность"],
        ["Иванова", "Мария", "Петровна", "директор"],
        ["Петров", "Пётр", "Ильич", "секретарь"],
        ["Ким", "Анна", "Юрьевна", "учитель"],
    )
    assert outcome.names == [IVANOVA, PETROV, "Ким Анна Юрьевна"]


def test_dashes_for_a_name_are_a_missing_name_and_no_heading_said_again() -> None:
    outcome = outcome_of_rows(
        ["№", "Фамилия", "Имя", "Отчество", "Дата рождения"],
        [1.0, "Иванова", "Мария", "Петровна", "01.02.1980"],
        [2.0, "-", "-", "-", "03.04.1975"],
    )
    assert [(one["row"], one["field"], one["code"]) for one in outcome.problems] == [(3, "last_name", "missing_name")]
