"""However two records lie in time: merged, each day counts where it did; taken apart, all is as it was."""

from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.members.actions.refuse_merge import InTwoPlaces
from edinstvo.registry.members.models import CategoryFact, Membership, Person
from edinstvo.registry.members.queries.person import members_on
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, Cast, a_union
from tests.registry.members.merges import merged, split
from tests.registry.members.people import BORN, person

MONTH = [date(2026, 10, 1) + timedelta(days=day) for day in range(30)]
PLACES = ("berezovka", "lyceum")
# Where somebody was between the days at which they came and went; an odd number of days is a stay that goes on.
LIVES = st.tuples(
    st.lists(st.sampled_from(MONTH), min_size=1, max_size=5, unique=True).map(sorted),
    st.lists(st.sampled_from(PLACES), min_size=3, max_size=3),
)
Life = tuple[list[date], list[str]]


class TestMergedDays(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(one=LIVES, other=LIVES)
    def test_count_where_they_counted_and_come_back(self, one: Life, other: Life) -> None:
        cast = a_union()
        list(load_members(actor=OPERATOR, people=[_loaded(cast, one), _loaded(cast, other)], at=NOW))
        stays = Membership.objects.order_by("pk")
        kept = stays[0]
        duplicate = stays.exclude(person_id=kept.person_id)[0]
        before, days = _everything(cast), _days()
        try:
            merge = merged(kept, duplicate, at=NOW + timedelta(minutes=1))
        except InTwoPlaces:
            assert _shares_a_day_elsewhere(days, kept.person_id, duplicate.person_id)
            return
        assert {(day, place) for _, day, place in _days()} == {(day, place) for _, day, place in days}
        assert len(_days()) <= len(days)
        assert _figures(cast) == _recount(cast)
        then = members_on(organisation=cast.union, on=MONTH[7], seen_by=OPERATOR, known_on=NOW)
        assert len(then) == sum(day == MONTH[7] for _, day, _ in days)
        split(merge, at=NOW + timedelta(minutes=2))
        assert _everything(cast) == before


def _loaded(cast: Cast, life: Life) -> LoadedPerson:
    days, places = life
    stays = [
        LoadedStay(
            organisation_id=getattr(cast, place).pk,
            registered_on=begin,
            ended_on=end,
            end_reason="own_wish" if end else "",
            details=MembershipDetails(category="support", joined_on=begin),
        )
        for (begin, end), place in zip(zip_longest(days[::2], days[1::2]), places, strict=False)
    ]
    return LoadedPerson(person=person(born=BORN), stays=stays)


def _days() -> set[tuple[int, date, int]]:
    """(person, day, organisation) of every day on record."""
    return {
        (stay.person_id, day, stay.organisation_id)
        for stay in Membership.objects.all()
        for day in MONTH
        if stay.registered_on <= day and not (stay.ended_on and stay.ended_on <= day)
    }


def _shares_a_day_elsewhere(days: set[tuple[int, date, int]], one: int, other: int) -> bool:
    shared = {day for id_, day, _ in days if id_ == one} & {day for id_, day, _ in days if id_ == other}
    return bool(shared)


def _everything(cast: Cast) -> list[Any]:
    rows: list[dict[str, Any]] = [*Person.objects.order_by("pk").values(), *Membership.objects.order_by("pk").values()]
    said = [{name: value for name, value in row.items() if name not in ("version", "known_since")} for row in rows]
    facts = CategoryFact.objects.filter(known_until=None).order_by("membership_id", "valid_from")
    return [said, list(facts.values_list("membership_id", "category", "valid_from")), _figures(cast)]


def _figures(cast: Cast) -> dict[int, int]:
    return figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[row.pk for row in cast.everything()])


def _recount(cast: Cast) -> dict[int, int]:
    chains = [stay.organisation.chain_ids for stay in Membership.objects.filter(Membership.OPEN)]
    return {row.pk: sum(row.pk in chain for chain in chains) for row in cast.everything()}
