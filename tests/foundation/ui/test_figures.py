"""Numbers as people read them."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.foundation.ui.figures import THIN, count_capped, number, percent, share


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
