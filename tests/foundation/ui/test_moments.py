"""Days, moments and spans in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.ui.moments import age, age_in_words, day, day_plain, day_short, moment, span_in_words
from edinstvo.foundation.ui.typography import NBSP

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # noon in Moscow


@pytest.fixture(autouse=True)
def _in_russian() -> object:
    with translation.override("ru"):
        yield


def written(text: str) -> str:
    return text.replace("~", NBSP)


def test_writes_a_day_in_full_in_brief_and_in_figures() -> None:
    on = date(2026, 11, 24)
    assert day(on) == written("24~ноября~2026 года")
    assert day_plain(on) == written("24~ноября~2026")
    assert day_short(on) == "24.11.2026"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 24, 6, 12, tzinfo=UTC), "сегодня, 09:12"),
        (datetime(2026, 11, 23, 21, 30, tzinfo=UTC), "сегодня, 00:30"),
        (datetime(2026, 11, 23, 13, 40, tzinfo=UTC), "вчера, 16:40"),
        (datetime(2026, 11, 18, 11, 5, tzinfo=UTC), "18~ноября, 14:05"),
        (datetime(2025, 11, 18, 11, 5, tzinfo=UTC), "18~ноября~2025, 14:05"),
        (datetime(2026, 11, 25, 6, 0, tzinfo=UTC), "25~ноября, 09:00"),
    ],
)
def test_names_a_moment_by_how_near_it_is(at: datetime, words: str) -> None:
    assert moment(at, now=NOW) == written(words)


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        (date(1991, 7, 30), date(2026, 11, 24), "35~лет"),
        (date(1995, 11, 24), date(2026, 11, 24), "31~год"),
        (date(1995, 11, 25), date(2026, 11, 24), "30~лет"),
        (date(2004, 2, 29), date(2026, 2, 28), "21~год"),
        (date(2004, 2, 29), date(2026, 3, 1), "22~года"),
    ],
)
def test_counts_full_years(born: date, on: date, words: str) -> None:
    assert age_in_words(born, on=on) == written(words)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2015, 9, 15), "11~лет 2~месяца"),
        (date(2025, 11, 24), "1~год"),
        (date(2026, 6, 24), "5~месяцев"),
        (date(2026, 10, 25), "меньше месяца"),
    ],
)
def test_says_a_span_in_years_and_months(since: date, words: str) -> None:
    assert span_in_words(since, until=date(2026, 11, 24)) == written(words)


@given(born=st.dates(date(1900, 1, 1), date(2020, 1, 1)), days=st.integers(0, 36500))
def test_nobody_grows_younger(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    assert 0 <= age(born, on=on) <= age(born, on=on + timedelta(days=1)) <= age(born, on=on) + 1
