"""Loading whole histories: the same rows, keys and figures as the acts would have written, or nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.load_members import LoadedPerson, LoadedStay, load_members
from edinstvo.registry.members.models import CategoryFact, Membership, Person
from edinstvo.registry.members.queries.person import members_on
from edinstvo.registry.members.queries.search import search
from edinstvo.registry.members.rules.people import MembershipDetails
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, staff
from tests.registry.members.people import BEGAN, a_member, person

DETAILS = MembershipDetails(category="pedagogical", joined_on=BEGAN, position="Учитель", ticket_number="17")
KEYS = (
    "name_key",
    "given_key",
    "birth_date",
    "phone",
    "phone_tail",
    "is_incomplete",
    "category",
    "primary_id",
    "region_id",
)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def people(cast: Cast) -> Iterator[LoadedPerson]:
    here = LoadedStay(organisation_id=cast.berezovka.pk, registered_on=date(2022, 1, 1), details=DETAILS)
    before = LoadedStay(
        organisation_id=cast.group.pk,
        registered_on=BEGAN,
        details=DETAILS,
        ended_on=date(2022, 1, 1),
        end_reason="transferred",
    )
    said: Any = {"sex": "female", "phone": "+79105550112"}
    yield LoadedPerson(
        person=person("Белозёрская-Воскресенская Анна Ивановна", **said),
        stays=[before, here],
        former_names=[person("Снегирёва Анна Ивановна")],
    )
    yield LoadedPerson(person=person("Ветрова Нина"), stays=[here])


def test_writes_what_the_acts_would_have_written(cast: Cast) -> None:
    [ids] = load_members(actor=OPERATOR, people=people(cast), at=NOW)
    assert set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True)) == set(ids)
    assert len(ids) == 2
    loaded = Membership.objects.get(person__last_name__startswith="Белоз", ended_on=None)
    name = "Белозёрская-Воскресенская Анна Ивановна"
    twin = a_member(cast.berezovka, name, details=DETAILS, is_another_person=True, sex="female", phone="+79105550112")
    assert {key: getattr(loaded, key) for key in KEYS} == {key: getattr(twin, key) for key in KEYS}
    assert CategoryFact.objects.filter(membership_id=loaded.pk, category="pedagogical").exists()


def test_counts_in_every_organisation_above(cast: Cast) -> None:
    list(load_members(actor=OPERATOR, people=people(cast), at=NOW))
    asked = [cast.union, cast.galich, cast.berezovka, cast.group]
    assert list(figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[row.pk for row in asked]).values()) == [2, 2, 2, 0]
    assert len(members_on(organisation=cast.buy, on=date(2021, 6, 1), seen_by=OPERATOR)) == 1


@pytest.mark.parametrize("text", ["Белозёрская", "Воскресенская", "Снегирёва", "Снигирёва", "воскресинская"])
def test_teaches_the_search_every_name(cast: Cast, text: str) -> None:
    list(load_members(actor=OPERATOR, people=people(cast), at=NOW))
    assert {row.person.first_name for row in search(text=text, on=TODAY, seen_by=OPERATOR)} == {"Анна"}


def test_is_one_entry_of_the_journal(cast: Cast) -> None:
    list(load_members(actor=OPERATOR, people=people(cast), at=NOW))
    assert Entry.objects.get(verb="members_loaded").after == {"people": 2}


def test_is_for_whoever_keeps_the_whole_union(cast: Cast) -> None:
    with pytest.raises(PowerMissing):
        list(load_members(actor=staff(cast.kostroma), people=people(cast), at=NOW))
    assert not Person.objects.exists()
