"""The board: what a branch has reached, who is behind, the way to the people."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.powers import Role
from edinstvo.insight.indicators.queries.board import GOALS, furthest_behind, standings_of
from edinstvo.insight.indicators.web.lines import cells_of
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.membership.cards.actions.mark_people import mark_people
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, Cast, a_primary, a_union, visitor
from tests.registry.members.people import a_member


@pytest.fixture
def cast(db: None) -> Cast:
    """In Galich six on paper and one electronic with a card; in Buy one electronic; in Oryol nobody."""
    cast = a_union()
    _on_paper(cast.berezovka, 6)
    holder = a_member(cast.berezovka, "Первая Анна")
    a_member(_school(cast.buy), "Вторая Анна")
    card = LoadedCard(number="4400000000017", kind="plastic", person_id=holder.person_id, issued_on=date(2024, 1, 9))
    load_cards(actor=OPERATOR, cards=[card], at=NOW)
    mark_people(person_ids=[holder.person_id])
    return cast


def _school(place: Organisation) -> Organisation:
    return a_primary(place, "ППО школы № 9")


def _on_paper(place: Organisation, count: int) -> None:
    people = [
        LoadedPerson(
            person=PersonDetails(last_name="Бумажная", first_name=name),
            stays=[LoadedStay(organisation_id=place.pk, registered_on=date(2020, 1, 1), details=MembershipDetails())],
        )
        for name in ("Анна", "Вера", "Галина", "Дарья", "Елена", "Жанна")[:count]
    ]
    list(load_members(actor=OPERATOR, people=people, at=NOW))


def _page(browser: Client, address: str = "/indicators/") -> str:
    return browser.get(address).content.decode().replace("\xa0", " ")


class TestFigures:
    def test_are_those_of_the_rows(self, cast: Cast) -> None:
        for place in (cast.union, cast.kostroma, cast.galich, cast.oryol):
            [standing] = standings_of([place])
            stays = Membership.objects.filter(Membership.OPEN, organisation__path__startswith=place.path)
            assert standing.members == stays.count()
            assert standing.reached == {
                "registered": stays.exclude(electronic_on=None).count(),
                "plastic": stays.filter(person__cards__ended_on=None, person__cards__kind="plastic").count(),
                "virtual": 0,
                "bonus": 0,
                "complete": stays.filter(is_incomplete=False).count(),
            }

    @pytest.mark.parametrize("goal", GOALS)
    def test_who_has_most_people_missing_comes_first(self, goal: str, cast: Cast) -> None:
        rows = furthest_behind(cast.kostroma, goal=goal, seen_by=OPERATOR).rows
        gaps = [standing.gap(goal) for standing in standings_of(rows)]
        assert gaps == sorted(gaps, reverse=True)
        assert rows[0] == cast.galich


class TestThePage:
    def test_shows_the_branch_and_leads_to_the_people_who_are_missing(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        page = _page(browser)
        assert "На бумаге: 6</a>" in page
        assert "Без карты: 7</a>" in page
        assert "не хватает" not in page
        assert "из них до 35 лет включительно" in page
        listed = f"/members/?organisation={cast.kostroma.inpo}&amp;lacks=electronic_record"
        assert listed in page
        assert "больше 1 000" not in page
        assert _page(browser, listed.replace("&amp;", "&")).count("Бумажная") >= 6

    def test_leads_to_those_without_a_virtual_card(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        listed = f"/members/?organisation={cast.kostroma.inpo}&lacks=virtual_card"
        assert listed.replace("&", "&amp;") in _page(browser, "/indicators/?by=virtual")
        assert "Первая" in _page(browser, listed)
        assert "без виртуальной карты" in _page(browser, listed)
        person = Membership.objects.get(Membership.OPEN, name_key__startswith="первая").person_id
        card = LoadedCard(number="4400000000025", kind="virtual", person_id=person, issued_on=date(2024, 1, 9))
        load_cards(actor=OPERATOR, cards=[card], at=NOW)
        mark_people(person_ids=[person])
        assert "Первая" not in _page(browser, listed)

    def test_each_line_opens_the_same_page_of_what_lies_below(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        below = f"/indicators/?organisation={cast.galich.inpo}&amp;by=plastic"
        assert below in _page(browser, "/indicators/?by=plastic")
        assert cast.berezovka.short_name in _page(browser, below.replace("&amp;", "&"))

    def test_what_was_just_done_is_counted(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        before = _page(browser)
        a_member(cast.berezovka, "Новая Вера")
        assert _page(browser) != before
        assert "3<" in _page(browser)

    def test_of_a_foreign_branch_is_none(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.galich)
        assert browser.get(f"/indicators/?organisation={cast.oryol.inpo}").status_code == 404
        assert browser.get("/indicators/?organisation=nonsense").status_code == 404
        assert Client().get("/indicators/").status_code == 302

    def test_small_numbers_are_kept_from_those_who_do_not_see_the_people(self, cast: Cast) -> None:
        [standing] = standings_of([cast.galich])
        hidden = {cell.goal: cell.is_hidden for cell in cells_of(standing, may_see=False, of_day={})}
        assert hidden == {"registered": True, "plastic": True, "virtual": False, "bonus": False, "complete": False}
        assert not any(cell.list_url for cell in cells_of(standing, may_see=False, of_day={}))
        assert not any(cell.is_hidden for cell in cells_of(standing, may_see=True, of_day={}))

    def test_where_nobody_is_says_so(self, cast: Cast) -> None:
        assert "никого нет" in _page(visitor(Role.STAFF, cast.oryol)).lower()

    def test_costs_as_many_queries_whatever_lies_below(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        _page(browser)
        for number in range(30):
            a_primary(cast.galich, f"ППО школы № {number + 20}")
        with CaptureQueriesContext(
            connection,
        ) as few:
            _page(browser)
        with CaptureQueriesContext(connection) as many:
            _page(browser, f"/indicators/?organisation={cast.galich.inpo}")
        assert len(many) <= len(few) + 1 <= 12
