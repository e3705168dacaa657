"""Names are taken apart in any order and come out as people write them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edinstvo.registry.imports.rules.name_order import is_patronymic
from edinstvo.registry.imports.rules.names import comparison_key, full_name, given_name, ordinary_case, surname

LAST = st.sampled_from(
    "Иванова Черных Долгих Белых Шевченко Сидорчук Ким Ли Семёнова-Тянь-Шанская Римская-Корсакова Абрамович Рабинович "
    "Мамин-Сибиряк Мак-Дональд Гайдай Живаго Кузнецова Дзе Пашкевич Коваль Бондарь Мороз Третьяк Кара-Мурза".split()
)
FIRST = st.sampled_from(
    "Мария Пётр Любовь Вера Надежда Никита Илья Роман Лев Гульнара Ильдар Магомед Анна-Мария".split()
)
MIDDLE = st.sampled_from(
    "Петровна Ильич Ильинична Никитична Кузьмич Юрьевна Владимирович Рустамовна Яковлевна Саввич".split()
)


@given(last=LAST, first=FIRST, middle=MIDDLE)
def test_the_patronymic_tells_the_order(last: str, first: str, middle: str) -> None:
    assert full_name(f"{last} {first} {middle}")[:3] == (last, first, middle)
    assume(not is_patronymic(last))
    assert full_name(f"{first} {middle} {last}")[:3] == (last, first, middle)


@given(last=LAST, first=FIRST, middle=MIDDLE, case=st.sampled_from([str.upper, str.lower, str.title]))
def test_capitals_and_small_letters_become_ordinary(last: str, first: str, middle: str, case: type[str]) -> None:
    assert full_name(case(f"{last} {first} {middle}"))[:3] == (last, first, middle)


@given(last=LAST, first=FIRST, middle=MIDDLE, space=st.sampled_from(["  ", "\u00a0", "\n", " \t ", "\u2009"]))
def test_stray_spaces_do_not_count(last: str, first: str, middle: str, space: str) -> None:
    assert full_name(space.join(["", last, first, middle, ""]))[:3] == (last, first, middle)


@pytest.mark.parametrize(
    ("written", "last", "first", "middle"),
    [
        ("Алиев Гасан Али оглы", "Алиев", "Гасан", "Али оглы"),
        ("АЛИЕВА ЛЕЙЛА АЛИ КЫЗЫ", "Алиева", "Лейла", "Али кызы"),
        ("Алиев Гасан Али-оглы", "Алиев", "Гасан", "Али-оглы"),
        ("Гасан Али оглы Алиев", "Алиев", "Гасан", "Али оглы"),
        ("Роман Аркадьевич Абрамович", "Абрамович", "Роман", "Аркадьевич"),
        ("Петровна Мария Иванова", "Иванова", "Мария", "Петровна"),
        ("Петровна Мария Иванова Ил Мак", "Иванова", "Мария", "Петровна"),
        ("Мария Иванова", "Иванова", "Мария", ""),
        ("Иванова Мария", "Иванова", "Мария", ""),
        ("Никита Шевченко", "Шевченко", "Никита", ""),
        ("Ли Ен Хи", "Ли", "Ен", "Хи"),
        ("Иванова - Петрова Мария Ивановна", "Иванова-Петрова", "Мария", "Ивановна"),
        ("Иванова – Петрова Мария Ивановна", "Иванова-Петрова", "Мария", "Ивановна"),
        ("Иванова—Петрова Мария Ивановна", "Иванова-Петрова", "Мария", "Ивановна"),
        ("Гарсиа Лопес Анна Петровна", "Гарсиа Лопес", "Анна", "Петровна"),
        ("Иванова Анна Мария Петровна", "Иванова", "Анна Мария", "Петровна"),
        ("фон Мекк Надежда Филаретовна", "фон Мекк", "Надежда", "Филаретовна"),
        ("ФОН МЕКК НАДЕЖДА ФИЛАРЕТОВНА", "фон Мекк", "Надежда", "Филаретовна"),
        ("Д'АРТАНЬЯН ШАРЛЬ", "д'Артаньян", "Шарль", ""),
        ("О’НИЛ АННА", "О’Нил", "Анна", ""),
        ("МакГрегор Джон", "МакГрегор", "Джон", ""),
        ("иВАНОВА мАРИЯ пЕТРОВНА", "Иванова", "Мария", "Петровна"),
        ("Иванова, Мария Петровна", "Иванова", "Мария", "Петровна"),
        ("1. Иванова Мария Петровна", "Иванова", "Мария", "Петровна"),
        ("12) Иванова Мария Петровна*", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна, учитель", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна - декрет", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна (осн.)", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна (внутр. совм.)", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна (осн", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна 01.02.1980 г.р.", "Иванова", "Мария", "Петровна"),
        ("Председатель ППО Иванова Мария Петровна", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна\nдекрет до 03.2022", "Иванова", "Мария", "Петровна"),
        ("ИВАНОВА МАРИЯ ПЕТРОВНА ДЕКРЕТ", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петровна Учитель", "Иванова", "Мария", "Петровна"),
        ("Анна Мария Петровна Иванова", "Иванова", "Анна Мария", "Петровна"),
        ("Иванова Мария -", "Иванова", "Мария", ""),
        ("Иванова Мария б/о", "Иванова", "Мария", ""),
        ("Иванова Мария (без отчества)", "Иванова", "Мария", ""),
        ("Каримов Тимур Рашид угли", "Каримов", "Тимур", "Рашид угли"),
        ("Каримов Тимур Рашид ўғли", "Каримов", "Тимур", "Рашид ўғли"),
        ("Оглы Мария Ивановна", "Оглы", "Мария", "Ивановна"),
        ("Ю Анна Сергеевна", "Ю", "Анна", "Сергеевна"),
        ("И Марина", "И", "Марина", ""),
        ("Анна Абрамович", "Абрамович", "Анна", ""),
        ("№ 7 Иванова Мария Петровна", "Иванова", "Мария", "Петровна"),
        ("Иванова Мария Петро́вна", "Иванова", "Мария", "Петровна"),
        ("Иванова М.П.", "Иванова", "М.", "П."),
        ("Иванова М. П.", "Иванова", "М.", "П."),
        ("М.П. Иванова", "Иванова", "М.", "П."),
        ("Иванова Мария П.", "Иванова", "Мария", "П."),
        ("Гусева", "Гусева", "", ""),
        ("Мария Петровна", "", "Мария", "Петровна"),
        ("", "", "", ""),
        ("-", "", "", ""),
    ],
)
def test_a_name_is_taken_apart(written: str, last: str, first: str, middle: str) -> None:
    assert full_name(written)[:3] == (last, first, middle)


@pytest.mark.parametrize(
    "written",
    [
        "Иванова (Сидорова) Мария Петровна",
        "Иванова Мария Петровна (Сидорова)",
        "Иванова Мария Петровна (урожд. Сидорова)",
        "ИВАНОВА (СИДОРОВА) МАРИЯ ПЕТРОВНА",
        "Иванова Мария Петровна [бывш. Сидорова]",
        "Иванова /Сидорова/ Мария Петровна",
    ],
)
def test_a_former_surname_in_parentheses_is_kept(written: str) -> None:
    assert full_name(written) == ("Иванова", "Мария", "Петровна", "Сидорова")


@pytest.mark.parametrize(
    "remark", ["осн.", "ОСН.", "внутр. совм.", "декрет", "Декрет", "Мария", "с 2010", "пенсионер", ""]
)
def test_a_remark_in_parentheses_is_no_surname(remark: str) -> None:
    assert full_name(f"Иванова Мария Петровна ({remark})").former in ("", "Мария")


def test_the_habit_of_a_column_decides_where_words_do_not() -> None:
    assert full_name("Ен Ли", first_name_first=True)[:2] == ("Ли", "Ен")
    assert full_name("Ли Ен")[:2] == ("Ли", "Ен")


def test_columns_of_their_own_are_read_part_by_part() -> None:
    assert surname("ИВАНОВА (Сидорова)") == ("Иванова", "Сидорова")
    assert surname(" фон  Мекк ") == ("фон Мекк", "")
    assert [given_name(text) for text in ("МАРИЯ", "-", "нет", "б/о", "Али оглы")] == ["Мария", "", "", "", "Али оглы"]


@given(st.text(max_size=60))
def test_nothing_breaks_it_and_ordinary_case_stays_ordinary(text: str) -> None:
    name = full_name(text)
    assert all(ordinary_case(part) == part for part in name[:3])


@given(last=LAST, first=FIRST, middle=MIDDLE)
def test_case_and_yo_do_not_make_another_person(last: str, first: str, middle: str) -> None:
    other = [part.upper().replace("Ё", "Е") for part in (last, first, middle)]
    assert comparison_key(last, first, middle) == comparison_key(*other)
