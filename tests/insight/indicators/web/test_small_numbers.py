"""Figures of fewer than five people are not told to those who may not see the people, nor can they be reckoned."""

import csv
import re
from datetime import date
from html import unescape
from io import StringIO

import pytest
from django.test import Client

from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation
from tests.cast import Cast, a_primary, a_union, visitor
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import moved

_SINCE, _MOVED_ON = date(2020, 1, 1), date(2025, 1, 1)
_NAMES = ("Анна", "Вера", "Галина", "Дарья", "Елена", "Жанна", "Зоя", "Ирина", "Клара")


@pytest.fixture
def cast(db: None) -> Cast:
    """Three of the school of Buy and seven of its college; since, the school has moved to the other region."""
    cast = a_union()
    _people(cast.buy_school, 3)
    _people(cast.college, 7)
    moved(cast.buy_school, cast.mtsensk, on=_MOVED_ON)
    return cast


def test_the_former_region_is_told_the_sum_and_not_the_few(cast: Cast) -> None:
    browser = visitor(Role.STAFF, cast.kostroma)
    assert _board(browser, cast.buy)[cast.buy_school.short_name] == ["…"] * 5
    page = _page(browser, cast.buy)
    assert cast.buy_school.inpo not in page
    assert f"organisation={cast.buy.inpo}&amp;on=2024-03-16" in page
    assert ">10</a>" in page


def test_what_is_kept_back_alone_is_not_reckoned_from_the_sum(cast: Cast) -> None:
    """Of ten in all seven would leave three."""
    browser = visitor(Role.STAFF, cast.kostroma)
    a_primary(cast.buy, "ППО пустой школы")
    assert _board(browser, cast.buy)[cast.college.short_name] == ["…"] * 5
    _people(a_primary(cast.buy, "ППО большой школы"), 8)
    shown = _board(browser, cast.buy)
    assert [shown[name][0] for name in ("ППО большой школы", cast.college.short_name)] == ["8", "…"]


def test_rather_another_that_has_left_as_well_is_kept_back(cast: Cast) -> None:
    also = a_primary(cast.buy, "ППО ушедшей школы")
    _people(also, 9)
    moved(also, cast.mtsensk, on=_MOVED_ON)
    shown = _board(visitor(Role.STAFF, cast.kostroma), cast.buy)
    assert [shown[name][0] for name in (also.short_name, cast.college.short_name)] == ["…", "7"]


def test_two_that_are_few_keep_each_other(cast: Cast) -> None:
    also = a_primary(cast.buy, "ППО ушедшей школы")
    _people(also, 2)
    moved(also, cast.mtsensk, on=_MOVED_ON)
    assert _board(visitor(Role.STAFF, cast.kostroma), cast.buy)[cast.college.short_name][0] == "7"


def test_whoever_sees_the_people_is_told_all(cast: Cast) -> None:
    shown = _board(visitor(Role.STAFF, cast.union), cast.buy)
    assert [shown[place.short_name][0] for place in (cast.buy_school, cast.college)] == ["3", "7"]


@pytest.mark.parametrize("depth", ["right", "all"])
def test_the_file_tells_no_more_than_the_page(cast: Cast, depth: str) -> None:
    address = f"/indicators/export/?organisation={cast.buy.inpo}&on=16.03.2024"
    answer = visitor(Role.STAFF, cast.kostroma).post(address, {"kind": "csv", "depth": depth})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    told = {row[0]: row[3] for row in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")}
    assert told[cast.buy.short_name] == "10"
    gone = f"{cast.buy_school.short_name} (сегодня в другой ветви)"
    assert (told[gone], told[cast.college.short_name]) == ("…", "…")


def _people(place: Organisation, count: int) -> None:
    for name in _NAMES[:count]:
        a_member(place, f"Учётная {name}", None, since=_SINCE)


def _page(browser: Client, place: Organisation) -> str:
    address = f"/indicators/?organisation={place.inpo}&on=16.03.2024"
    return browser.get(address).content.decode().replace("\xa0", " ")


def _board(browser: Client, place: Organisation) -> dict[str, list[str]]:
    """{organisation: its numbers, as the table of what stands below the place says them}."""
    rows = re.findall(r"<tr><td>(.*?)</td>(.*?)</tr>", _page(browser, place), re.DOTALL)
    found: dict[str, list[str]] = {}
    for name, cells in rows:
        told = re.findall(r"<span>(.*?)</span>", cells, re.DOTALL)
        found[unescape(re.sub(r"<small>.*?</small>|<[^>]*>", "", name))] = [re.sub(r"<[^>]*>", "", one) for one in told]
    return found
