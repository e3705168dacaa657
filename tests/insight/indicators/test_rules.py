"""Indicators divide what they say they divide."""

from edinstvo.insight.indicators.rules import INDICATORS, Unit, values_of

NAMES = {one.numerator for one in INDICATORS} | {one.denominator for one in INDICATORS if one.denominator}
COUNTS = dict.fromkeys(NAMES, 0) | {"total": 3_770_613, "registered": 1_960_719, "plastic": 1_085_471}


def test_a_count_is_told_beside_what_it_is_a_part_of() -> None:
    values = values_of(COUNTS)
    plastic = values["plastic"]
    assert (plastic.value, plastic.numerator, plastic.denominator) == (1_085_471, 1_085_471, 1_960_719)
    assert (values["total"].value, values["total"].denominator) == (3_770_613, None)


def test_per_cent_are_those_that_were_published() -> None:
    values = values_of(COUNTS)
    shares = [
        values[name].value for name in ("registered_share", "plastic_share_of_registered", "plastic_share_of_total")
    ]
    assert [round(share or 0) for share in shares] == [52, 55, 29]


def test_nothing_is_divided_by_nothing() -> None:
    values = values_of(dict.fromkeys(COUNTS, 0))
    assert all(values[one.name].value is None for one in INDICATORS if one.unit is Unit.PERCENT)


def test_names_differ() -> None:
    names = [one.name for one in INDICATORS]
    assert len(set(names)) == len(names)
