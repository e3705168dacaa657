"""Moves that are refused: where it cannot stand on any of its days, and to whoever lacks the power at either end."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.registry.organisations.actions.close_organisation import SomethingStoodLater
from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
    ParentClosed,
    TypeNotAllowedHere,
)
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready, UnionMoves
from edinstvo.registry.organisations.actions.refuse_disorder import StandsUnderItself
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import AllowedParent, OrganisationType
from tests.cast import FOUNDED, TODAY, Cast, a_primary, a_territory, a_union, chair, found, staff
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import MOVED, disagreements, fresh, moved


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize(
    ("what", "where", "refusal"),
    [
        ("lyceum", "galich", StandsThereAlready),
        ("lyceum", "buy_school", TypeNotAllowedHere),
        ("galich", "buy", TypeNotAllowedHere),
        ("university", "buy", TypeNotAllowedHere),
        ("kostroma", "oryol", TypeNotAllowedHere),
        ("union", "oryol", UnionMoves),
    ],
)
def test_is_refused_where_it_cannot_stand(cast: Cast, what: str, where: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        moved(getattr(cast, what), getattr(cast, where))
    assert disagreements() == []


@pytest.mark.parametrize(
    ("day", "version", "refusal"),
    [
        (TODAY + timedelta(days=1), 1, DayNotCome),
        (FOUNDED - timedelta(days=1), 1, BeforeFounding),
        (TODAY, 2, EditedMeanwhile),
    ],
)
def test_is_refused_on_a_wrong_day_or_of_another_version(
    cast: Cast, day: date, version: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        moved(cast.lyceum, cast.buy, on=day, version=version)


def test_is_refused_when_it_or_the_new_parent_is_closed(cast: Cast) -> None:
    closed(cast.lyceum, on=date(2021, 1, 1))
    with pytest.raises(OrganisationClosed):
        moved(cast.lyceum, cast.buy)
    closed(cast.mtsensk_school, on=date(2021, 1, 1))
    closed(cast.mtsensk, on=date(2023, 1, 1))
    with pytest.raises(ParentClosed):
        moved(cast.berezovka, cast.mtsensk)


def test_is_refused_before_the_new_parent_was_founded(cast: Cast) -> None:
    young = found(cast.oryol, "Ливенская организация", type=OrganisationType.TERRITORIAL, on=date(2023, 1, 1))
    with pytest.raises(FoundedBeforeParent):
        moved(cast.lyceum, young)
    assert moved(cast.lyceum, young, on=date(2023, 1, 1)).parent == young


def test_is_refused_where_a_neighbour_bears_its_name(cast: Cast) -> None:
    a_primary(cast.mtsensk, cast.lyceum.name)
    with pytest.raises(NameTaken):
        moved(cast.lyceum, cast.mtsensk)
    assert fresh(cast.lyceum).parent == cast.galich


def test_nothing_comes_to_stand_under_itself_on_any_day(cast: Cast) -> None:
    AllowedParent.objects.create(type="territorial", parent_type="territorial")
    moved(cast.galich, cast.buy)
    with pytest.raises(StandsUnderItself):
        moved(cast.buy, cast.galich, on=date(2023, 1, 1))
    with pytest.raises(StandsUnderItself):
        moved(cast.buy, cast.buy, on=date(2023, 1, 1))
    moved(cast.galich, cast.kostroma, on=date(2024, 1, 1))
    with pytest.raises(StandsUnderItself):
        moved(cast.buy, cast.galich, on=date(2023, 1, 1))
    assert moved(cast.buy, cast.galich, on=date(2024, 1, 1)).territory_id == cast.buy.pk
    assert disagreements() == []


def test_a_former_parent_is_not_closed_before_it_left(cast: Cast) -> None:
    territory = a_territory(cast.kostroma, "Шарьинская организация")
    school = a_primary(territory, "ППО Шарьинской школы")
    moved(school, cast.buy)
    with pytest.raises(SomethingStoodLater) as refusal:
        closed(territory, on=MOVED - timedelta(days=1))
    assert refusal.value.until == MOVED
    assert not closed(territory, on=MOVED).is_open


@pytest.mark.parametrize(
    "who",
    [
        lambda cast: staff(cast.galich),
        lambda cast: staff(cast.kostroma),
        lambda cast: staff(cast.oryol),
        lambda cast: chair(cast.union),
    ],
)
def test_needs_the_power_above_it_and_at_the_new_parent(cast: Cast, who: Callable[[Cast], Actor]) -> None:
    with pytest.raises(PowerMissing):
        moved(cast.lyceum, cast.mtsensk, actor=who(cast))


def test_a_region_moves_within_itself_and_the_centre_between_regions(cast: Cast) -> None:
    assert moved(cast.lyceum, cast.buy, actor=staff(cast.kostroma)).parent == cast.buy
    assert moved(cast.lyceum, cast.mtsensk, on=date(2023, 1, 1), actor=staff(cast.union)).parent == cast.mtsensk
