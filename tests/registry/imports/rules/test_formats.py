"""One list means the same in every format, alphabet and delimiter that a chair's computer writes."""

from datetime import date
from pathlib import Path

import pytest

from edinstvo.foundation.tables.model import Cell
from edinstvo.registry.imports.rules.member import ReadMember
from tests.registry.imports.rules.reading import outcome_of
from tests.registry.imports.rules.writers import WRITERS, Writer

LIST: list[list[Cell]] = [
    ['Список членов Профсоюза МБОУ "СОШ № 5" на 01.09.2020 г.'],
    [],
    ["№ п/п", "Ф.И.О.", "Дата рождения", "Должность", "Телефон", "E-mail", "СНИЛС", "Дата вступления", "№ билета"],
    ["Педагогические работники"],
    [
        *(1, "Ковалёва Мария Ивановна", date(1980, 2, 1), "учитель\nначальных классов"),
        *("8(912)345-67-89", "KOV@MAIL.RU ", "112-233-445 95", "01.09.2001", 2192799),
    ],
    [
        2,
        "ШЕВЧЕНКО ПЁТР ИЛЬИЧ",
        "3 апреля 1975 г.",
        "директор; историк",
        89123456780.0,
        "нет",
        "11223344596",
        2009,
        "0012",
    ],
    [3, "Черных Анна Владимировна", "05.04.70", 'повар, "шеф"', "2-34-56", "", "", "сентябрь 1999", "б/н"],
    ["", "Итого: 3 чел."],
    ["", "Председатель ППО ____________ Т.А. Соколова"],
]


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_the_same_list_comes_out_of_every_format(tmp_path: Path, write: Writer) -> None:
    path = tmp_path / "список"
    write(path, LIST)
    outcome = outcome_of(path)
    assert outcome.error is None
    assert [_said(member) for member in outcome.people] == [
        (
            5,
            "Ковалёва",
            "Мария",
            "Ивановна",
            "1980-02-01",
            "+79123456789",
            "kov@mail.ru",
            "11223344595",
            "2001-09-01",
            "2192799",
        ),
        (6, "Шевченко", "Пётр", "Ильич", "1975-04-03", "+79123456780", None, None, "2009-01-01", "0012"),
        (7, "Черных", "Анна", "Владимировна", "1970-04-05", None, None, None, "1999-09-01", None),
    ]
    assert [member.position for member in outcome.people] == [
        "учитель начальных классов",
        "директор; историк",
        'повар, "шеф"',
    ]
    assert [(one["row"], one["code"]) for one in outcome.problems] == [(6, "invalid_snils"), (7, "invalid_phone")]


def _said(one: ReadMember) -> tuple[object, ...]:
    born, joined = (day.isoformat() if day else None for day in (one.birth_date, one.joined_on))
    name = (one.last_name, one.first_name, one.middle_name)
    return (one.row, *name, born, one.phone, one.email, one.snils, joined, one.ticket_number)
