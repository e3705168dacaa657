"""Who came and who went: each number opens to exactly as many people, transfers aside."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation
from tests.cast import TODAY, Cast, a_primary, a_union, visitor
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.transfers import asked
from tests.registry.organisations.closing import closed
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


class TestOrganisationByOrganisation:
    def test_each_says_its_own_and_opens_to_exactly_as_many(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        assert _head(browser, cast.galich) == ["2", "2", "0"]
        below = _below(browser, cast.galich)
        assert {name: [said for said, _url in cells] for name, cells in below.items()} == {
            cast.lyceum.short_name: ["2", "0", "1", "−1"],
            cast.berezovka.short_name: ["2", "2", "1", "+1"],
        }
        assert list(below) == [cast.lyceum.short_name, cast.berezovka.short_name]
        for _members, *counts, _net in below.values():
            for said, url in counts:
                assert bool(url) == (said != "0")
                assert not url or _listed(browser, url) == int(said)

    def test_goes_down_and_up_with_its_days(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        page = _page(browser, cast.kostroma)
        assert f'href="/indicators/movement/?organisation={cast.galich.inpo}&amp;since=2024-01-01"' in page
        down = _page(browser, cast.galich)
        assert f'href="/indicators/movement/?organisation={cast.kostroma.inpo}&amp;since=2024-01-01"' in down
        board = browser.get(f"/indicators/?organisation={cast.galich.inpo}&{PERIOD}").content.decode()
        assert f'href="/indicators/movement/?organisation={cast.galich.inpo}&amp;since=2024-01-01"' in board

    def test_of_a_past_day_stands_in_either_tree(self, cast: Cast) -> None:
        moved(cast.berezovka, cast.buy, on=date(2025, 1, 1))
        browser, on = visitor(Role.STAFF, cast.kostroma), "&on=01.12.2024"
        assert cast.berezovka.short_name in _below(browser, cast.galich, on)
        assert cast.berezovka.short_name not in _below(browser, cast.galich, f"{on}&tree=today")
        assert _below(browser, cast.buy, f"{on}&tree=today")[cast.berezovka.short_name][3][0] == "+1"

    def test_few_people_are_not_told_to_those_who_do_not_see_them(self, cast: Cast) -> None:
        moved(cast.berezovka, cast.mtsensk, on=date(2025, 1, 1))
        below = _below(visitor(Role.STAFF, cast.kostroma), cast.galich, "&on=01.12.2024")
        assert below[cast.berezovka.short_name] == [("…", ""), ("…", ""), ("…", ""), ("…", "")]

    def test_of_three_numbers_two_never_tell_the_third(self, cast: Cast) -> None:
        """On record is who joined and has not left: where one of them is few, none is told, and not by its place."""
        for name in ("Анна", "Вера", "Галина", "Дарья", "Елена", "Жанна"):
            a_former_member(cast.berezovka, f"Учётная {name}", since=date(2023, 1, 1), until=date(2024, 7, 1))
        moved(cast.berezovka, cast.mtsensk, on=date(2025, 1, 1))
        below = _below(visitor(Role.STAFF, cast.kostroma), cast.galich, "&on=01.12.2024", since="01.01.1900")
        assert below[cast.berezovka.short_name] == [("…", "")] * 4
        assert list(below)[-1] in (cast.berezovka.short_name, cast.lyceum.short_name)

    def test_says_what_is_part_of_the_sum_and_of_no_line(self, cast: Cast) -> None:
        gone = a_primary(cast.galich, "ППО закрытой школы")
        for name in ("Анна", "Вера"):
            a_former_member(gone, f"Учётная {name}", until=date(2024, 3, 1))
        closed(gone, on=date(2024, 9, 1))
        browser = visitor(Role.STAFF, cast.kostroma)
        for more in ("", "&on=01.12.2024", "&on=01.12.2024&tree=today"):
            *_lines, (last, cells) = _below(browser, cast.galich, more).items()
            assert last == "Сама организация и те, что с тех пор закрыты"
            assert [said for said, _url in cells] == ["—", "0", "2", "−2"]

    def test_a_day_that_is_none_is_told_and_a_foreign_branch_is_none(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        answer = browser.get(f"/indicators/movement/?organisation={cast.galich.inpo}&since=31.02.2024")
        assert answer.status_code == 422
        assert "31.02.2024" in answer.content.decode()
        assert browser.get(f"/indicators/movement/?organisation={cast.oryol.inpo}").status_code == 404


def _page(browser: Client, place: Organisation, more: str = "", since: str = "01.01.2024") -> str:
    answer = browser.get(f"/indicators/movement/?organisation={place.inpo}&since={since}{more}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def _head(browser: Client, place: Organisation) -> list[str]:
    return re.findall(r'<span class="big">(?:<a [^>]*>)?([^<]*)<', _page(browser, place))


def _below(
    browser: Client, place: Organisation, more: str = "", since: str = "01.01.2024"
) -> dict[str, list[tuple[str, str]]]:
    """By name the number and the list of each column, in the order of the page."""
    found = {}
    for name, cells in re.findall(r"<tr><td>(.*?)</td>(.*?)</tr>", _page(browser, place, more, since), re.DOTALL):
        told = re.findall(r'<span>(?:<a href="([^"]*)">)?([^<]*)<', cells)
        found[unescape(re.sub(r"<small>.*?</small>|<[^>]*>", "", name))] = [(said, unescape(url)) for url, said in told]
    return found
