"""Who came and who went: each number opens to exactly as many people, transfers aside."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation
from tests.cast import TODAY, Cast, a_union, visitor
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.transfers import asked
from tests.registry.organisations.moving import moved

PERIOD = "since=01.01.2024"


@pytest.fixture
def cast(db: None) -> Cast:
    """In the period Berezovka admits two, one of whom leaves again; one is carried over to the lyceum, one leaves."""
    cast = a_union()
    a_member(cast.berezovka, "Новая Анна", since=date(2024, 2, 1))
    a_former_member(cast.berezovka, "Недолгая Вера", since=date(2024, 1, 1), until=date(2024, 6, 1))
    a_former_member(cast.lyceum, "Ушедшая Нина", until=TODAY)
    a_former_member(cast.lyceum, "Прежняя Нина", until=date(2023, 12, 31))
    a_member(cast.mtsensk_school, "Давняя Нина")
    asked(a_member(cast.berezovka, "Перешедшая Ольга"), cast.lyceum)
    asked(a_member(cast.mtsensk_school, "Приезжая Ольга"), cast.berezovka)
    asked(a_member(cast.mtsensk_school, "Свежая Ольга", since=date(2024, 5, 5)), cast.lyceum)
    return cast


def _movement(browser: Client, place: Organisation, **more: str) -> dict[str, tuple[int, str]]:
    """By «Вступили» and «Выбыли» the number and the address of its list."""
    address = f"/indicators/?organisation={place.inpo}&{PERIOD}" + "".join(f"&{k}={v}" for k, v in more.items())
    page = browser.get(address).content.decode()
    found = re.findall(r'<dt>(Вступили|Выбыли)</dt><dd class="n">(?:<a href="([^"]*)">)?(\d+)', page)
    return {label: (int(count), unescape(url)) for label, url, count in found}


def _listed(browser: Client, url: str) -> int:
    answer = browser.get(url)
    assert answer.status_code == 200
    return len(set(re.findall(r'href="(/members/\d+/)"', answer.content.decode())))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("union", (3, 2)), ("kostroma", (2, 2)), ("galich", (2, 2)), ("berezovka", (2, 1)), ("oryol", (1, 0))],
)
def test_each_number_opens_to_exactly_as_many(name: str, expected: tuple[int, int], cast: Cast) -> None:
    place = getattr(cast, name)
    browser = visitor(Role.STAFF, place)
    found = _movement(browser, place)
    assert (found["Вступили"][0], found["Выбыли"][0]) == expected
    for count, url in found.values():
        assert bool(url) == bool(count)
        assert not url or _listed(browser, url) == count


def test_the_list_says_what_it_leaves_out(cast: Cast) -> None:
    browser = visitor(Role.CHAIR, cast.berezovka)
    found = _movement(browser, cast.berezovka)
    joined = browser.get(found["Вступили"][1]).content.decode().replace("\xa0", " ")
    assert "приняты на учёт 01.01.2024–" in joined
    assert "не переходом" in joined
    assert "любая, кроме перехода" in browser.get(found["Выбыли"][1]).content.decode().lower()


def test_of_a_past_day_it_opens_where_a_list_knows_the_tree(cast: Cast) -> None:
    moved(cast.berezovka, cast.buy, on=date(2025, 1, 1))
    browser = visitor(Role.STAFF, cast.kostroma)
    then = _movement(browser, cast.galich, on="01.12.2024")
    assert then["Вступили"] == (2, "")
    count, url = _movement(browser, cast.buy, on="01.12.2024", tree="today")["Вступили"]
    assert count == _listed(browser, url) == 2
    assert _movement(visitor(Role.STAFF, cast.union), cast.union, on="01.12.2024")["Вступили"][1]
