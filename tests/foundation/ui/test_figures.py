"""Numbers as people read them."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.ui.figures import (
    THIN,
    count_capped,
    number,
    percent,
    percent_set,
    share,
    share_counted,
    share_said,
)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [(0, 0, "0"), (999, 0, "999"), (1144, 0, "1_144"), (1960719, 0, "1_960_719"), (-1500, 0, "-1_500"),
     (Decimal("72.46"), 1, "72,5"), (2.5, 0, "3")],
)  # fmt: skip
def test_groups_thousands_and_marks_parts_the_russian_way(value: int, places: int, written: str) -> None:
    with translation.override("ru"):
        assert number(value, places=places) == written.replace("_", THIN)


def test_speaks_english_to_the_english() -> None:
    with translation.override("en"):
        assert (number(1960719), percent(52), count_capped(2500)) == ("1,960,719", "52%", "more than 1,000")


def test_parts_the_percent_sign_with_a_space_that_does_not_break() -> None:
    with translation.override("ru"):
        assert percent(52) == "52\u00a0%"


def test_caps_a_count_above_a_thousand() -> None:
    with translation.override("ru"):
        assert count_capped(1000) == f"1{THIN}000"
        assert count_capped(1001) == f"больше 1{THIN}000"


def test_knows_no_share_of_nothing() -> None:
    assert share(0, 0) is None


@given(part=st.integers(0, 10**7), rest=st.integers(0, 10**7))
def test_says_a_hundred_percent_only_of_the_whole_and_none_only_of_nothing(part: int, rest: int) -> None:
    value = share(part, part + rest)
    if part + rest:
        assert value is not None
        assert 0 <= value <= 100
        assert (value == 100) == (rest == 0)
        assert (value == 0) == (part == 0)


@pytest.mark.parametrize(
    ("part", "aims", "places", "said"),
    [
        (3711, [], 0, "37\u00a0%"),
        (5996, [], 0, "60\u00a0%"),
        (5996, [60], 0, "59\u00a0%"),
        (5996, [60], 1, "59,9\u00a0%"),
        (5994, [60], 1, "59,9\u00a0%"),
        (6000, [60], 1, "60,0\u00a0%"),
        (1149, [11.5], 0, "11\u00a0%"),
        (1149, [11.5], 1, "11,4\u00a0%"),
        (1150, [11.5], 0, "12\u00a0%"),
        (1368, [35], 1, "13,7\u00a0%"),
        (6667, [66.7], 1, "66,6\u00a0%"),
        (2970, [18, 30, 45], 0, "29\u00a0%"),
        (3, [], 1, "0,1\u00a0%"),
        (9999, [], 1, "99,9\u00a0%"),
    ],
)
def test_a_share_comes_to_no_aim_by_rounding_alone(part: int, aims: list[float], places: int, said: str) -> None:
    with translation.override("ru"):
        assert share_said(part, 10_000, aims=aims, places=places) == said


def test_is_a_number_in_a_table_and_no_whole_that_is_none() -> None:
    told = [share_counted(part, 10_000) for part in (0, 3, 5_208, 9_996, 10_000)]
    assert (told, share_counted(0, 0)) == ([0.0, 0.1, 52.1, 99.9, 100.0], None)


@pytest.mark.parametrize(
    ("value", "said"),
    [(60, "60\u00a0%"), (Decimal("60.00"), "60\u00a0%"), (Decimal("11.50"), "11,5\u00a0%"), (72.25, "72,25\u00a0%")],
)
def test_says_a_share_that_was_set_with_the_digits_that_it_has(value: float | Decimal, said: str) -> None:
    with translation.override("ru"):
        assert percent_set(value) == said
