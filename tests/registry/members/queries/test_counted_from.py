"""Jubilees in the union: the list counts from the very day that the page of each member counts from."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Membership, Person, SeniorityRule, Suspension
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import JUBILEES, Filters
from edinstvo.registry.members.queries.seniority import seniority_of
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, chair
from tests.registry.members.people import a_member, ended

BEGAN = date(2000, 3, 1)
REASONS = ("own_wish", "dismissed", "transferred")
# Of a stay: how long it lasts and is interrupted afterwards, why, and the joining day as days from its first one.
STAYS = st.lists(
    st.tuples(
        st.integers(0, 1500),
        st.sampled_from([0, 0, 1, 30, 31, 180, 200]),
        st.sampled_from(REASONS),
        st.none() | st.sampled_from([-200, -180, -31, -30, -1, 0]) | st.integers(-400, 60),
    ),
    min_size=1,
    max_size=4,
)
AWAY = st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 400)), max_size=3)
RULES = st.tuples(st.integers(0, 7), st.booleans())


@dataclass(frozen=True)
class Life:
    """What is said of one person, in days since BEGAN."""

    stays: list[tuple[int, int, str, int | None]]
    away: list[tuple[int, int]]
    is_former: bool


@dataclass
class Written:
    """The rows of it."""

    stays: list[Membership] = field(default_factory=list)
    suspensions: list[Suspension] = field(default_factory=list)


LIVES = st.lists(st.builds(Life, stays=STAYS, away=AWAY, is_former=st.booleans()), min_size=1, max_size=4)


class TestTheListAndThePage(TestCase):
    cast: ClassVar[Cast]
    keeper: ClassVar[Actor]

    @classmethod
    def setUpTestData(cls) -> None:
        """Where they all are on record."""
        cls.cast = a_union()
        cls.keeper = chair(cls.cast.berezovka)

    @settings(max_examples=80, deadline=None)
    @given(
        lives=LIVES, one=RULES, other=RULES, turn=st.integers(1, 3000), last=st.integers(0, 6000), is_past=st.booleans()
    )
    def test_count_from_one_day(
        self, lives: list[Life], one: tuple[int, bool], other: tuple[int, bool], turn: int, last: int, is_past: bool
    ) -> None:
        rules = _rules(one, other, BEGAN + timedelta(days=turn))
        written = [_written(self.cast, number, life) for number, life in enumerate(lives)]
        day = BEGAN + timedelta(days=last)
        days = {}
        for life in written:
            found = seniority_of(stays=life.stays, suspensions=life.suspensions, rules=rules, on=day)
            if found and found.is_joining_known:
                days[life.stays[0].person_id] = found.counted_from
        asked = {(BEGAN.year, BEGAN.month), *((one.year, one.month) for one in days.values())}
        for year, month in asked:
            # Whose years are ten, twenty and so on in that year; in this list ten alone fall on the year asked for.
            for which in (None, month):
                expected = {
                    person
                    for person, one in days.items()
                    if year + 10 - one.year in JUBILEES["union"] and which in (None, one.month)
                }
                self.assert_found(expected, year=year + 10, month=which, day=day, is_past=is_past, written=written)

    def assert_found(
        self, expected: set[int], *, year: int, month: int | None, day: date, is_past: bool, written: list[Written]
    ) -> None:
        """Of whoever is listed by the rest of the question: on record on the day, or all that there are."""
        said = {"as_of": day} if is_past else {"state": "all"}
        filters = Filters(jubilee="union", year=year, month=month, **said)  # type: ignore[arg-type]  # a day, or a state
        rows = filtered(filters=filters, on=day, seen_by=self.keeper)
        stays = [stay for life in written for stay in life.stays]
        there = {stay.person_id for stay in stays if not is_past or _counts_on(stay, day)}
        assert set(rows.values_list("person_id", flat=True)) == expected & there


def test_whoever_came_back_in_time_keeps_the_years_and_whoever_came_late_does_not(db: None) -> None:
    cast = a_union()
    joined = date(2006, 11, 1)
    days = {"Ветрова Нина": date(2015, 12, 1), "Белова Анна": date(2016, 9, 1)}
    for name, back_on in days.items():
        ended(
            a_member(cast.berezovka, name, since=joined, details=MembershipDetails(joined_on=joined)), date(2015, 9, 1)
        )
        a_member(cast.lyceum, name, since=back_on, details=MembershipDetails(joined_on=joined))
    Membership.objects.filter(end_reason="own_wish").update(end_reason="dismissed")

    def listed(year: int) -> list[str]:
        rows = filtered(filters=Filters(jubilee="union", year=year), on=TODAY, seen_by=OPERATOR)
        return [row.person.last_name for row in rows.select_related("person")]

    # Nina's twenty years move on by the three months that she was out of the union: from November to the next year.
    assert (listed(2026), listed(2027)) == (["Белова"], ["Ветрова"])


def _rules(one: tuple[int, bool], other: tuple[int, bool], turn: date) -> list[SeniorityRule]:
    SeniorityRule.objects.all().delete()
    for (months, counts), since in ((one, BEGAN), (other, turn)):
        gaps = {"dismissed": months, "transferred": months + 1}
        SeniorityRule.objects.create(valid_from=since, gap_months=gaps, suspension_counts=counts, known_since=NOW)
    return list(SeniorityRule.objects.all())


def _written(cast: Cast, number: int, life: Life) -> Written:
    person = Person.objects.create(last_name=f"N{number}", first_name="A", known_since=NOW)
    rows, begin = Written(), BEGAN
    for index, (length, gap, reason, joined) in enumerate(life.stays):
        goes_on = index == len(life.stays) - 1 and not life.is_former
        end = None if goes_on else begin + timedelta(days=length)
        rows.stays.append(
            Membership.objects.create(
                person=person,
                organisation=cast.berezovka,
                **cast.berezovka.branch_columns,
                registered_on=begin,
                ended_on=end,
                end_reason="" if goes_on else reason,
                joined_on=None if joined is None else begin + timedelta(days=joined),
                known_since=NOW,
                name_key=f"n{number}",
                given_key="a",
                is_incomplete=False,
            )
        )
        begin += timedelta(days=length + gap)
    since = BEGAN
    for start, length in life.away:
        since += timedelta(days=start)
        fact = Suspension(person=person, valid_from=since, valid_until=since + timedelta(days=length), reason="army")
        fact.known_since = NOW
        fact.save()
        rows.suspensions.append(fact)
        since += timedelta(days=length)
    return rows


def _counts_on(stay: Membership, day: date) -> bool:
    return stay.registered_on <= day and (stay.ended_on is None or day < stay.ended_on)
