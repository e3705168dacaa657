"""Thousands of lists nobody has seen: people put into every layout we could think of come out again as they were."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.foundation.tables.model import Cell
from tests.registry.imports.rules.reading import Outcome, outcome_of, outcome_of_rows
from tests.registry.imports.rules.test_dates import SHAPES
from tests.registry.imports.rules.test_values import snils_of
from tests.registry.imports.rules.writers import WRITERS

LAST = (
    "Иванов Черных Шевченко Сидорчук Римская-Корсакова Ким Долгих Абрамович Мамин-Сибиряк Соловьёв Гусева Белых Коваль"
)
FIRST = "Мария Пётр Любовь Вера Надежда Никита Илья Роман Лев Гульнара Ильдар Артём Алёна"
MIDDLE = "Петровна Ильич Ильинична Никитична Кузьмич Юрьевна Владимирович Рустамовна Яковлевич Семёновна"
POSITIONS = ["учитель начальных классов", "директор", "повар", "воспитатель", "доцент", "заместитель директора по УВР"]
PHONES = ["8({0}){1}-{2}", "+7 {0} {1} {2}", "8{0}{1}{2}", "{0}{1}{2}", "т. 8{0}{1}{2}", "8-{0}-{1}-{2}"]


@dataclass(frozen=True)
class Person:
    """Somebody as they are."""

    last: str
    first: str
    middle: str
    born: date
    joined: date
    phone: str
    position: str
    snils: str
    ticket: str


PEOPLE = st.lists(
    st.builds(
        Person,
        last=st.sampled_from(LAST.split()),
        first=st.sampled_from(FIRST.split()),
        middle=st.sampled_from(MIDDLE.split()),
        born=st.dates(date(1940, 1, 1), date(2005, 1, 1)),
        joined=st.dates(date(2010, 1, 1), date(2026, 1, 1)),
        phone=st.integers(900_000_0000, 999_999_9999).map(str),
        position=st.sampled_from(POSITIONS),
        snils=st.integers(1_001_999, 999_999_999).map(lambda number: snils_of(f"{number:09}")),
        ticket=st.integers(1, 9_999_999).map(lambda number: f"{number:07}"),
    ),
    min_size=3,
    max_size=7,
    unique_by=lambda person: (person.last, person.first, person.middle, person.born),
)

CASES: list[Callable[[str], str]] = [str, str.upper, str.lower, lambda text: f"  {text.replace(' ', '   ')} "]
NAMES: list[tuple[list[str], Callable[[Person], list[str]]]] = [
    (["ФИО"], lambda one: [f"{one.last} {one.first} {one.middle}"]),
    (["Ф.И.О. (полностью)"], lambda one: [f"{one.last} {one.first} {one.middle}"]),
    (["Фамилия, имя, отчество"], lambda one: [f"{one.last} {one.first} {one.middle}"]),
    (["Сотрудник"], lambda one: [f"{one.last} {one.first} {one.middle} (осн.)"]),
    (["Фамилия", "Имя", "Отчество"], lambda one: [one.last, one.first, one.middle]),
    (["Имя", "Отчество", "Фамилия"], lambda one: [one.first, one.middle, one.last]),
    (["Отчество", "Имя", "Фамилия"], lambda one: [one.middle, one.first, one.last]),
    (["Фамилия", "Имя, отчество"], lambda one: [one.last, f"{one.first} {one.middle}"]),
    (["Ф.И.О.", "", ""], lambda one: [one.last, one.first, one.middle]),
    (
        ["ФИО", "Фамилия", "Имя", "Отчество"],
        lambda one: [f"{one.last} {one.first[0]}.{one.middle[0]}.", one.last, one.first, one.middle],
    ),
]


def always(*values: Cell) -> Callable[[Person], st.SearchStrategy[Cell]]:
    """One of the values, whoever the person is."""
    return lambda _: st.sampled_from(values)


OTHERS: dict[str, tuple[list[str], Callable[[Person], st.SearchStrategy[Cell]]]] = {
    "born": (
        ["Дата рождения", "дата рожд.", "Д.р.", "Дата\nрождения", "Число, месяц, год рождения"],
        lambda one: st.sampled_from([shape(one.born) for shape in SHAPES]),
    ),
    "joined": (
        ["Дата вступления", "Дата вступления в Профсоюз", "Вступил", "Дата приема в профсоюз"],
        lambda one: st.sampled_from([one.joined, f"{one.joined:%d.%m.%Y}", f"{one.joined:%d/%m/%Y}"]),
    ),
    "phone": (
        ["Телефон", "тел.", "Мобильный", "Контактный телефон", "Номер телефона"],
        lambda one: st.sampled_from([shape.format(one.phone[:3], one.phone[3:6], one.phone[6:]) for shape in PHONES]),
    ),
    "position": (["Должность", "Занимаемая должность", "Профессия (должность)"], lambda one: st.just(one.position)),
    "snils": (["СНИЛС", "№ СНИЛС"], lambda one: st.sampled_from([one.snils, f"{one.snils[:9]} {one.snils[9:]}"])),
    "ticket": (["№ билета", "Номер профсоюзного билета", "№ профбилета"], lambda one: st.just(one.ticket)),
    "hired": (["Дата приёма на работу", "Дата приема"], always("01.09.1999")),
    "address": (["Адрес", "Домашний адрес"], always("г. Пермь, ул. Мира, 5")),
    "child": (["Дети", "ФИО ребёнка"], always("Иванов Иван Иванович, 2010")),
    "note": (["Примечание"], always("", "декрет до 03.22", "ветеран труда")),
}
TITLES: list[list[Cell]] = [
    ["СПИСОК"],
    ["членов Профсоюза МБОУ «СОШ № 5» на 01.09.2020 г."],
    ["", "Первичная профсоюзная организация", "", "Приложение № 1"],
    [],
]
SECTIONS: list[list[Cell]] = [["Педагогические работники"], ["", "Декрет"], ["", "Столовая"], [], ["Администрация"]]
ENDS: list[list[Cell]] = [
    [],
    ["", "Итого: 37 чел."],
    ["Итого", 37.0],
    ["", "Председатель ППО ________________ Т.А. Соколова"],
    ["Председатель ППО", "Соколова Т.А."],
]


Made = tuple[list[Person], set[str], list[list[Cell]]]


@st.composite
def lists(draw: st.DrawFn) -> Made:
    """(people, the columns besides the name, rows of the sheet)."""
    people, case = draw(PEOPLE), draw(st.sampled_from(CASES))
    headings, name_of = draw(st.sampled_from(NAMES))
    chosen = draw(st.lists(st.sampled_from(sorted(OTHERS)), unique=True, min_size=2))
    is_numbered = draw(st.booleans())
    head: list[Cell] = [
        *["№ п/п"] * is_numbered,
        *headings,
        *(draw(st.sampled_from(OTHERS[name][0])) for name in chosen),
    ]
    rows = [*draw(st.lists(st.sampled_from(TITLES), max_size=3)), head]
    if draw(st.booleans()):
        rows.append([float(number) for number, _ in enumerate(head, start=1)])
    for number, person in enumerate(people, start=1):
        rows += draw(st.lists(st.sampled_from(SECTIONS), max_size=1))
        others = [draw(OTHERS[name][1](person)) for name in chosen]
        rows.append([*[float(number)] * is_numbered, *map(case, name_of(person)), *others])
    rows += draw(st.lists(st.sampled_from(ENDS), max_size=3))
    return people, set(chosen), rows


def check(people: list[Person], columns: set[str], outcome: Outcome) -> None:
    """The people came out as they were, in order, and nothing was complained of."""
    assert outcome.error is None
    assert outcome.problems == []
    assert outcome.names == [f"{one.last} {one.first} {one.middle}" for one in people]
    for one, member in zip(people, outcome.members, strict=True):
        assert member.birth_date == (one.born if "born" in columns else None)
        assert member.joined_on == (one.joined if "joined" in columns else None)
        assert member.phone == (f"+7{one.phone}" if "phone" in columns else None)
        assert member.position == (one.position if "position" in columns else None)
        assert member.snils == (one.snils if "snils" in columns else None)
        assert member.ticket_number == (one.ticket if "ticket" in columns else None)


@settings(max_examples=60, deadline=None)
@given(lists())
def test_any_layout_of_any_people_is_understood(made: Made) -> None:
    people, columns, rows = made
    check(people, columns, outcome_of_rows(*rows))


@pytest.mark.parametrize("writer", WRITERS)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=lists())
def test_any_layout_is_understood_in_any_format(tmp_path: Path, writer: str, made: Made) -> None:
    people, columns, rows = made
    WRITERS[writer](tmp_path / "list", rows)
    check(people, columns, outcome_of(tmp_path / "list"))
