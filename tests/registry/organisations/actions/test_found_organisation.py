"""Founding: what it writes, what it refuses, and numbers under two connections at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
    ParentClosed,
    TypeNotAllowedHere,
    found_organisation,
)
from edinstvo.registry.organisations.actions.found_union import UnionStands, found_union
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.reserve_numbers import NumbersExhausted
from edinstvo.registry.organisations.models import AllowedParent, InpoCounter, Organisation, OrganisationType
from edinstvo.registry.organisations.rules import NameMissing, read_inpo
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_territory, a_union, found, staff


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_numbers_follow_the_place_of_founding(cast: Cast) -> None:
    numbers = [row.number[:-2] for row in (cast.union, cast.kostroma, cast.galich, cast.lyceum, cast.buy_school)]
    assert numbers == ["00-000-0000", "44-000-0000", "44-001-0000", "44-001-0002", "44-002-0002"]
    assert cast.university.number[:-2] == "44-000-0001"
    assert cast.evening_department.inpo is None
    assert cast.group.inpo is None
    assert all(read_inpo(row.inpo) == row.inpo for row in cast.everything() if row.inpo)


def test_places_the_row_in_the_tree(cast: Cast) -> None:
    group = Organisation.objects.get(pk=cast.group.pk)
    chain = [cast.union, cast.kostroma, cast.buy, cast.college, cast.evening_department, cast.group]
    assert group.chain_ids == [row.pk for row in chain]
    assert (group.region_id, group.territory_id, group.primary_id) == (cast.kostroma.pk, cast.buy.pk, cast.college.pk)
    assert (cast.union.region_id, cast.kostroma.region_id) == (None, cast.kostroma.pk)
    assert (cast.university.territory_id, cast.university.primary_id) == (None, cast.university.pk)


def test_states_what_is_true_from_the_first_day(cast: Cast) -> None:
    name, parent, status = cast.buy.names.get(), cast.buy.parents.get(), cast.buy.statuses.get()
    assert {name.valid_from, parent.valid_from, status.valid_from} == {FOUNDED}
    assert {name.known_since, parent.known_since, status.known_since} == {NOW}
    assert (name.name, parent.parent_id, status.status) == (cast.buy.name, cast.kostroma.pk, "open")


def test_writes_one_entry_where_the_organisation_stands(cast: Cast) -> None:
    entry = Entry.objects.get(object_type="organisation", object_id=cast.lyceum.pk)
    assert (entry.verb, entry.territory_id, entry.primary_id) == (
        "organisation_founded",
        cast.galich.pk,
        cast.lyceum.pk,
    )
    assert entry.after["inpo"] == cast.lyceum.number
    assert entry.reason == "Постановление президиума № 1-1"


@pytest.mark.parametrize("type_", OrganisationType.values)
def test_only_allowed_types_stand_under_a_primary(cast: Cast, type_: str) -> None:
    if AllowedParent.objects.filter(type=type_, parent_type=OrganisationType.PRIMARY).exists():
        assert found(cast.lyceum, "Часть", type=type_).inpo is None
    else:
        with pytest.raises(TypeNotAllowedHere):
            found(cast.lyceum, "Часть", type=type_, seat="76" if "regional" in type_ else "")


def test_which_type_stands_where_is_data(cast: Cast) -> None:
    with pytest.raises(TypeNotAllowedHere):
        found(cast.galich, "ППО с правами", type=OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS)
    AllowedParent.objects.create(
        type=OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS, parent_type=OrganisationType.TERRITORIAL
    )
    here = found(cast.galich, "ППО с правами", type=OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS)
    assert here.number.startswith("44-001-0003")


def test_nothing_numbered_stands_under_a_part_without_a_number(cast: Cast) -> None:
    AllowedParent.objects.create(type=OrganisationType.PRIMARY, parent_type=OrganisationType.GROUP)
    with pytest.raises(TypeNotAllowedHere):
        a_primary(cast.group, "ППО")


def test_is_refused_under_a_closed_parent(cast: Cast) -> None:
    close_organisation(
        actor=OPERATOR, organisation=cast.lyceum, on=TODAY, at=NOW, decision="№ 1", expected_version=cast.lyceum.version
    )
    with pytest.raises(ParentClosed):
        found(cast.lyceum, "Профгруппа", type=OrganisationType.GROUP)


def test_is_refused_before_the_parent_was_founded(cast: Cast) -> None:
    with pytest.raises(FoundedBeforeParent) as refusal:
        found(cast.galich, "ППО", type=OrganisationType.PRIMARY, on=FOUNDED - timedelta(days=1))
    assert refusal.value.parent == cast.galich


def test_is_refused_before_the_day_has_come(cast: Cast) -> None:
    with pytest.raises(DayNotCome):
        found(cast.galich, "ППО", type=OrganisationType.PRIMARY, on=TODAY + timedelta(days=1))


@pytest.mark.parametrize("name", ["", "  ", "—", "«»"])
def test_is_refused_without_a_name(cast: Cast, name: str) -> None:
    with pytest.raises(NameMissing):
        a_primary(cast.galich, name)


def test_is_refused_beside_an_open_organisation_of_the_same_name(cast: Cast) -> None:
    with pytest.raises(NameTaken) as refusal:
        a_primary(cast.galich, "  ППО  Березовской средней школы ")
    assert refusal.value.organisation == cast.berezovka
    assert a_primary(cast.buy, cast.berezovka.name).parent == cast.buy


def test_a_refused_founding_gives_its_number_back(cast: Cast) -> None:
    with pytest.raises(NameTaken):
        a_primary(cast.galich, cast.berezovka.name)
    assert a_primary(cast.galich, "ППО Ореховской школы").number.startswith("44-001-0003")


def test_numbers_are_never_reused_after_a_closing(cast: Cast) -> None:
    close_organisation(actor=OPERATOR, organisation=cast.lyceum, on=TODAY, at=NOW, decision="№ 1", expected_version=1)
    again = a_primary(cast.galich, cast.lyceum.name)
    assert again.number.startswith("44-001-0003")


def test_is_refused_when_the_numbers_are_exhausted(cast: Cast) -> None:
    InpoCounter.objects.filter(prefix="44").update(last=998)
    assert a_territory(cast.kostroma, "Последняя").number.startswith("44-999-0000")
    with pytest.raises(NumbersExhausted):
        a_territory(cast.kostroma, "Лишняя")
    assert InpoCounter.objects.get(prefix="44").last == 999


def test_needs_the_power_at_the_parent(cast: Cast) -> None:
    stranger = staff(cast.oryol)
    with pytest.raises(PowerMissing):
        found_organisation(
            actor=stranger,
            type=OrganisationType.PRIMARY,
            parent=cast.galich,
            name="ППО",
            short_name="ППО",
            on=TODAY,
            at=NOW,
            decision="",
        )
    assert not Organisation.objects.filter(name="ППО").exists()


def test_there_is_one_union(cast: Cast) -> None:
    with pytest.raises(UnionStands):
        found_union(actor=OPERATOR, name="Другой", short_name="Другой", on=FOUNDED, at=NOW, decision="")
    assert Organisation.objects.filter(type=OrganisationType.UNION).count() == 1


def test_only_who_manages_everywhere_founds_the_union(cast: Cast) -> None:
    with pytest.raises(PowerMissing):
        found_union(actor=staff(cast.kostroma), name="Другой", short_name="Д", on=FOUNDED, at=NOW, decision="")


@pytest.mark.django_db(transaction=True)
def test_foundings_at_one_moment_never_share_a_number() -> None:
    territory = a_union().galich
    started = Barrier(4)

    def found_five(who: int) -> list[str]:
        started.wait()
        try:
            return [a_primary(territory, f"ППО {who}-{n}").number for n in range(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for numbers in pool.map(found_five, range(4)) for number in numbers]
    assert len(set(numbers)) == 20
    assert InpoCounter.objects.get(prefix="44001").last == 22


@pytest.mark.django_db(transaction=True)
def test_a_button_clicked_twice_at_once_founds_once() -> None:
    territory = a_union().galich
    started = Barrier(2)

    def click(_: int) -> str:
        started.wait()
        try:
            return f"founded {a_primary(territory, 'ППО Ореховской школы').number}"
        except NameTaken as taken:
            return f"told of {taken.organisation.number}"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(click, range(2)))
    founded = Organisation.objects.get(name="ППО Ореховской школы")
    assert said == {f"founded {founded.number}", f"told of {founded.number}"}
