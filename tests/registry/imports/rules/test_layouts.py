"""Wherever the headings stand, and whatever stands around the people, the people are found."""

from datetime import date

import pytest

from edinstvo.foundation.tables.model import Cell, Row, Sheet
from edinstvo.registry.imports.rules.fields import Field
from edinstvo.registry.imports.rules.interpretation import NoNameColumn, interpret, preview
from tests.registry.imports.rules.reading import TODAY, outcome_of_rows

IVANOVA, PETROV = "Иванова Мария Петровна", "Петров Пётр Ильич"


def a_sheet(*rows: list[Cell], name: str = "Лист1", is_visible: bool = True) -> Sheet:
    numbered = iter([Row(number, cells) for number, cells in enumerate(rows, start=1)])
    return Sheet(name=name, rows=numbered, is_visible=is_visible)


def test_a_heading_of_two_rows_is_read_as_one() -> None:
    outcome = outcome_of_rows(
        ["Список членов профсоюза"],
        ["№", "ФИО", "Дата", "", "Телефон", "Профсоюз", ""],
        ["", "", "рождения", "приёма на работу", "", "дата вступления", "№ билета"],
        [1, 2, 3, 4, 5, 6, 7],
        [1.0, IVANOVA, "01.02.1980", "01.09.2000", "89123456789", "01.10.2001", "0012345"],
    )
    (member,) = outcome.members
    assert (member.row, member.birth_date, member.joined_on) == (5, date(1980, 2, 1), date(2001, 10, 1))
    assert (member.phone, member.ticket_number) == ("+79123456789", "0012345")


def test_a_heading_above_the_headings_does_not_disturb() -> None:
    outcome = outcome_of_rows(
        ["Личные данные", "", "", "", "Профсоюзные данные"],
        ["Фамилия", "Имя", "Отчество", "Дата рождения", "Дата вступления"],
        ["Иванова", "Мария", "Петровна", "01.02.1980", "01.09.2000"],
    )
    assert outcome.names == [IVANOVA]
    assert outcome.members[0].joined_on == date(2000, 9, 1)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1), (1, 0, 2), (0, 2, 1)])
def test_three_columns_of_a_name_stand_in_any_order(order: tuple[int, ...]) -> None:
    headings, name = ("Фамилия", "Имя", "Отчество"), ("Черных", "Мария", "Петровна")
    outcome = outcome_of_rows(
        [*(headings[place] for place in order), "Телефон"], [*(name[place] for place in order), "89123456789"]
    )
    assert outcome.names == ["Черных Мария Петровна"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_one_heading_over_three_columns_is_split_by_the_words_below(order: tuple[int, ...]) -> None:
    names = [("Черных", "Мария", "Петровна"), ("Иванов", "Пётр", "Ильич"), ("Ким", "Анна", "Юрьевна")]
    rows: list[list[Cell]] = [
        [float(number), *(name[place] for place in order), "01.02.1980"] for number, name in enumerate(names, 1)
    ]
    outcome = outcome_of_rows(["№", "Ф.И.О.", "", "", "Дата рождения"], *rows)
    assert outcome.names == [" ".join(name) for name in names]


def test_a_heading_that_spans_blank_columns_stays_one_name() -> None:
    outcome = outcome_of_rows(["Сотрудник", "", "", "Таб. номер"], [IVANOVA, "", "", "001"], [PETROV, "", "", "002"])
    assert outcome.names == [IVANOVA, PETROV]


def test_separate_columns_beat_a_short_name_which_fills_their_gaps() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Фамилия", "Имя", "Отчество", "Телефон"],
        ["Иванова М.П.", "Иванова", "Мария", "Петровна", "89123456789"],
        ["Сидоров С.С.", "", "", "", "89123456780"],
    )
    assert outcome.names == [IVANOVA, "Сидоров С. С."]


def test_a_list_without_headings_is_understood_by_its_values() -> None:
    outcome = outcome_of_rows(
        ["1", IVANOVA, "01.02.1980", "учитель", "89123456789", "ж"],
        ["2", PETROV, "03.04.1975", "воспитатель", "89123456780", "м"],
    )
    first = outcome.members[0]
    assert outcome.names == [IVANOVA, PETROV]
    assert (first.birth_date, first.position, first.phone) == (date(1980, 2, 1), "учитель", "+79123456789")
    assert first.sex == "female"


def test_a_bare_list_of_names_is_a_list() -> None:
    rows: list[list[Cell]] = [[name] for name in (f"1. {IVANOVA}", "2. Петров Пётр", "3. Рахмонов Фируз Саидзода")]
    outcome = outcome_of_rows(["Члены профсоюза школы № 5"], *rows, ["Председатель Сидорова А.А."])
    assert outcome.names == [IVANOVA, "Петров Пётр", "Рахмонов Фируз Саидзода"]


@pytest.mark.parametrize("heading", ["Фамилия", "Имя", "Член Профсоюза", "Список", "Педагог"])
def test_a_vague_heading_over_whole_names_is_a_column_of_names(heading: str) -> None:
    assert outcome_of_rows(["№", heading, "Телефон"], [1.0, IVANOVA, "1"], [2.0, PETROV, ""]).names == [IVANOVA, PETROV]


def test_surname_and_the_two_other_names_in_one_column() -> None:
    outcome = outcome_of_rows(["Фамилия", "Имя, отчество", "Телефон"], ["ЧЕРНЫХ", "МАРИЯ ПЕТРОВНА", "89123456789"])
    assert outcome.names == ["Черных Мария Петровна"]


def test_names_with_the_first_name_first_are_turned() -> None:
    outcome = outcome_of_rows(
        ["Имя Отчество Фамилия", "Год рожд."],
        ["Мария Петровна Иванова", 1980.0],
        ["Пётр Ильич Черных", "1975"],
        ["Ен Ли", "1976"],
    )
    assert outcome.names == [IVANOVA, "Черных Пётр Ильич", "Ли Ен"]


def test_a_repeated_heading_is_passed_over_and_another_one_begins_another_list() -> None:
    outcome = outcome_of_rows(
        ["№", "ФИО", "Телефон"],
        [1.0, IVANOVA, "89123456789"],
        ["№", "ФИО", "Телефон"],
        [2.0, PETROV, "89123456780"],
        [],
        ["Пенсионеры"],
        ["Фамилия", "Имя", "Отчество", "Дата рождения"],
        ["Сидорова", "Анна", "Ивановна", "1951"],
    )
    assert outcome.names == [IVANOVA, PETROV, "Сидорова Анна Ивановна"]
    assert outcome.members[2].birth_date == date(1951, 1, 1)


def test_columns_about_children_and_chairs_are_not_about_the_member() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Дата рождения", "Дети", ""],
        ["", "", "ФИО", "Дата рождения"],
        [IVANOVA, "01.02.1980", "Иванов Иван Иванович", "01.01.2010"],
    )
    assert outcome.names == [IVANOVA]
    assert outcome.members[0].birth_date == date(1980, 2, 1)
    chairs = outcome_of_rows(
        ["Организация", "ФИО председателя", "Членов"], ["Школа 1", IVANOVA, 15.0], ["Школа 2", PETROV, 16.0]
    )
    assert chairs.error == "no_name_column"


def test_signatures_alone_do_not_make_a_list_of_people() -> None:
    outcome = outcome_of_rows(
        ["Показатель", "Значение"],
        ["Всего", 12.0],
        ["Председатель", "", "Иванова М.П."],
        ["Бухгалтер", "", "Петрова А.И."],
    )
    assert outcome.error == "no_name_column"


def test_a_full_date_beats_a_lone_year_wherever_it_stands() -> None:
    for headings in (["ФИО", "Год рождения", "Дата рождения"], ["ФИО", "Дата рождения", "Год рождения"]):
        full = headings.index("Дата рождения")
        rows: list[list[Cell]] = [[IVANOVA, 1980.0, 1980.0], [PETROV, 1975.0, 1975.0]]
        rows[0][full], rows[1][full] = "05.06.1980", ""
        born = [member.birth_date for member in outcome_of_rows(headings, *rows).members]
        assert born == [date(1980, 6, 5), date(1975, 1, 1)]


def test_the_application_stands_for_a_joining_that_is_not_given_and_the_hire_never() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Дата приёма", "Дата заявления", "Дата вступления"],
        [IVANOVA, "01.09.2000", "25.08.2019", ""],
        [PETROV, "01.09.2000", "25.08.2019", "02.09.2019"],
        ["Сидоров Иван Ильич", "01.09.2000", "", ""],
    )
    joined = [member.joined_on for member in outcome.members]
    assert joined == [date(2019, 8, 25), date(2019, 9, 2), None]


def test_the_mobile_number_is_taken_before_the_others() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Телефон домашний", "Телефон мобильный"],
        [IVANOVA, "8(342)212-34-56", "89123456789"],
        [PETROV, "8(342)212-34-56", ""],
        ["Сидоров Иван Ильич", "2-34-56", "-"],
    )
    assert [member.phone for member in outcome.members] == ["+79123456789", "+73422123456", None]
    assert outcome.problems == [{"row": 4, "field": "phone", "code": "invalid_phone", "severity": "warning"}]


def test_sheets_without_names_and_hidden_sheets_are_passed_over() -> None:
    people: list[list[Cell]] = [["ФИО", "Телефон"], [IVANOVA, "89123456789"]]
    reading = interpret(
        [
            a_sheet(["Школа", "Членов"], ["№ 1", 15.0], name="Свод"),
            a_sheet(*people, name="Школа № 1"),
            a_sheet(*people, name="Черновик", is_visible=False),
        ],
        today=TODAY,
    )
    assert [(member.sheet, member.row) for member in reading] == [("Школа № 1", 2)]
    assert dict(reading.skipped) == {"no_names": 2, "title": 1, "hidden": 2}


def test_without_names_anywhere_there_is_an_error() -> None:
    with pytest.raises(NoNameColumn):
        list(interpret([a_sheet(["Школа", "Членов"], ["№ 1", 15.0])], today=TODAY))


def test_a_corrected_mapping_is_remembered_by_the_headings() -> None:
    rows: list[list[Cell]] = [["Кто", "Когда", "Ещё"], ["Ли Ен", "01.02.1980", "2001"], ["Ким Хо", "03.04.1975", ""]]
    (seen,) = preview([a_sheet(*rows)], today=TODAY)
    assert seen.layout.headings == ("Кто", "Когда", "Ещё")
    assert [row.number for row in seen.rows] == [2, 3]

    mappings = {seen.layout.fingerprint: {0: Field.FULL_NAME, 1: Field.BIRTH_DATE, 2: Field.JOINED_ON}}
    members = list(interpret([a_sheet(*rows)], today=TODAY, mappings=mappings))
    assert [(one.last_name, one.first_name, one.birth_date) for one in members] == [
        ("Ли", "Ен", date(1980, 2, 1)),
        ("Ким", "Хо", date(1975, 4, 3)),
    ]
    assert members[0].joined_on == date(2001, 1, 1)


def test_a_fingerprint_is_that_of_the_headings_and_not_of_the_people() -> None:
    def of(*rows: list[Cell]) -> str:
        return preview([a_sheet(*rows)], today=TODAY)[0].layout.fingerprint

    assert of(["ФИО", "Тел."], [IVANOVA, "1"]) == of(["Список"], ["Ф.И.О.", "тел"], [PETROV, "2"])
    assert of(["ФИО", "Тел."], [IVANOVA, "1"]) != of(["Тел.", "ФИО"], ["1", IVANOVA])


def test_years_among_the_headings_do_not_hide_them() -> None:
    outcome = outcome_of_rows(["№", "ФИО", "Телефон", 2019.0, "2020"], [1.0, IVANOVA, "89123456789", 100.0, "да"])
    assert outcome.names == [IVANOVA]


def test_a_date_in_three_columns_is_one_date() -> None:
    outcome = outcome_of_rows(
        ["ФИО", "Дата рождения", "", "", "Телефон"],
        ["", "число", "месяц", "год", ""],
        [IVANOVA, 1.0, 2.0, 1980.0, ""],
        [PETROV, "3", "апреля", "1975", ""],
    )
    assert [member.birth_date for member in outcome.members] == [date(1980, 2, 1), date(1975, 4, 3)]
