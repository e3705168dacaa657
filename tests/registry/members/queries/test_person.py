"""One person: who sees what of them, and what was known when."""

from datetime import date
from typing import Any

import pytest

from edinstvo.registry.members.models import Person
from edinstvo.registry.members.queries.person import person_seen, present_record, versions_of
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import OPERATOR, TODAY, Cast, a_union, auditor, chair, staff
from tests.registry.members.actions.test_edit_member import edit
from tests.registry.members.actions.test_rename_member import OLD, rename
from tests.registry.members.people import BEGAN, a_former_member, a_member, ended
from tests.registry.members.suspending import suspended


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_is_missing_for_a_stranger(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    with pytest.raises(Person.DoesNotExist):
        person_seen(person_id=membership.person_id, seen_by=chair(cast.lyceum))
    with pytest.raises(Person.DoesNotExist):
        person_seen(person_id=membership.person_id + 1000, seen_by=OPERATOR)


def test_is_kept_by_a_chair_and_only_seen_by_an_auditor(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    assert person_seen(person_id=membership.person_id, seen_by=chair(cast.berezovka)).may_keep
    assert not person_seen(person_id=membership.person_id, seen_by=auditor(cast.berezovka)).may_keep


def test_who_moved_on_is_seen_only_as_they_left(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    current = a_member(cast.mtsensk_school, since=date(2025, 1, 1))
    here = person_seen(person_id=former.person_id, seen_by=chair(cast.berezovka))
    assert (here.current, here.memberships, here.is_here, here.may_keep) == (former, [former], False, False)
    there = person_seen(person_id=former.person_id, seen_by=staff(cast.mtsensk))
    assert (there.current, there.memberships, there.is_here, there.may_keep) == (current, [current], True, True)
    above = person_seen(person_id=former.person_id, seen_by=staff(cast.union))
    assert above.memberships == [current, former]


def test_who_left_for_nowhere_is_still_kept_here(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    seen = person_seen(person_id=former.person_id, seen_by=chair(cast.berezovka))
    assert (seen.is_here, seen.may_keep, seen.current.is_open) == (True, True, False)


def test_is_spoken_for_by_the_open_stay_or_the_last_one(cast: Cast) -> None:
    first = a_former_member(cast.berezovka, until=date(2022, 1, 1))
    second = a_member(cast.lyceum, since=date(2022, 1, 1))
    assert present_record(person_id=first.person_id) == second
    ended(second, TODAY)
    assert present_record(person_id=first.person_id) == second


def test_carries_former_names_and_categories(cast: Cast) -> None:
    membership = a_member(cast.berezovka, OLD, details=MembershipDetails(category="pedagogical", joined_on=BEGAN))
    edit(membership, name=OLD, category="retired", category_from=date(2025, 9, 1))
    rename(membership)
    seen = person_seen(person_id=membership.person_id, seen_by=OPERATOR)
    assert [alias.name for alias in seen.former_names] == [OLD]
    assert [fact.category for fact in seen.categories] == ["retired", "pedagogical"]
    assert [version.last_name for version in versions_of(person_id=membership.person_id)] == ["Белова-Снежная"]


def test_is_told_their_own_whoever_was_asked_about_before(cast: Cast) -> None:
    """The statement is put together once: only the numbers in it change."""
    teacher, nurse = MembershipDetails(category="pedagogical"), MembershipDetails(category="support")
    anna = a_member(cast.berezovka, "Абрамова Анна", details=teacher)
    vera = a_member(cast.college, "Белова Вера", details=nurse)
    suspended(vera)
    rename(anna)
    for _ in range(2):
        seen = {one.person_id: person_seen(person_id=one.person_id, seen_by=OPERATOR) for one in (anna, vera)}
        assert [fact.category for fact in seen[anna.person_id].categories] == ["pedagogical"]
        assert [fact.category for fact in seen[vera.person_id].categories] == ["support"]
        assert [len(one.suspensions) for one in seen.values()] == [0, 1]
        assert [len(one.former_names) for one in seen.values()] == [1, 0]


def test_costs_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    membership = a_member(cast.berezovka)
    with django_assert_num_queries(2):
        person_seen(person_id=membership.person_id, seen_by=OPERATOR)
