"""Numbers of cards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.membership.cards.rules import NumberTooLarge, card_number, check_digit, is_card_number

COUNTS = st.integers(1, 10**10 - 1)


def test_the_check_digit_is_that_of_the_standard() -> None:
    # The example of ISO/IEC 7812-1, annex B.
    assert check_digit("7992739871") == "3"


@given(region=st.integers(0, 99), count=COUNTS)
def test_a_number_is_thirteen_digits_that_check(region: int, count: int) -> None:
    number = card_number(region=f"{region:02d}", count=count)
    assert (len(number), number[:2], int(number[2:12])) == (13, f"{region:02d}", count)
    assert is_card_number(number)


@given(count=COUNTS, place=st.integers(0, 12), other=st.integers(1, 9))
def test_one_digit_mistyped_is_found(count: int, place: int, other: int) -> None:
    number = card_number(region="44", count=count)
    wrong = number[:place] + str((int(number[place]) + other) % 10) + number[place + 1 :]
    assert not is_card_number(wrong)


@pytest.mark.parametrize("count", [0, -1, 10**10])
def test_what_the_digits_do_not_count_is_refused(count: int) -> None:
    with pytest.raises(NumberTooLarge):
        card_number(region="44", count=count)


@pytest.mark.parametrize("text", ["", "44", "44000000000１3", "440000000001x"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not is_card_number(text)
