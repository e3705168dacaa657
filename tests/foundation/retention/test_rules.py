"""How long something is kept: never a day too short, never more than some days too long."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.retention.rules import (
    LONGEST_DAYS,
    LONGEST_MONTHS,
    Period,
    PeriodUnreadable,
    is_shorter,
    period_of,
)

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))
PERIODS = st.one_of(
    st.builds(Period, months=st.integers(1, LONGEST_MONTHS)), st.builds(Period, days=st.integers(1, LONGEST_DAYS))
)


def last_day_of(begins: date, period: Period) -> date:
    """Counted forwards, as a person counts: the same day of a later month, or the last one that it has."""
    if period.days:
        return begins + timedelta(days=period.days)
    year, month = divmod(begins.year * 12 + begins.month - 1 + period.months, 12)
    return date(year, month + 1, min(begins.day, monthrange(year, month + 1)[1]))


@given(begins=DAYS, period=PERIODS, later=st.integers(0, 40_000))
def test_is_due_after_its_last_day_and_not_long_after(begins: date, period: Period, later: int) -> None:
    on = begins + timedelta(days=later)
    before = period.due_before(on)
    assert before is not None
    is_due, last = begins < before, last_day_of(begins, period)
    if is_due:
        assert on > last
    if on > last + timedelta(days=4):
        assert is_due


@given(period=PERIODS)
def test_is_the_same_after_writing_and_reading(period: Period) -> None:
    assert period_of(period.code) == period


def test_what_is_kept_for_good_is_never_due() -> None:
    assert Period().due_before(date(2100, 1, 1)) is None
    assert period_of("permanent") == Period()


@pytest.mark.parametrize("code", ["", "0d", "0m", "12", "m", "-3d", "3y", "999999d"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(PeriodUnreadable):
        period_of(code)


@given(one=PERIODS, other=PERIODS)
def test_of_two_periods_at_most_one_is_shorter(one: Period, other: Period) -> None:
    assert not (is_shorter(one, other) and is_shorter(other, one))
    assert is_shorter(one, Period())
    assert not is_shorter(Period(), one)
