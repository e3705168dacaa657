"""Every ready list against a recount in plain Python, over random lives in a union that was reorganised."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.members.models import CategoryFact, Membership
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, staff
from tests.registry.organisations.moving import fresh, moved

PLACES = ("berezovka", "lyceum", "group", "university", "mtsensk_school")
CATEGORIES = ("pedagogical", "student", "retired", "")
REORGANISED = date(2022, 1, 1)
PEOPLE = 160


@dataclass(frozen=True)
class Life:
    """One stay as plain as can be, with what is said of its person."""

    number: int
    place: str
    begin: date
    end: date | None
    reason: str
    joined: date | None
    is_first: bool
    born: date | None
    phone: str
    category: str

    def counts_on(self, day: date) -> bool:
        return self.begin <= day and (self.end is None or day < self.end)

    def years_on(self, day: date) -> int:
        assert self.born is not None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def lives(cast: Cast) -> list[Life]:
    """People with one stay or, after a transfer, two; afterwards the Galich territory goes over to Oryol."""
    dice = random.Random(1155)
    lives = [life for number in range(PEOPLE) for life in _of_one(dice, number)]
    for _ in load_members(actor=OPERATOR, people=_loaded(cast, lives), at=NOW):
        pass
    moved(cast.galich, cast.oryol, on=REORGANISED)
    return lives


def _day(dice: random.Random, since: date, until: date) -> date:
    return since + timedelta(days=dice.randrange(max(1, (until - since).days)))


def _of_one(dice: random.Random, number: int) -> list[Life]:
    joined = dice.choice([None, *(_day(dice, date(1976, 1, 1), date(2026, 1, 1)) for _ in range(5))])
    begin = joined or date(2015, 5, 5)
    middle = dice.choice([None, _day(dice, begin, TODAY)])
    end = dice.choice([None, None, _day(dice, middle or begin, TODAY)])
    said: dict[str, Any] = {
        "number": number,
        "joined": joined,
        "born": dice.choice([None, *(_day(dice, date(1944, 1, 1), date(2010, 1, 1)) for _ in range(6))]),
        "phone": dice.choice(["", f"+7910555{number:04}"]),
        "category": dice.choice(CATEGORIES),
    }
    ends = [(begin, middle, "transferred"), (middle, end, "graduated")] if middle else [(begin, end, "own_wish")]
    return [
        Life(**said, place=dice.choice(PLACES), begin=a or begin, end=b, reason=why if b else "", is_first=not index)
        for index, (a, b, why) in enumerate(ends)
    ]


def _loaded(cast: Cast, lives: list[Life]) -> list[LoadedPerson]:
    people = []
    for number in range(PEOPLE):
        stays = [life for life in lives if life.number == number]
        one = stays[0]
        details = MembershipDetails(joined_on=one.joined, category=one.category)
        people.append(
            LoadedPerson(
                person=PersonDetails(last_name=f"N{number}", first_name="A", birth_date=one.born, phone=one.phone),
                stays=[
                    LoadedStay(
                        organisation_id=getattr(cast, life.place).pk,
                        registered_on=life.begin,
                        ended_on=life.end,
                        end_reason=life.reason,
                        details=details,
                    )
                    for life in stays
                ],
            )
        )
    return people


FROM, TO = date(2010, 1, 1), date(2019, 12, 31)
LISTS: dict[str, tuple[dict[str, Any], Callable[[Life], bool]]] = {
    "current": ({}, lambda one: one.end is None),
    "former": ({"state": "former"}, lambda one: one.end is not None),
    "young": ({"age_to": 35}, lambda one: one.end is None and one.born is not None and one.years_on(TODAY) <= 35),
    "retired": ({"category": "retired"}, lambda one: one.end is None and one.category == "retired"),
    "no birth date": ({"lacks": "birth_date"}, lambda one: one.end is None and one.born is None),
    "no phone": ({"lacks": "phone"}, lambda one: one.end is None and not one.phone),
    "no category": ({"lacks": "category"}, lambda one: one.end is None and not one.category),
    "joined": (
        {"state": "all", "joined_from": FROM, "joined_to": TO},
        lambda one: one.is_first and one.joined is not None and FROM <= one.joined <= TO,
    ),
    "left": (
        {"state": "former", "left_from": FROM, "left_to": TO},
        lambda one: one.end is not None and FROM <= one.end <= TO,
    ),
    "left for a reason": (
        {"state": "former", "left_from": FROM, "reason": "graduated"},
        lambda one: one.end is not None and one.end >= FROM and one.reason == "graduated",
    ),
    "birthdays": ({"month": 7}, lambda one: one.end is None and one.born is not None and one.born.month == 7),
    "jubilees": (
        {"jubilee": "age", "year": 2026},
        lambda one: (
            one.end is None and one.born is not None and 2026 - one.born.year >= 50 and not (2026 - one.born.year) % 5
        ),
    ),
    "jubilees in the union": (
        {"jubilee": "union", "year": 2026, "month": 11},
        lambda one: (
            one.end is None
            and one.joined is not None
            and one.joined.month == 11
            and 2026 - one.joined.year >= 10
            and not (2026 - one.joined.year) % 5
        ),
    ),
}


def found(seen_by: Any = OPERATOR, **asked: Any) -> list[tuple[int, date]]:
    rows = filtered(filters=Filters(**asked), on=TODAY, seen_by=seen_by).select_related("person")
    return sorted((int(row.person.last_name[1:]), row.registered_on) for row in rows)


def recounted(lives: list[Life], wanted: Callable[[Life], bool]) -> list[tuple[int, date]]:
    return sorted((one.number, one.begin) for one in lives if wanted(one))


def test_every_ready_list_equals_a_recount(cast: Cast, lives: list[Life]) -> None:
    for name, (asked, wanted) in LISTS.items():
        expected = recounted(lives, wanted)
        assert 0 < len(expected) < len(lives), name
        assert found(**asked) == expected, name
        here = recounted(lives, lambda one, w=wanted: w(one) and one.place == "group")  # type: ignore[misc]
        assert found(organisation=cast.college, **asked) == here, name


def test_a_past_day_is_answered_by_the_tree_of_that_day(cast: Cast, lives: list[Life]) -> None:
    """Galich stood under Kostroma until 2022 and stands under Oryol since; ages are those of the day."""
    before, after = {"berezovka", "lyceum", "group", "university"}, {"group", "university"}
    kostroma = fresh(cast.kostroma)
    for day, places in ((date(2021, 12, 31), before), (REORGANISED, after), (TODAY, after)):
        expected = recounted(lives, lambda one, d=day, p=places: one.counts_on(d) and one.place in p)  # type: ignore[misc]
        assert expected
        # A state asked for beside the day says nothing.
        assert found(organisation=kostroma, as_of=day, state="former") == expected
        young = recounted(lives, lambda one, d=day: one.counts_on(d) and one.born is not None and one.years_on(d) <= 35)  # type: ignore[misc]
        assert found(as_of=day, age_to=35) == young
    # Whoever keeps the record today keeps its past: Kostroma's own staff no longer sees whom Galich took along.
    kept = recounted(lives, lambda one: one.counts_on(date(2021, 12, 31)) and one.place in after)
    assert found(staff(kostroma), organisation=kostroma, as_of=date(2021, 12, 31)) == kept


def test_a_past_day_knows_the_category_of_that_day(cast: Cast, lives: list[Life]) -> None:
    stay = Membership.objects.filter(category="student", ended_on=None, registered_on__lt=date(2020, 1, 1))[0]
    CategoryFact.objects.create(membership_id=stay.pk, category="retired", valid_from=TODAY, known_since=NOW)
    Membership.objects.filter(pk=stay.pk).update(category="retired")
    for day, category in ((TODAY, "retired"), (TODAY - timedelta(days=1), "student")):
        rows = filtered(filters=Filters(as_of=day, category=category), on=TODAY, seen_by=OPERATOR)
        assert rows.filter(pk=stay.pk).exists()
        wrong = "student" if category == "retired" else "retired"
        rows = filtered(filters=Filters(as_of=day, category=wrong), on=TODAY, seen_by=OPERATOR)
        assert not rows.filter(pk=stay.pk).exists()
