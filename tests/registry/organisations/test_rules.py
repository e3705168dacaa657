"""Numbers that tell a wrong digit, keys that put lists in order."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edinstvo.registry.organisations.rules import (
    InpoMistyped,
    NameHasSigns,
    NameMissing,
    Place,
    check_digit,
    compose,
    compose_from,
    counter_below,
    foreign_signs,
    hyphenated,
    looks_like_inpo,
    name_key,
    read_inpo,
    tidy_name,
)

_nine_digits = st.text("0123456789", min_size=9, max_size=9)


@given(_nine_digits, st.integers(0, 9), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(digits: str, place: int, shift: int) -> None:
    number = digits + check_digit(digits)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(InpoMistyped):
        read_inpo(wrong)


@given(_nine_digits)
def test_a_right_number_is_read_however_it_is_written(digits: str) -> None:
    number = digits + check_digit(digits)
    assert read_inpo(number) == read_inpo(hyphenated(number)) == read_inpo(f" {number[:5]} — {number[5:]} ") == number
    assert looks_like_inpo(hyphenated(number))


def test_swapped_neighbours_are_nearly_always_caught() -> None:
    missed = swapped = 0
    for n in range(0, 10**9, 9_999_991):
        number = f"{n:09d}" + check_digit(f"{n:09d}")
        for place in range(9):
            if number[place] != number[place + 1]:
                swapped += 1
                other = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
                missed += check_digit(other[:-1]) == other[-1]
    assert missed / swapped < 0.03


def test_the_check_digit_is_that_of_the_standard() -> None:
    # The example of ISO 7064 for MOD 11,10.
    assert check_digit("0794") == "5"


@pytest.mark.parametrize(
    "typed", ["", "44-007-0000", "44-007-0000-21", "44-007-000О-2", "٤٤٠٠٧٠٠٠٠٢", "4400700002.0", "44_007_0000_2"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(InpoMistyped):
        read_inpo(typed)


@pytest.mark.parametrize("typed", ["школа 12", "12", "44-00", "", "ППО 4400700002"])
def test_a_name_with_digits_is_no_number(typed: str) -> None:
    assert not looks_like_inpo(typed)


@given(st.integers(0, 99), st.integers(1, 999), st.integers(1, 9999))
def test_the_parts_of_a_number_stand_in_their_places(region: int, territory: int, primary: int) -> None:
    above = compose(region=f"{region:02d}")
    prefix, last = counter_below(level="territory", parent_inpo=above)
    middle = compose_from(level="territory", prefix=prefix, number=territory)
    assert (last, hyphenated(middle)[:11]) == (999, f"{region:02d}-{territory:03d}-0000")
    prefix, last = counter_below(level="primary", parent_inpo=middle)
    number = compose_from(level="primary", prefix=prefix, number=primary)
    assert (last, hyphenated(number)[:11]) == (9999, f"{region:02d}-{territory:03d}-{primary:04d}")
    assert compose_from(level="primary", prefix=above[:5], number=primary) == compose(
        region=f"{region:02d}", primary=primary
    )


@given(st.text(), st.text())
def test_the_key_of_two_names_holds_both(short_name: str, name: str) -> None:
    key = name_key(name=name, short_name=short_name)
    assert set(key.split()) == set(name_key(name=name, short_name=name).split()) | set(
        name_key(name=short_name, short_name=short_name).split()
    )
    assert key == key.strip()


def test_a_shorter_name_comes_first() -> None:
    names = ["ППО школы 1 города Буя", "ППО школы 1", "ППО школы"]
    assert sorted(names, key=lambda name: name_key(name=f"Яя {name}", short_name=name)) == names[::-1]


def test_numbers_in_names_are_ordered_as_numbers() -> None:
    names = ["Школа № 2", "Школа № 10", "Школа № 10а", "Школа № 101"]
    assert sorted(names, key=lambda name: name_key(name=name, short_name=name)) == names


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("МБДОУ № 7 «Солнышко» (корпус 2), „Алёнка“ — 1-й/2-й", ""),
        ('ППО "Школа+" & К°: 5 % [филиал]', ""),
        ("ППО <b>лицея</b> {0}", "<>{}"),
        ("ППО\u202e лицея 👩", "\u202e👩"),
    ],
)
def test_signs_that_stand_in_no_name_are_refused(typed: str, signs: str) -> None:
    assert foreign_signs(typed) == signs
    if signs:
        with pytest.raises(NameHasSigns):
            tidy_name(typed)


@given(st.text("ПОшкола №7«»- \t\n"))
def test_a_tidy_name_says_the_same_in_one_line(typed: str) -> None:
    try:
        tidy = tidy_name(typed)
    except NameMissing:
        assume(False)
    assert tidy.split() == typed.split()
    assert tidy_name(tidy) == tidy


def test_a_place_without_its_head_is_the_place_above() -> None:
    above = Place()
    for id_, level in enumerate(("region", "territory", "primary"), start=1):
        here = above.with_head(level=level, id=id_)
        assert here.above(level=level) == above
        above = here
    assert above == Place(region_id=1, territory_id=2, primary_id=3)
    assert above.with_head(level="", id=9) == above.above(level="") == above
