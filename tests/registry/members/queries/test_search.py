"""Search as a person types: what finds whom, within which branch, and at what price."""

from datetime import date
from typing import Any

import pytest

from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.search import search
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.models import Organisation
from tests.cast import OPERATOR, TODAY, Cast, a_union, auditor, chair, staff
from tests.registry.members.actions.test_rename_member import rename
from tests.registry.members.people import a_former_member, a_member

ABRAMOVA = "Абрамова Людмила Викторовна"
BELOZERSKAYA = "Белозёрская-Воскресенская Анастасия Константиновна"
HUSEYNOV = "Гусейнов Рамиз Алиага оглы"
KISELEV = "Киселёв Артём Дмитриевич"
SEMENOVA = "Семёнова-Тянь-Шанская Ольга Ивановна"

# What somebody types, and the one person it finds.
FINDS = {
    # a surname, its beginning, any case, ё as е
    "Абрамова": ABRAMOVA,
    "абрам": ABRAMOVA,
    "  АБРАМОВА,": ABRAMOVA,
    "киселев": KISELEV,
    "Кисёлев": KISELEV,
    # two names and three, in any order; initials
    "Абрамова Людмила": ABRAMOVA,
    "людмила абрамова": ABRAMOVA,
    "Людмила Викторовна": ABRAMOVA,
    "Викторовна Людмила": ABRAMOVA,
    "Людмила": ABRAMOVA,
    "абр люд": ABRAMOVA,
    "Людмила Викторовна Абрамова": ABRAMOVA,
    "Абрамова Викторовна Людмила": ABRAMOVA,
    "Абрамова Викторовна": ABRAMOVA,
    "виктор абрам": ABRAMOVA,
    "Абрамова Л. В.": ABRAMOVA,
    "Л.В. Абрамова": ABRAMOVA,
    "гусейнов рамиз алиага оглы": HUSEYNOV,
    "Рамиз Алиага": HUSEYNOV,
    # parts of a double surname, with and without the hyphen; a former name
    "Воскресенская": BELOZERSKAYA,
    "воскрес": BELOZERSKAYA,
    "Белозёрская-Воскресенская": BELOZERSKAYA,
    "воскресенская анастасия": BELOZERSKAYA,
    "Бельзёрская-Воскресенская": BELOZERSKAYA,
    "белозерская воскрисенская": BELOZERSKAYA,
    "Шанская Ольга": SEMENOVA,
    "семенова тянь": SEMENOVA,
    "тянь-шанская": SEMENOVA,
    # numbers
    "0112": ABRAMOVA,
    "50112": ABRAMOVA,
    "555-01-12": ABRAMOVA,
    "9105550112": ABRAMOVA,
    "8 (910) 555-01-12": ABRAMOVA,
    "+7 910 555 01 12": ABRAMOVA,
    "+375 29 123-45-67": KISELEV,
    "0044-17": ABRAMOVA,
    "№ 0044-17": ABRAMOVA,
    "4821": SEMENOVA,
    "30.07.1991": BELOZERSKAYA,
    "30.7.91": BELOZERSKAYA,
    "1991-07-30": BELOZERSKAYA,
    # a number beside names: a birth date, its year, the end of a phone, a ticket; with a typo, on a Latin keyboard
    "белозерская 30.07.1991": BELOZERSKAYA,
    "30.07.91, Анастасия": BELOZERSKAYA,
    "Белозёрская-Воскресенская Анастасия Константиновна, 30 07 1991 г.р.": BELOZERSKAYA,
    "Белозерская 1991": BELOZERSKAYA,
    "белозерская анастасия 1991г.": BELOZERSKAYA,
    "анастасия 1991 года": BELOZERSKAYA,
    "белозерская 1991 г": BELOZERSKAYA,
    "белозерская 1991 г. р.": BELOZERSKAYA,
    "белазерская 30.07.1991": BELOZERSKAYA,
    "абрамова 0112": ABRAMOVA,
    "абрамова +7 910 555 01 12": ABRAMOVA,
    "людмила 0044-17": ABRAMOVA,
    "f,hfvjdf 0112": ABRAMOVA,
    # one typo: wrong, missing, extra, swapped; first letter; in a part of a double surname; beside a surname
    "Обрамова": ABRAMOVA,
    "Абромова": ABRAMOVA,
    "Абрмова": ABRAMOVA,
    "Абраммова": ABRAMOVA,
    "Арбамова": ABRAMOVA,
    "Абромова Людмила": ABRAMOVA,
    "людмила абромова": ABRAMOVA,
    "Белозерскя Анастасия": BELOZERSKAYA,
    "Воскрисенская": BELOZERSKAYA,
    "белозерская васкресенская": BELOZERSKAYA,
    "Абрамова Людмилла": ABRAMOVA,
    "Абрамова Людмила Виктороовна": ABRAMOVA,
    # Russian on a Latin keyboard
    "F,hfvjdf": ABRAMOVA,
    "rbctk`d": KISELEV,
}
FINDS_NOBODY = [
    "",
    "   ",
    "-",
    "Ю",
    "Яковлева",
    "Абрамова Пётр",
    "7777",
    "011",
    "01.01.1900",
    "31.02.1991",
    "Абрамова 30.07.1991",
    "Белозерская 1992",
    "Белозерская 2091",
    "Белозерская 31.02.1991",
    "№",
    "'; DROP",
    "%",
    "_",
]


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def found(text: str, **scope: Any) -> list[str]:
    rows = search(text=text, on=TODAY, **{"seen_by": OPERATOR, **scope})
    return [row.person.full_name for row in rows]


def crowd(place: Organisation) -> None:
    """People with something of everything in their records, and a few who should stay unfound."""
    a_member(place, ABRAMOVA, phone="+79105550112", details=MembershipDetails(ticket_number="0044-17"))
    a_member(place, "Белозерская Анастасия Константиновна", date(1991, 7, 30))
    rename(Membership.objects.get(person__last_name="Белозерская"))
    a_member(place, HUSEYNOV, date(1984, 11, 5), phone="+79615552008")
    a_member(place, KISELEV, date(1995, 6, 14), phone="+375291234567")
    a_member(place, SEMENOVA, None, details=MembershipDetails(ticket_number="4821"))
    a_member(place, "Зимина Татьяна Юрьевна", date(1979, 4, 23))


@pytest.mark.database
@pytest.mark.parametrize("place", ["union", "kostroma", "galich", "berezovka"])
def test_finds_from_whatever_is_remembered(cast: Cast, place: str) -> None:
    crowd(cast.berezovka)
    somebody = chair(getattr(cast, place))
    assert {text: found(text, seen_by=somebody) for text in FINDS} == {text: [who] for text, who in FINDS.items()}


def test_finds_nobody_by_nothing_or_by_what_nobody_has(cast: Cast) -> None:
    crowd(cast.berezovka)
    assert {text: found(text) for text in FINDS_NOBODY} == {text: [] for text in FINDS_NOBODY}


def test_finds_by_the_patronymic_alone_within_a_territory(cast: Cast) -> None:
    crowd(cast.berezovka)
    assert (
        found("Викторовна", seen_by=staff(cast.galich))
        == found("Викторовна", organisation=cast.berezovka)
        == [ABRAMOVA]
    )
    assert found("Викторовна") == []


def test_finds_the_beginning_of_a_former_name(cast: Cast) -> None:
    crowd(cast.berezovka)
    assert found("белозерская анаст") == [BELOZERSKAYA]


def test_does_not_take_a_second_typo(cast: Cast) -> None:
    crowd(cast.berezovka)
    assert found("Обромова") == []


def test_shows_open_memberships_first_then_by_name(cast: Cast) -> None:
    a_former_member(cast.berezovka, "Иванова Анна", date(1970, 1, 1))
    a_member(cast.berezovka, "Иванова Яна", date(1971, 1, 1))
    a_member(cast.berezovka, "Иванова Белла", date(1972, 1, 1))
    assert found("Иванова") == ["Иванова Белла", "Иванова Яна", "Иванова Анна"]


def test_cuts_a_long_answer(cast: Cast) -> None:
    for number in range(5):
        a_member(cast.berezovka, f"Иванова Анна {'Я' * (number + 1)}")
    assert len(found("Иванова", most=3)) == 3


@pytest.mark.parametrize(
    ("who", "place", "sees"),
    [
        (chair, "berezovka", True),
        (chair, "lyceum", False),
        (staff, "galich", True),
        (staff, "buy", False),
        (staff, "kostroma", True),
        (staff, "oryol", False),
        (auditor, "union", True),
    ],
)
def test_stays_in_the_branch(cast: Cast, who: Any, place: str, sees: bool) -> None:
    crowd(cast.berezovka)
    somebody = who(getattr(cast, place))
    for text in ("Абрамова", "людмила викторовна", "Абромова", "0112", "0044-17", "12.03.1968"):
        assert bool(found(text, seen_by=somebody)) == sees, text


def test_stays_in_the_organisation_asked_for(cast: Cast) -> None:
    crowd(cast.berezovka)
    a_member(cast.group, "Абрамова Инна", date(1980, 1, 1))
    for place, expected in [("galich", [ABRAMOVA]), ("group", ["Абрамова Инна"]), ("college", ["Абрамова Инна"])]:
        assert found("Абрамова", organisation=getattr(cast, place)) == expected


def test_does_not_find_by_a_phone_given_after_they_left(cast: Cast) -> None:
    a_former_member(cast.berezovka, ABRAMOVA, phone="+79105550112")
    a_member(cast.lyceum, ABRAMOVA, since=date(2025, 1, 1), phone="+79990001122")
    here = chair(cast.berezovka)
    assert found("0001122", seen_by=here) == []
    assert found("5550112", seen_by=here) == [ABRAMOVA]


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Абрамова", 1),
        ("0112", 1),
        ("Абромова", 3),
        ("Абрамова Людмилла", 5),
        ("Абрамова 0112", 2),
        ("Абромова 0112", 4),
    ],
)
def test_asks_the_database_little(cast: Cast, django_assert_max_num_queries: Any, text: str, most: int) -> None:
    crowd(cast.berezovka)
    with django_assert_max_num_queries(most):
        found(text)


def test_whole_words_come_before_beginnings_where_not_all_are_shown(cast: Cast) -> None:
    """Fifty and more begin so: the one who bears just these words is among those shown."""
    for number in range(8):
        a_member(cast.berezovka, f"Куликовская Анна {'абвгдежз'[number]}", is_another_person=True)
    exact = a_member(cast.mtsensk_school, "Кулик Анна Яновна")
    assert exact in search(text="анна кулик", on=TODAY, seen_by=OPERATOR, most=3)
