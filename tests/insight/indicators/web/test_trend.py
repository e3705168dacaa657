"""The trend since any date: which days, which numbers, how the line is drawn."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.models import PastChange
from edinstvo.insight.indicators.queries.past import MOST_CHANGED
from edinstvo.insight.indicators.rules import MOST_POINTS, days_of_line
from edinstvo.insight.indicators.web.drawing import Dot, drawn, top_of
from edinstvo.insight.indicators.web.trend import a_year_before
from edinstvo.registry.organisations.models import Organisation
from tests.cast import Cast, a_union, visitor
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.moving import moved

DAYS = st.dates(date(1900, 1, 2), date(2100, 1, 1))


@pytest.fixture
def cast(db: None) -> Cast:
    """One in Buy since 2020, whose school has moved to Galich since; one in Galich of 2021 alone."""
    cast = a_union()
    a_member(cast.buy_school, since=date(2020, 1, 1))
    a_former_member(cast.berezovka, "Ушедшая Вера", since=date(2021, 1, 1), until=date(2021, 12, 31))
    moved(cast.buy_school, cast.galich, on=date(2025, 1, 1))
    return cast


def _page(browser: Client, place: Organisation, question: str, status: int = 200) -> str:
    answer = browser.get(f"/indicators/trend/?organisation={place.inpo}&{question}")
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ")


def _numbers(page: str) -> dict[str, str]:
    """How many were on record, by the day."""
    rows = re.findall(r'<td><a class="name" href="[^"]+">([\d.]+)</a></td><td[^>]*><span>([^<]*)</span>', page)
    return dict(rows)


@given(DAYS, DAYS)
def test_the_days_are_few_in_order_and_begin_and_end_as_asked(one: date, other: date) -> None:
    since, until = sorted([one, other])
    days = days_of_line(since, until)
    assert days[0] == since
    assert days[-1] == until
    assert days == sorted(set(days))
    assert len(days) <= MOST_POINTS
    assert all((day + timedelta(days=1)).day == 1 for day in days[1:-1])


@given(DAYS)
def test_a_year_makes_thirteen_days_at_most(until: date) -> None:
    since = a_year_before(until)
    assert (until - timedelta(days=400)) < since < (until - timedelta(days=330))
    assert 12 <= len(days_of_line(since, until)) <= MOST_POINTS


@given(st.lists(st.none() | st.floats(0, 10**7), min_size=1, max_size=13), st.sampled_from([296, 640]))
def test_the_line_stays_within_its_drawing(values: list[float | None], width: int) -> None:
    dots = [Dot(date(2024, 1, 1) + timedelta(days=30 * n), value) for n, value in enumerate(values)]
    line = drawn(dots, width=width, said=["…"] * len(dots), is_percent=False)
    places = [tuple(map(float, pair.split(","))) for piece in line.pieces for pair in piece.split()]
    assert len(places) == sum(value is not None for value in values)
    assert all(0 <= x <= width and 0 <= y <= line.floor for x, y in places)
    assert (line.last is None) == (values[-1] is None)


@pytest.mark.parametrize(("highest", "top"), [(0, 2), (3, 5), (49, 50), (50, 50), (51, 100), (100, 100)])
def test_the_scale_ends_with_a_round_number(highest: int, top: int) -> None:
    assert top_of([highest], is_percent=True) == top


def test_the_levels_are_said_in_words_that_fit_beside_the_line() -> None:
    dots = [Dot(date(2020, 1, 1), 3_770_613.0), Dot(date(2021, 1, 1), 1_960_719.0)]
    levels = drawn(dots, width=296, said=["", ""], is_percent=False).levels
    assert [level.text.replace("\xa0", " ") for level in levels] == ["2,5 млн", "5 млн"]
    shares = drawn([Dot(date(2020, 1, 1), 4.0)], width=296, said=[""], is_percent=True).levels
    assert [level.text.replace("\xa0", " ") for level in shares] == ["2,5 %", "5 %"]


class TestThePage:
    def test_tells_the_numbers_of_each_day_as_the_tree_was_or_is(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        then = _numbers(_page(browser, cast.buy, "by=members&since=31.12.2018&on=30.06.2025"))
        assert then["31.12.2018"] == "0"
        assert then["31.12.2020"] == "1"
        assert then["30.06.2025"] == "0"
        now = _numbers(_page(browser, cast.galich, "by=members&since=31.12.2020&on=30.06.2025&tree=today"))
        assert (now["31.12.2020"], now["30.06.2021"], now["31.12.2023"]) == ("1", "2", "1")

    def test_says_the_line_in_a_sentence_with_its_target(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.galich), cast.galich, "by=registered&since=31.12.2018")
        assert 'role="img" aria-label="На электронном учёте: — на 31 декабря 2018 года' in page
        assert "цель 60 %" in page
        assert page.count('<svg class="spark line') == 2

    def test_a_day_that_is_none_is_told_and_stays_typed(self, cast: Cast) -> None:
        page = _page(visitor(Role.STAFF, cast.galich), cast.galich, "by=plastic&since=31.02.2020", status=422)
        assert "Такого дня в календаре нет" in page
        assert 'value="31.02.2020"' in page
        assert 'name="by" value="plastic"' in page

    def test_of_a_foreign_branch_is_none(self, cast: Cast) -> None:
        assert _page(visitor(Role.STAFF, cast.buy), cast.galich, "", status=404)

    def test_of_a_great_load_it_says_that_it_is_still_counted(self, cast: Cast) -> None:
        PastChange.objects.bulk_create(PastChange(organisation_id=-n) for n in range(1, MOST_CHANGED + 2))
        assert "ещё считаются" in _page(visitor(Role.STAFF, cast.galich), cast.galich, "by=plastic")

    def test_costs_as_many_statements_however_many_days(self, cast: Cast) -> None:
        browser = visitor(Role.STAFF, cast.kostroma)
        _page(browser, cast.kostroma, "since=01.01.2000")
        with CaptureQueriesContext(connection) as found:
            _page(browser, cast.kostroma, "since=01.01.2000")
        assert len(found) <= 12
