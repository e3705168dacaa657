"""Seniority: chained over interruptions by the rule, day for day as somebody counts who ticks days off a calendar."""

from datetime import date, timedelta

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from edinstvo.registry.members.rules.seniority import (
    Period,
    Rule,
    Seniority,
    Stay,
    calendar_span,
    months_later,
    rule_on,
    seniority,
)
from edinstvo.registry.members.web.seniority_words import in_words

RULE = Rule(valid_from=date(1990, 1, 1), months={"dismissed": 6, "transferred": 6})
STRICT = Rule(valid_from=date(2020, 1, 1), months={"dismissed": 1}, suspension_counts=False)
BEGAN = date(2010, 9, 1)
ON = date(2026, 11, 24)


def reckoned(
    *stays: Stay, rules: tuple[Rule, ...] = (RULE,), away: tuple[Period, ...] = (), on: date = ON
) -> Seniority:
    """The seniority of somebody who has one."""
    found = seniority(stays=stays, suspensions=away, rules=rules, on=on)
    assert found is not None
    return found


def told(found: Seniority) -> tuple[int, int, int]:
    return found.years, found.months, found.days


class TestOneStay:
    def test_is_counted_by_the_calendar_from_the_day_of_joining(self) -> None:
        found = reckoned(Stay(begin=date(2015, 9, 1), joined_on=BEGAN))
        assert (found.since, told(found), found.breaks) == (BEGAN, (16, 2, 23), [])
        assert found.is_joining_known

    def test_without_a_day_of_joining_begins_on_record(self) -> None:
        found = reckoned(Stay(begin=BEGAN))
        assert (found.since, found.is_joining_known) == (BEGAN, False)

    def test_of_a_former_member_ends_with_the_stay(self) -> None:
        found = reckoned(Stay(begin=BEGAN, end=date(2020, 9, 1), reason="dismissed"))
        assert (told(found), found.until) == ((10, 0, 0), date(2020, 9, 1))

    def test_on_a_day_before_the_end_goes_on_and_before_joining_is_none(self) -> None:
        stay = Stay(begin=BEGAN, end=date(2020, 9, 1), reason="dismissed")
        assert told(reckoned(stay, on=date(2012, 9, 1))) == (2, 0, 0)
        assert seniority(stays=[stay], suspensions=[], rules=[RULE], on=BEGAN - timedelta(days=1)) is None


class TestAnInterruption:
    FORMER = Stay(begin=BEGAN, end=date(2015, 9, 1), reason="dismissed", joined_on=BEGAN)

    def test_within_the_months_is_kept_and_not_counted(self) -> None:
        found = reckoned(self.FORMER, Stay(begin=date(2016, 3, 1), joined_on=BEGAN))
        assert (found.since, found.counted_from) == (BEGAN, BEGAN + timedelta(days=182))
        [one] = found.breaks
        assert (one.keeps, one.months, one.back_by) == (True, 6, date(2016, 3, 1))

    def test_a_day_too_long_begins_anew(self) -> None:
        found = reckoned(self.FORMER, Stay(begin=date(2016, 3, 2), joined_on=BEGAN))
        assert (found.since, found.counted_from) == (date(2016, 3, 2), date(2016, 3, 2))
        assert not found.breaks[0].keeps
        assert found.is_joining_known

    def test_for_a_reason_that_keeps_nothing(self) -> None:
        expelled = Stay(begin=BEGAN, end=date(2015, 9, 1), reason="expelled")
        assert reckoned(expelled, Stay(begin=date(2015, 9, 2))).since == date(2015, 9, 2)

    def test_is_none_where_one_stay_ends_and_the_other_begins(self) -> None:
        found = reckoned(Stay(begin=BEGAN, end=date(2015, 9, 1), reason="transferred"), Stay(begin=date(2015, 9, 1)))
        assert (found.since, found.breaks) == (BEGAN, [])

    def test_ends_on_the_day_of_joining_where_the_record_came_later(self) -> None:
        found = reckoned(self.FORMER, Stay(begin=date(2017, 1, 1), joined_on=date(2015, 12, 1)))
        assert found.breaks[0].back_on == date(2015, 12, 1)
        assert found.since == BEGAN

    def test_is_judged_by_the_rule_of_the_day_of_return(self) -> None:
        left = Stay(begin=BEGAN, end=date(2019, 11, 1), reason="dismissed")
        for back, keeps in [(date(2019, 12, 31), True), (date(2020, 1, 1), False)]:
            found = reckoned(left, Stay(begin=back), rules=(STRICT, RULE))
            assert found.breaks[0].keeps is keeps


class TestASuspension:
    AWAY = Period(begin=date(2019, 11, 1), end=date(2020, 3, 1))

    def test_is_counted_or_not_by_the_rule_of_each_day(self) -> None:
        stay = Stay(begin=BEGAN)
        assert reckoned(stay, away=(self.AWAY,)).suspended_days == 0
        found = reckoned(stay, away=(self.AWAY, self.AWAY), rules=(RULE, STRICT))
        assert (found.suspended_days, found.counted_from) == (60, BEGAN + timedelta(days=60))

    def test_that_goes_on_stops_the_years(self) -> None:
        away = (Period(begin=date(2021, 9, 1)),)
        for on in (date(2021, 9, 1), date(2022, 9, 1), ON):
            assert told(reckoned(Stay(begin=BEGAN), away=away, rules=(STRICT,), on=on))[0] == 11


GAPS = st.lists(
    st.tuples(st.integers(1, 900), st.integers(0, 400), st.sampled_from(["dismissed", "expelled"])), max_size=4
)
AWAY = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 400)), max_size=3)
RULES = st.builds(
    lambda months, counts: Rule(valid_from=BEGAN, months={"dismissed": months}, suspension_counts=counts),
    st.integers(0, 12),
    st.booleans(),
)


@given(lives=GAPS, away=AWAY, one=RULES, other=RULES, turn=st.integers(0, 2000), last=st.integers(0, 3000))
def test_equals_the_days_ticked_off_a_calendar(
    lives: list[tuple[int, int, str]], away: list[tuple[int, int]], one: Rule, other: Rule, turn: int, last: int
) -> None:
    rules = [
        one,
        Rule(
            valid_from=BEGAN + timedelta(days=turn + 1), months=other.months, suspension_counts=other.suspension_counts
        ),
    ]
    stays, begin = [], BEGAN
    for length, gap, reason in lives:
        stays.append(Stay(begin=begin, end=begin + timedelta(days=length), reason=reason))
        begin += timedelta(days=length + gap)
    stays.append(Stay(begin=begin))
    on = BEGAN + timedelta(days=last)
    periods = [
        Period(begin=BEGAN + timedelta(days=start), end=BEGAN + timedelta(days=start + length))
        for start, length in away
    ]
    found = reckoned(*stays, rules=tuple(rules), away=tuple(periods), on=on)
    ticked = _ticked(stays, periods, rules, on)
    assert (found.until - found.counted_from).days == ticked
    assert calendar_span(found.counted_from, found.until) == told(found)


def _ticked(stays: list[Stay], away: list[Period], rules: list[Rule], on: date) -> int:
    """One day after another; everything is wiped out where an interruption was too long."""
    days, out_since, reason = 0, None, ""
    day = BEGAN
    while day < on or (day == on and out_since is not None):
        here = next((stay for stay in stays if stay.begin <= day and (stay.end is None or day < stay.end)), None)
        if here is None and out_since is None:
            gone = next(stay for stay in stays if stay.end == day)
            out_since, reason = day, gone.reason
        elif here is not None and out_since is not None:
            months = rule_on(rules, day).months.get(reason, 0)
            days = days if months and day <= months_later(out_since, months) else 0
            out_since = None
        is_away = any(one.begin <= day and (one.end is None or day < one.end) for one in away)
        if day < on and here is not None and (rule_on(rules, day).suspension_counts or not is_away):
            days += 1
        day += timedelta(days=1)
    return days


@given(begin=st.dates(date(1950, 1, 1), date(2030, 1, 1)), days=st.integers(0, 30_000))
def test_years_months_and_days_lead_from_the_one_day_to_the_other(begin: date, days: int) -> None:
    end = begin + timedelta(days=days)
    years, months, over = calendar_span(begin, end)
    assert months_later(begin, years * 12 + months) + timedelta(days=over) == end
    assert months < 12
    assert over < 31


def test_is_told_without_the_parts_that_are_none() -> None:
    stay = Stay(begin=date(2026, 8, 24), joined_on=date(2026, 8, 24))
    with override("ru"):
        assert in_words(reckoned(stay)).replace("\xa0", " ") == "3 месяца"
        assert in_words(reckoned(Stay(begin=date(2020, 11, 24)))).replace("\xa0", " ") == "6 лет"
        assert in_words(reckoned(Stay(begin=ON))).replace("\xa0", " ") == "0 дней"
