"""The board on a past day: in both trees, with the movement, as far as the actor sees."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.models import PastChange
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.queries.board_on import DATED_GOALS, DayAsked, Movement, Tree, board_on
from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.insight.indicators.queries.past import MOST_CHANGED
from edinstvo.insight.indicators.web.asking import Asked as Question
from edinstvo.insight.indicators.web.asking import DayForm
from edinstvo.insight.indicators.web.lines import told_of
from edinstvo.membership.cards.actions.load_cards import LoadedCard, load_cards
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, a_user, visitor
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.moving import moved

THEN = date(2024, 3, 16)


@pytest.fixture
def cast(db: None) -> Cast:
    """The school of Buy has moved to Galich since; of Berezovka one joined in 2024 and one left."""
    cast = a_union()
    for name in ("Первая Анна", "Вторая Анна", "Третья Анна"):
        a_member(cast.buy_school, name, since=date(2020, 1, 1))
    a_member(cast.berezovka, "Новая Вера", since=date(2024, 2, 1))
    a_former_member(cast.berezovka, "Ушедшая Вера", since=date(2020, 1, 1), until=date(2024, 2, 2))
    moved(cast.buy_school, cast.galich, on=date(2025, 1, 1))
    cast.buy_school.refresh_from_db()
    return cast


def _page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def _address(place: Organisation, **more: str) -> str:
    return f"/indicators/?organisation={place.inpo}&on=16.03.2024" + "".join(f"&{k}={v}" for k, v in more.items())


def _asked(tree: Tree = Tree.THEN) -> DayAsked:
    return DayAsked(on=THEN, since=date(2024, 1, 1), tree=tree)


class TestFigures:
    def test_are_those_of_the_rows_as_the_tree_was(self, cast: Cast) -> None:
        head, below = board_on(cast.kostroma, asked=_asked(), by="plastic", seen_by=OPERATOR)
        for stood in (head, *below):
            asked = Asked(organisation=stood.organisation, as_of=THEN, base=date(2023, 12, 31), year=2023)
            counts = counts_from_rows(asked, seen_by=OPERATOR)
            assert stood.standing.members == counts["members"]
            assert stood.standing.reached == {goal: counts[goal] for goal in DATED_GOALS}
            assert stood.movement == Movement(counts["joined"], counts["left"], counts["youth"])

    def test_what_moved_counts_where_it_stood_or_where_it_stands(self, cast: Cast) -> None:
        _head, then = board_on(cast.kostroma, asked=_asked(), by="plastic", seen_by=OPERATOR)
        _head, now = board_on(cast.kostroma, asked=_asked(Tree.TODAY), by="plastic", seen_by=OPERATOR)
        assert {one.organisation: one.standing.members for one in then} == {
            cast.buy: 3,
            cast.galich: 1,
            cast.university: 0,
        }
        assert {one.organisation: one.standing.members for one in now} == {
            cast.buy: 0,
            cast.galich: 4,
            cast.university: 0,
        }
        assert then[0].organisation == cast.buy
        assert now[0].organisation == cast.galich


class TestThePage:
    def test_shows_the_day_and_leads_back_and_to_the_list_of_the_day(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.kostroma), _address(cast.kostroma))
        assert "16 марта 2024 года" in page
        assert f"/members/?organisation={cast.kostroma.inpo}&amp;on=2024-03-16" in page
        assert f'href="/indicators/?organisation={cast.kostroma.inpo}&amp;by=registered"' in page
        assert "Полные записи" not in page
        assert f"/indicators/?organisation={cast.buy.inpo}&amp;by=registered&amp;on=2024-03-16" in page

    def test_each_gap_leads_to_those_who_were_missing_on_the_day(self, cast: Cast) -> None:
        """The school stood in Buy then; whoever has got a card since was missing, whoever has lost theirs was not."""
        first, second, third = Membership.objects.filter(primary=cast.buy_school).order_by("pk")
        for stay, days in ((first, {"issued_on": THEN}), (second, {"issued_on": THEN + timedelta(days=1)})):
            card = LoadedCard(number=f"{stay.pk:013d}", kind="plastic", person_id=stay.person_id, **days)
            load_cards(actor=OPERATOR, cards=[card], at=NOW)
        browser = visitor(Role.STAFF, cast.kostroma)
        address = f"/members/?organisation={cast.buy.inpo}&amp;lacks=plastic_card&amp;on=2024-03-16"
        assert f'href="{address}">Без карты: 2</a>' in _page(browser, _address(cast.buy))
        listed = _page(browser, unescape(address))
        assert [second.person.last_name in listed, third.person.last_name in listed] == [True, True]
        assert first.person.last_name not in listed
        assert "lacks=plastic_card" not in _page(browser, _address(cast.buy, tree="today"))

    def test_what_has_left_the_branch_is_told_but_not_opened(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.buy), _address(cast.buy))
        assert cast.buy_school.short_name in page
        assert "сегодня в другой ветви" in page
        assert f"organisation={cast.buy_school.inpo}" not in page

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("31.02.2024", "Такого дня в календаре нет"),
            ("01.01.2999", "не наступил"),
            ("вчера", "не похоже на дату"),
            ("01.01.0001", "далеко"),
        ],
    )
    def test_a_day_that_is_none_is_told_and_stays_typed(self, typed: str, sentence: str, cast: Cast) -> None:
        address = f"/indicators/?organisation={cast.galich.inpo}&by=plastic&on={typed}"
        page = _page(visitor(Role.STAFF, cast.kostroma), address, status=422)
        assert sentence in page
        assert f'value="{typed}"' in page
        assert '<input type="hidden" name="by" value="plastic">' in page
        assert cast.berezovka.short_name in page

    def test_a_movement_that_ends_before_it_begins_is_told(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.kostroma), _address(cast.kostroma, since="17.03.2024"), status=422)
        assert "позже дня" in page
        assert "Вступили" in _page(visitor(Role.STAFF, cast.oryol), _address(cast.oryol, since="16.03.2024"))

    def test_of_a_great_load_it_says_that_it_is_still_counted(self, cast: Cast) -> None:
        PastChange.objects.bulk_create(PastChange(organisation_id=-n) for n in range(1, MOST_CHANGED + 2))
        browser = visitor(Role.STAFF, cast.kostroma)
        page = _page(browser, _address(cast.kostroma))
        assert "ещё считаются" in page
        assert 'value="16.03.2024"' in page
        today = _page(browser, f"/indicators/?organisation={cast.kostroma.inpo}")
        assert "ещё считаются" in today
        assert cast.galich.short_name in today

    def test_today_is_today_by_whatever_name(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.kostroma), f"/indicators/?on={date.today():%d.%m.%Y}")
        assert "Полные записи" in page

    def test_turns_its_pages_by_the_widest_gap(self, cast: Cast) -> None:
        for number in range(60):
            a_primary(cast.galich, f"ППО школы № {number + 100}")
        browser = visitor(Role.STAFF, cast.kostroma)
        first = _page(browser, _address(cast.galich))
        assert first.count('<td><a class="name"') == 50
        after = first.split("after=")[1].split('"')[0]
        second = _page(browser, _address(cast.galich, after=after))
        assert second.count('<td><a class="name"') == 12
        assert "before=" in second

    @pytest.mark.parametrize("tree", list(Tree))
    def test_costs_as_many_statements_whatever_lies_below(self, tree: Tree, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        _page(browser, _address(cast.kostroma, tree=tree))
        for number in range(20):
            a_primary(cast.galich, f"ППО школы № {number + 100}")
        keep_courses()
        for place in (cast.kostroma, cast.galich):
            with CaptureQueriesContext(connection) as found:
                _page(browser, _address(place, tree=tree))
            assert len(found) <= 12, [one["sql"][:100] for one in found]


def test_small_movements_are_kept_from_those_who_do_not_see_the_people(cast: Cast) -> None:
    asked = Question(cast.kostroma, DayForm({}), "plastic", THEN, date(2024, 1, 1), Tree.THEN, TODAY, {})
    somebody = Actor(user_id=1, name="Никто")
    told = told_of(asked, cast.kostroma, Movement(3, 7, 0), actor=somebody)
    assert (told.joined, told.left, told.net, told.youth) == (None, 7, None, 0)
    assert told.members_url == told.youth_url == ""
    assert told_of(asked, cast.kostroma, Movement(3, 7, 0), actor=OPERATOR).net == -4


def test_in_an_empty_register_every_page_says_so_or_is_none(db: None) -> None:
    browser = Client()
    grant = {"role": Role.ADMINISTRATOR, "level": Level.UNION, "organisation_id": 0, "valid_from": date(2020, 1, 1)}
    user = a_user("first")
    Grant.objects.create(user=user, **grant)
    browser.force_login(user)
    assert "Здесь пока нет организаций" in _page(browser, "/indicators/")
    assert _page(browser, "/indicators/map/").count(": нет организации</title>") == 85
    assert browser.get("/indicators/?on=01.01.2020").status_code == 200
    for address in ("/indicators/trend/", "/indicators/export/", "/indicators/structure/"):
        assert browser.get(address).status_code == 404
