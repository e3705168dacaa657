"""Moving: the organisation, all below it, every placed row and the figures go together, and nobody else's do."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.members.actions.change_member import lock_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.actions.refuse_disorder import PartLeavesItsPrimary
from edinstvo.registry.organisations.models import OrganisationType
from edinstvo.registry.organisations.queries.branch_on import chain_on
from edinstvo.registry.organisations.queries.history import parent_on, tree_on
from edinstvo.registry.organisations.queries.placed import placed_models
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, auditor, found, staff
from tests.registry.imports.lists import planned
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import MOVED, disagreements, fresh, moved

NINA = ["Новикова Нина Ильинична", "01.02.1980", "", "", ""]


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_takes_everything_along_and_nothing_else(cast: Cast) -> None:
    a_member(cast.college)
    a_member(cast.group, "Ветрова Нина")
    a_member(cast.lyceum, "Зимина Татьяна")
    planned(cast.buy_school, [NINA])
    fold_deltas()
    a_member(cast.college, "Орлова Вера")
    before = cast.buy.inpo
    territory = moved(cast.buy, cast.oryol)
    assert (territory.parent, territory.inpo, territory.version) == (cast.oryol, before, 2)
    assert fresh(cast.group).region_id == cast.oryol.pk
    assert fresh(cast.group).path.startswith(cast.oryol.path)
    counted = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[cast.union.pk, cast.kostroma.pk, cast.oryol.pk])
    assert list(counted.values()) == [4, 1, 3]
    assert disagreements() == []


def test_takes_those_who_left_and_what_was_known_before_along(cast: Cast) -> None:
    left = a_former_member(cast.buy_school)
    moved(cast.buy_school, cast.mtsensk)
    assert Membership.objects.get(pk=left.pk).territory_id == cast.mtsensk.pk
    assert disagreements() == []


def test_a_primary_comes_to_stand_right_under_a_region_and_under_a_territory_again(cast: Cast) -> None:
    a_member(cast.lyceum)
    assert moved(cast.lyceum, cast.oryol).territory_id is None
    assert disagreements() == []
    assert moved(cast.lyceum, cast.mtsensk, on=date(2023, 1, 1)).territory_id == cast.mtsensk.pk
    assert disagreements() == []


def test_a_part_moves_within_its_primary_only(cast: Cast) -> None:
    assert moved(cast.group, cast.college).parent == cast.college
    other = found(cast.buy_school, "Профгруппа", type=OrganisationType.SUBDIVISION)
    with pytest.raises(PartLeavesItsPrimary):
        moved(cast.group, other, on=date(2023, 1, 1))
    assert disagreements() == []


def test_a_past_day_is_answered_as_it_was(cast: Cast) -> None:
    moved(cast.buy, cast.oryol)
    eve = MOVED - timedelta(days=1)
    assert [parent_on(cast.buy, on=day).parent for day in (eve, MOVED)] == [cast.kostroma, cast.oryol]  # type: ignore[union-attr]  # it stood
    assert chain_on(cast.group, on=eve) == [cast.union, cast.kostroma, cast.buy, cast.college, cast.evening_department]
    assert chain_on(cast.group, on=MOVED)[1] == cast.oryol
    assert {row.organisation for row in tree_on(cast.kostroma, on=eve, seen_by=OPERATOR, levels=1)} == {
        cast.buy,
        cast.galich,
        cast.university,
    }
    assert cast.buy not in {row.organisation for row in tree_on(cast.kostroma, on=MOVED, seen_by=OPERATOR, levels=1)}


def test_the_old_region_sees_by_name_what_belonged_to_it(cast: Cast) -> None:
    moved(cast.buy, cast.oryol)
    tree = tree_on(cast.kostroma, on=FOUNDED, seen_by=auditor(cast.kostroma), levels=1)
    assert {row.organisation: row.is_seen for row in tree} == {
        cast.buy: False,
        cast.galich: True,
        cast.university: True,
    }


def test_a_move_of_an_earlier_day_leaves_today_as_it_is(cast: Cast) -> None:
    moved(cast.buy, cast.oryol)
    territory = moved(cast.buy, cast.kostroma, on=date(2024, 1, 1))
    moved(cast.buy, cast.oryol, on=date(2025, 1, 1))
    other = a_primary(cast.kostroma, "ППО Редакции")
    assert territory.parent == cast.kostroma
    days = [date(year, 6, 1) for year in (2021, 2022, 2024, 2025)]
    kostroma, oryol = cast.kostroma, cast.oryol
    assert [chain_on(cast.buy, on=day)[-1] for day in days] == [kostroma, oryol, kostroma, oryol]
    moved(other, cast.galich, on=TODAY)
    moved(other, cast.mtsensk, on=date(2020, 1, 1))
    assert fresh(other).parent == cast.galich
    assert chain_on(other, on=date(2021, 1, 1))[-1] == cast.mtsensk
    assert disagreements() == []


def test_the_day_of_a_former_move_corrects_it(cast: Cast) -> None:
    later = NOW + timedelta(days=3)
    moved(cast.lyceum, cast.buy)
    moved(cast.lyceum, cast.mtsensk, at=later)
    assert fresh(cast.lyceum).parent == cast.mtsensk
    then = parent_on(cast.lyceum, on=MOVED, known_on=NOW.date())
    assert then is not None
    assert then.parent == cast.buy
    assert Entry.objects.filter(verb="organisation_move_corrected").count() == 1
    assert disagreements() == []


def test_said_twice_is_done_once(cast: Cast) -> None:
    for _ in range(2):
        assert moved(cast.buy, cast.oryol, version=1).version == 2
    assert Entry.objects.filter(verb="organisation_moved").count() == 1


def test_is_entered_in_both_branches(cast: Cast) -> None:
    moved(cast.lyceum, cast.mtsensk)
    came, left = Entry.objects.get(verb="organisation_moved"), Entry.objects.get(verb="organisation_left")
    assert (came.region_id, came.territory_id) == (cast.oryol.pk, cast.mtsensk.pk)
    assert (left.region_id, left.territory_id, left.primary_id) == (cast.kostroma.pk, cast.galich.pk, None)
    assert (came.before["parent"], came.after["parent"]) == (cast.galich.name, cast.mtsensk.name)
    assert came.reason == "Постановление № 3-1"


def test_what_moved_away_is_a_strangers_by_then(cast: Cast) -> None:
    member, old_staff = a_member(cast.lyceum), staff(cast.galich)
    stale = fresh(cast.lyceum)
    moved(cast.lyceum, cast.mtsensk)
    with pytest.raises(PowerMissing):
        lock_member(actor=old_staff, membership_id=member.pk)
    with pytest.raises(PowerMissing):
        closed(stale, on=TODAY, actor=old_staff)
    with pytest.raises(PowerMissing):
        a_member(stale, "Новая Вера", actor=old_staff)
    assert a_member(stale, "Новая Вера").region_id == cast.oryol.pk
    assert disagreements() == []


def test_every_table_with_the_columns_has_said_whether_it_follows() -> None:
    columns = {"organisation_id", "region_id", "territory_id", "primary_id"}
    placed = {
        model
        for model in apps.get_models()
        if columns <= {field.attname for field in model._meta.concrete_fields}  # type: ignore[attr-defined]  # concrete fields have it
    }
    undecided = [model for model in placed if not hasattr(model, "FOLLOWS_ITS_ORGANISATION")]
    assert undecided == []
    assert set(placed_models()) <= placed
