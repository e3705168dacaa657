"""Lists as committees keep them: the same tree comes out of every layout."""

from collections.abc import Sequence
from itertools import product

import pytest

from edinstvo.foundation.tables.model import Cell, Span
from edinstvo.registry.structure.rules.naming import exact_key, may_be_one
from edinstvo.registry.structure.rules.reading import NoNameColumn, ReadList
from tests.registry.structure.rules.reading import read

GALICH, BUY = "Галичская районная организация", "Буйская городская организация"
TREE = {
    GALICH: [("ППО СОШ № 4", "Смирнова Ольга Юрьевна", 31), ("ППО детского сада «Ромашка»", "", 12)],
    BUY: [("ППО СОШ № 4", "Белов Пётр Ильич", 7)],
}
TITLES: Sequence[Sequence[Sequence[Cell]]] = (
    [],
    [["Реестр первичных организаций Костромской областной организации Профсоюза"], [], ["на 01.09.2026"]],
)
HEADINGS = (
    [["№ п/п", "Первичная организация", "Председатель", "Кол-во членов"]],
    [["№", "Наименование ППО", "ФИО председателя", "Численность"], ["", "", "", "членов Профсоюза"], [1, 2, 3, 4]],
)
TAILS: Sequence[Sequence[Sequence[Cell]]] = (
    [],
    [["", "ИТОГО", "", 50], [], ["Председатель ____________ Иванов И. И."]],
)


def tree_of(found: ReadList) -> dict[str, list[tuple[str, str, int]]]:
    """{territory: [(primary, chair, members)]}."""
    tree: dict[str, list[tuple[str, str, int]]] = {
        one.name: [] for one in found.organisations if one.type == "territorial"
    }
    for one in found.organisations:
        if one.type == "primary":
            chair = " ".join(filter(None, (one.chair_last_name, one.chair_first_name, one.chair_middle_name)))
            tree.setdefault(one.parent, []).append((one.name, chair, sum(one.declared or ())))
    return tree


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("headings", HEADINGS)
@pytest.mark.parametrize("tail", TAILS)
def test_one_tree_comes_out_of_every_layout(
    title: list[list[Cell]], headings: list[list[Cell]], tail: list[list[Cell]]
) -> None:
    rows = {name: [[n, *row] for n, row in enumerate(below, start=1)] for name, below in TREE.items()}
    by_sections = [line for name, below in rows.items() for line in ([name], *below)]
    assert tree_of(read({"Лист1": [*title, *headings, *by_sections, *tail]})) == TREE

    column = [[*headings[0], "Территориальная (районная, городская) организация"], *headings[1:]]
    for is_repeated in (True, False):
        filled = [
            [*line, name if is_repeated or number == 0 else ""]
            for name, below in rows.items()
            for number, line in enumerate(below)
        ]
        assert tree_of(read({"Лист1": [*title, *column, *filled, *tail]})) == TREE

    by_sheets = {name[:31]: [*title, *headings, *below, *tail] for name, below in rows.items()}
    assert tree_of(read(by_sheets)) == TREE
    genitive = {GALICH: "Галичской районной организации", BUY: "Буйской городской организации"}
    titled = {
        f"Лист{n}": [[f"Список ППО {genitive[name]}"], *headings, *below]
        for n, (name, below) in enumerate(rows.items(), start=1)
    }
    assert tree_of(read(titled)) == TREE


def test_sections_say_where_and_what() -> None:
    rows: list[list[Cell]] = [
        ["№", "Организация", "Телефон"],
        [GALICH],
        ["Дошкольные учреждения"],
        [1, "ППО «Ромашка»", "8 910 555-01-12"],
        ["Вузы и ссузы"],
        [1, "ППО студентов Костромского университета", "8 910 555-01-13"],
        [BUY, "", ""],
        [1, "ППО работников КГУ с правами территориальной организации", "8 910 555-01-14"],
    ]
    found = {one.name: one for one in read({"Лист1": rows}).organisations}
    garden, students = found["ППО «Ромашка»"], found["ППО студентов Костромского университета"]
    assert (garden.parent, garden.institution, garden.phone) == (GALICH, "preschool", "+79105550112")
    assert (students.parent, students.institution) == ("", "university")
    rights = found["ППО работников КГУ с правами территориальной организации"]
    assert (rights.type, rights.parent) == ("primary_with_territorial_rights", "")


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("I. Галичская районная организация (председатель Иванова М. П., тел. 2-34-56)", GALICH),
        ("Галичский р-н", "Галичский р-н"),
        ("Городской округ город Буй:", "Городской округ город Буй"),
        ("Галичский РК Профсоюза", "Галичский РК Профсоюза"),
        ("2) г. Буй", "г. Буй"),
        ("Галичская р/о Профсоюза", "Галичская р/о Профсоюза"),
    ],
)
def test_a_territory_is_known_by_its_row(section: str, name: str) -> None:
    rows: list[list[Cell]] = [["Организация", "Председатель", "Телефон"], [section], ["ППО школы № 4", "Белова А. И."]]
    found = read({"Лист1": rows})
    territory, school = found.organisations
    assert found.skipped.total() == 0
    assert (territory.type, territory.name, school.parent) == ("territorial", name, name)


def test_a_second_row_of_a_territory_fills_in_what_is_empty_and_is_told() -> None:
    rows: list[list[Cell]] = [
        ["Территориальная организация", "Первичная организация", "Председатель", "Телефон"],
        [BUY, "", "Белов Пётр Ильич", ""],
        [BUY, "ППО СОШ № 4", "", ""],
        [BUY, "", "Смирнова Ольга Юрьевна", "+7 494 352-11-22"],
    ]
    territory, school = read({"Лист1": rows}).organisations
    assert (territory.chair_last_name, territory.phone) == ("Белов", "+74943521122")
    assert [(one.code, one.severity, dict(one.params)) for one in territory.problems] == [
        ("said_again", "warning", {"sheet": "Лист1", "row": "4"})
    ]
    assert not school.problems


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("Галичская районная", "Галичская р/о организация", True),
        ("Галичский р-н", "Галичская районная организация Профсоюза", True),
        ("Галичская районная организация", "Галичская городская организация", False),
        ("Галичская р/о Профсоюза", "Галичская г/о Профсоюза", False),
        ("Галичская районная организация", "ГАЛИЧСКАЯ районная «организация»", False),
    ],
)
def test_territories_that_look_alike_are_told_with_both_rows(one: str, other: str, is_told: bool) -> None:
    rows: list[list[Cell]] = [
        ["Территориальная организация", "Первичная организация", "Председатель"],
        [one, "ППО СОШ № 4", ""],
        [BUY, "ППО СОШ № 5", ""],
        [other, "ППО СОШ № 6", ""],
    ]
    told = [(read.row, problem) for read in read({"Лист1": rows}).organisations for problem in read.problems]
    params = {"known": one, "sheet": "Лист1", "row": "2"}
    expected = [(4, "alike_territory", "warning", params)] if is_told else []
    assert [(row, one.code, one.severity, dict(one.params)) for row, one in told] == expected


def test_sheets_belong_to_the_territories_of_a_summary() -> None:
    summary: list[list[Cell]] = [["Территориальная организация", "Председатель"], [GALICH, "Белова А. И."], [BUY, ""]]
    below: list[list[Cell]] = [["Первичная организация", "Телефон"], ["ППО школы № 4", "8 910 555-01-12"]]
    found = read({"Свод": summary, "Галичская": below, "г. Буй": below}).organisations
    assert [(one.name, one.parent) for one in found] == [
        (GALICH, ""),
        (BUY, ""),
        ("ППО школы № 4", GALICH),
        ("ППО школы № 4", BUY),
    ]
    assert found[0].chair_last_name == "Белова"


def test_primaries_of_towns_are_no_territories() -> None:
    names = [
        "ППО Управления образования города Буя",
        "Городской детский дом (профсоюзная организация)",
        "ППО филиала КГУ",
    ]
    rows: list[list[Cell]] = [["Организация", "Телефон"], *([name, "8 910 555-01-12"] for name in names)]
    assert [one.type for one in read({"Лист1": rows}).organisations] == ["primary"] * 3


@pytest.mark.parametrize("kind", ["дет. сад", "детсад", "д/с", "детский сад", "ДОУ"])
def test_a_kindergarten_is_known_by_its_usual_words(kind: str) -> None:
    rows: list[list[Cell]] = [["Первичная организация", "Тип", "Телефон"], ["ППО «Ромашка»", kind, ""]]
    (garden,) = read({"Лист1": rows}).organisations
    assert (garden.institution, garden.type, garden.problems) == ("preschool", "primary", [])


def test_merged_headings_and_institutions_without_a_primary() -> None:
    rows: list[list[Cell]] = [
        ["Район", "Учреждение", "Тип", "Председатель ППО", "Численность", "", "", "Контакты"],
        ["", "", "", "", "членов Профсоюза", "работников", "обучающихся", ""],
        [GALICH, "МБОУ «СОШ № 4»", "школа", "СМИРНОВА О.Ю.", "31 чел.", "1 040", 600, "т. 8(910)555-01-12, A@b.ru"],
        ["", "Колледж", "с правами", "нет", "тридцать", "", "", ""],
    ]
    school, college = [one for one in read({"Лист1": rows}, merged=(Span(1, 4, 1, 6),)).organisations if one.row > 2][
        1:
    ]
    assert (school.name, school.institution_name, school.type) == ("ППО МБОУ «СОШ № 4»", "МБОУ «СОШ № 4»", "primary")
    assert (school.chair_last_name, school.chair_first_name, school.chair_middle_name) == ("Смирнова", "О.", "Ю.")
    assert (school.declared, school.workforce) == ((31, 0, 0), (1040, 600))
    assert (school.phone, school.email, school.problems) == ("+79105550112", "a@b.ru", [])
    assert (college.type, college.is_type_said, college.parent) == ("primary_with_territorial_rights", True, "")
    assert [problem.code for problem in college.problems] == ["invalid_number"]


def test_a_file_without_organisations_is_no_list() -> None:
    with pytest.raises(NoNameColumn):
        read({"Лист1": [["Дата", "Сумма"], ["01.02.2020", 17]], "Лист2": []})


def test_two_names_are_one_may_be_or_are_not() -> None:
    same = ("ППО МБОУ «СОШ № 2»", "ппо мбоу СОШ №2")
    assert exact_key(same[0]) == exact_key(same[1])
    alike = (
        ("Буй", BUY),
        ("Галичский район", GALICH),
        ("Галичская р/о", GALICH),
        ("ППО МОУ СОШ № 2", "ППО школы № 2"),
        ("ППО школы № 2 города Буя", "МБОУ СОШ №2"),
    )
    apart = (
        ("ППО школы № 1", "ППО школы № 2"),
        ("Буйский район", BUY),
        ("Буйская р/о", BUY),
        ("ППО школы", "ППО детского сада"),
    )
    for (one, other), is_one in [*product(alike, [True]), *product(apart, [False])]:
        assert exact_key(one) != exact_key(other)
        assert may_be_one(one, other) is is_one, (one, other)
