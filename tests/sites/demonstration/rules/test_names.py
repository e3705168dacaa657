"""Invented names."""

from collections import Counter
from random import Random

import pytest

from edinstvo.sites.demonstration.rules.lists import read_data
from edinstvo.sites.demonstration.rules.names import FullName, Namer, feminine


@pytest.mark.parametrize(
    ("surname", "form"),
    [
        ("Смирнов", "Смирнова"),
        ("Королёв", "Королёва"),
        ("Ильин", "Ильина"),
        ("Вознесенский", "Вознесенская"),
        ("Троицкий", "Троицкая"),
        ("Толстой", "Толстая"),
        ("Пшеничный", "Пшеничная"),
        ("Черных", "Черных"),
        ("Шевченко", "Шевченко"),
        ("Мельник", "Мельник"),
        ("Ондар", "Ондар"),
    ],
)
def test_a_surname_takes_its_feminine_form(surname: str, form: str) -> None:
    assert feminine(surname) == form


def _drawn(region: str, sex: str, count: int = 3000, born: int = 1978) -> list[FullName]:
    namer = Namer(Random(7))
    return [namer.draw(sex=sex, born=born, region=region) for _ in range(count)]


@pytest.mark.parametrize(
    ("sex", "ends"), [("female", ("вна", "чна", " кызы")), ("male", ("вич", "ьич", "тич", "мич", " оглы"))]
)
@pytest.mark.parametrize("region", ["44", "16", "05", "17"])
def test_a_patronymic_agrees_with_the_sex(region: str, sex: str, ends: tuple[str, ...]) -> None:
    for name in _drawn(region, sex):
        assert name.has_no_middle or name.middle.endswith(ends)
        assert name.has_no_middle == (not name.middle)


def test_no_woman_bears_the_masculine_form_of_a_surname() -> None:
    for name in _drawn("44", "female"):
        for part in name.last.split("-"):
            assert not part.endswith(("ов", "ев", "ёв", "ин", "ский", "цкий"))


def test_frequent_names_are_frequent_and_rare_ones_are_met() -> None:
    surnames = Counter(name.last for name in _drawn("44", "male", count=20_000))
    assert surnames["Иванов"] > 10 * surnames["Юдин"] > 0
    assert len(surnames) > 350


def test_girls_of_today_are_not_called_as_their_grandmothers() -> None:
    old = {name.first for name in _drawn("44", "female", born=1948)}
    young = {name.first for name in _drawn("44", "female", born=2004)}
    assert {"Галина", "Валентина"} <= old
    assert {"Полина", "Арина"} <= young
    assert "Галина" not in young


def test_some_names_are_difficult() -> None:
    drawn = _drawn("44", "female") + _drawn("44", "male") + _drawn("05", "male")
    assert any("-" in name.last for name in drawn)
    assert any("ё" in name.last for name in drawn)
    assert any(name.middle.endswith((" оглы", " кызы")) for name in drawn)
    assert any(name.has_no_middle for name in drawn)
    assert any(name.last == "Фёдорова" for name in drawn)
    assert any(name.last == "Федорова" for name in drawn)


def test_homonyms_are_met() -> None:
    names = Counter((name.last, name.first, name.middle) for name in _drawn("44", "female", count=20_000))
    assert names.most_common(1)[0][1] > 1


def test_a_bride_takes_a_name_in_the_feminine_form() -> None:
    namer = Namer(Random(1))
    taken = [namer.new_surname(old="Кузнецова") for _ in range(300)]
    assert "Кузнецова" not in taken
    assert any(name.startswith("Кузнецова-") for name in taken)
    assert not any(name.endswith(("ов", "ев", "ский")) for name in taken)


def test_no_list_names_anything_twice() -> None:
    for culture in read_data("names")["cultures"].values():
        for line in [*culture["female"], *culture["male"], *culture["fathers"], culture["surnames"]]:
            words = line.split()
            assert len(words) == len(set(words)), Counter(words).most_common(1)
