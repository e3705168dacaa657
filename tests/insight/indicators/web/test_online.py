"""Who joined online, organisation by organisation: each number opens to exactly as many people."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.web import paging
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from tests.cast import TODAY, Cast, a_primary, a_union, visitor
from tests.insight.programme.programmes import approved, staged
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.transfers import asked
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import moved

_LATER = date(2025, 3, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    """In Berezovka three applied online (one has left since, one has moved on to Mtsensk), in the lyceum one, later;
    in the school of Mtsensk one, who has left and come back on paper. Buy has only those who came on paper.
    """
    cast = a_union()
    online(a_member(cast.berezovka, "Сетевая Анна"))
    online(a_former_member(cast.berezovka, "Недолгая Вера"))
    gone = online(a_member(cast.berezovka, "Перешедшая Нина"))
    asked(gone, cast.mtsensk_school)
    online(a_member(cast.lyceum, "Поздняя Ольга", since=_LATER))
    online(a_former_member(cast.mtsensk_school, "Возвратная Зоя"))
    a_member(cast.mtsensk_school, "Возвратная Зоя", since=_LATER, is_same_person=True)
    a_member(cast.college, "Бумажная Инна")
    return cast


def online(stay: Membership) -> Membership:
    """The stay, begun by an application on the website."""
    Membership.objects.filter(pk=stay.pk).update(applied_online=True)
    return stay


def _page(browser: Client, place: Organisation, more: str = "", status: int = 200) -> str:
    answer = browser.get(f"/indicators/online/?organisation={place.inpo}{more}")
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def _head(page: str) -> tuple[str, str]:
    """The number of the organisation itself, and its list."""
    [(url, said)] = re.findall(r'<span class="big">(?:<a href="([^"]*)">)?([^<]*)<', page)
    return said, unescape(url)


def _below(page: str) -> dict[str, tuple[str, str]]:
    """By name the number of each organisation below and its list, in the order of the page."""
    found = {}
    for name, cells in re.findall(r"<tr><td>(.*?)</td>(.*?)</tr>", page, re.DOTALL):
        [(url, said)] = re.findall(r'<span>(?:<a href="([^"]*)">)?([^<]*)<', cells.split("</td>")[0])
        found[unescape(re.sub(r"<small>.*?</small>|<[^>]*>", "", name))] = (said, unescape(url))
    return found


def _listed(browser: Client, url: str) -> int:
    answer = browser.get(url)
    assert answer.status_code == 200
    return len(re.findall(r'<a class="name" href="/members/\d+/"', answer.content.decode()))


class TestTheNumbers:
    @pytest.mark.parametrize("is_kept", [True, False])
    @pytest.mark.parametrize(
        ("name", "told"),
        [("union", 5), ("kostroma", 4), ("galich", 4), ("berezovka", 3), ("lyceum", 1), ("oryol", 1), ("buy", 0)],
    )
    def test_each_opens_to_exactly_as_many(self, name: str, told: int, is_kept: bool, cast: Cast) -> None:
        if is_kept:
            keep_courses()
        browser, place = visitor(Role.STAFF, cast.union), getattr(cast, name)
        page = _page(browser, place)
        if not told:
            assert "Через сайт сюда пока никто не вступил" in page
            return
        for said, url in (_head(page), *_below(page).values()):
            assert _listed(browser, url) == int(said)
        assert _head(page)[0] == str(told)

    @pytest.mark.parametrize("day", ["2024-01-01", "2025-02-28", "2025-03-01"])
    def test_of_a_past_day_as_well_where_lists_know_the_tree(self, day: str, cast: Cast) -> None:
        moved(cast.berezovka, cast.buy, on=date(2025, 1, 1))
        browser = visitor(Role.STAFF, cast.union)
        for place in (cast.union, cast.kostroma, cast.galich, cast.buy, cast.oryol):
            page = _page(browser, place, f"&on={day}")
            if "никто не вступил" not in page:
                for said, url in (_head(page), *_below(page).values()):
                    assert _listed(browser, url) == int(said)
        in_galich = {"2024-01-01": "3", "2025-03-01": "1"}
        if day in in_galich:
            assert _head(_page(browser, cast.galich, f"&on={day}"))[0] == in_galich[day]
        assert _head(_page(browser, cast.buy, f"&on={day}&tree=today")) == ("3", "")

    def test_the_most_come_first_and_the_silent_in_one_sentence(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.union), cast.union)
        assert [said for said, _url in _below(page).values()] == ["4", "1"]
        page = _page(visitor(Role.STAFF, cast.kostroma), cast.kostroma)
        assert list(_below(page)) == [cast.galich.short_name]
        assert "У остальных 2 организаций заявлений с сайта не было." in page
        assert f'href="/indicators/online/?organisation={cast.galich.inpo}&amp;by=registered"' in page

    def test_whatever_was_closed_keeps_its_part_of_the_sum(self, cast: Cast) -> None:
        school = a_primary(cast.galich, "ППО закрытой школы")
        online(a_former_member(school, "Давняя Майя"))
        closed(school, on=TODAY)
        page = _page(visitor(Role.STAFF, cast.galich), cast.galich)
        assert _below(page)["ППО закрытой школы"][0] == "1"
        assert "в этот день не действовала" in page
        assert _head(page)[0] == "5"

    @pytest.mark.parametrize("tree", ["then", "today"])
    def test_of_a_day_after_the_closing_too_in_either_tree(self, tree: str, cast: Cast) -> None:
        school = a_primary(cast.galich, "ППО закрытой школы")
        online(a_former_member(school, "Давняя Майя"))
        closed(school, on=date(2025, 6, 1))
        page = _page(visitor(Role.STAFF, cast.galich), cast.galich, f"&on={TODAY - timedelta(days=1)}&tree={tree}")
        assert _below(page)["ППО закрытой школы"][0] == "1"
        assert _head(page)[0] == str(sum(int(said) for said, _url in _below(page).values()))

    def test_more_than_a_page_go_on(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(paging, "SHOWN", 1)
        browser = visitor(Role.STAFF, cast.galich)
        page = _page(browser, cast.galich)
        assert list(_below(page)) == [cast.berezovka.short_name]
        page = _page(browser, cast.galich, f"&after={cast.berezovka.pk}")
        assert list(_below(page)) == [cast.lyceum.short_name]
        assert f"before={cast.lyceum.pk}" in page


class TestWhoIsTold:
    def test_fewer_than_five_are_kept_back_from_who_does_not_see_them(self, cast: Cast) -> None:
        """Buy's school has moved to the other region since; its college keeps the sum from telling how many it had."""
        online(a_member(cast.buy_school, "Сетевая Алла"))
        for name in ("Анна", "Вера", "Галина", "Дарья", "Елена"):
            online(a_member(cast.college, f"Учётная {name}"))
        moved(cast.buy_school, cast.mtsensk, on=date(2025, 1, 1))
        browser = visitor(Role.STAFF, cast.kostroma)
        below = _below(_page(browser, cast.buy, "&on=16.03.2024"))
        assert below == {cast.buy_school.short_name: ("…", ""), cast.college.short_name: ("…", "")}
        assert _below(_page(visitor(Role.STAFF, cast.union), cast.buy, "&on=16.03.2024")) != below

    def test_a_foreign_organisation_is_missing(self, cast: Cast) -> None:
        _page(visitor(Role.STAFF, cast.kostroma), cast.oryol, status=404)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [("31.02.2024", "Такого дня в календаре нет"), ("01.01.2999", "не наступил"), ("вчера", "не похоже на дату")],
    )
    def test_a_day_that_is_none_is_told_and_stays_typed(self, typed: str, sentence: str, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.kostroma), cast.galich, f"&on={typed}", status=422)
        assert sentence in page
        assert f'value="{typed}"' in page

    @pytest.mark.parametrize("asked_for", ["", "&on=16.03.2024", "&on=16.03.2024&tree=today"])
    def test_it_asks_the_database_a_few_times(self, asked_for: str, cast: Cast) -> None:
        keep_courses()
        browser = visitor(Role.STAFF, cast.union)
        with CaptureQueriesContext(connection) as captured:
            _page(browser, cast.union, asked_for)
        asked = [one["sql"] for one in captured if "SAVEPOINT" not in one["sql"]]
        assert len(asked) <= 12, asked


class TestTheWays:
    def test_the_board_the_map_and_the_definitions_lead_here(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.union)
        for address in ("/indicators/", "/indicators/?on=16.03.2024", "/indicators/map/", "/indicators/definitions/"):
            page = browser.get(address).content.decode()
            [way] = {unescape(url) for url in re.findall(r'href="(/indicators/online/[^"]*)"', page)}
            assert browser.get(way).status_code == 200
            assert ("on=2024-03-16" in way) == ("on=" in address)

    def test_the_target_of_the_programme_stands_beside(self, cast: Cast) -> None:
        made = approved(cast.union)
        staged(made, "Онлайн", ("joined_online", 2708))
        page = _page(visitor(Role.STAFF, cast.kostroma), cast.kostroma)
        assert f'Цель — 2 708 к 31.12.2026: <a href="/programme/{made.pk}/">' in page
