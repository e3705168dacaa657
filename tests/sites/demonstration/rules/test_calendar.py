"""The years of the demonstration."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from edinstvo.sites.demonstration.rules.calendar import LAST_MONTH, Calendar, Period, working_day

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2040, 12, 31))


@given(DAYS)
def test_periods_follow_each_other_without_a_gap_up_to_today(today: date) -> None:
    periods = Calendar(today).periods
    assert periods[0].first == Calendar(today).history.first
    assert periods[-1] == Period(today - LAST_MONTH + timedelta(days=1), today)
    for earlier, later in pairwise(periods):
        assert later.first == earlier.last + timedelta(days=1)
        assert earlier.length > 0


@given(DAYS)
def test_the_history_holds_five_whole_years_before_today_however_they_are_counted(today: date) -> None:
    calendar = Calendar(today)
    assert calendar.history.first <= date(today.year - 5, 1, 1)
    assert calendar.history.first <= today - timedelta(days=5 * 365)
    assert calendar.opened_on < calendar.history.first


@given(DAYS)
def test_no_act_of_a_year_lies_ahead_of_yesterday(today: date) -> None:
    for year in Calendar(today).years:
        assert all(year.first <= day <= year.last < today for day in year.spread(12))


@given(DAYS, st.integers(0, 99))
def test_people_join_on_working_days_inside_the_period(today: date, seed: int) -> None:
    calendar = Calendar(today)
    day = calendar.joining_day(Random(seed), calendar.history)
    assert calendar.history.first <= day <= today
    assert day.weekday() < 5 or day == calendar.history.first


def test_a_saturday_becomes_the_friday_before_unless_that_is_too_early() -> None:
    saturday = date(2026, 11, 21)
    assert working_day(saturday, since=date(2026, 1, 1)) == date(2026, 11, 20)
    assert working_day(saturday, since=saturday) == saturday
