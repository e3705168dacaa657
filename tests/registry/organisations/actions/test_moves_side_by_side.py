"""Moves beside moves, foundings and closings, over real connections: each has one stated outcome."""

from datetime import date

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.registry.organisations.actions.close_organisation import SomethingStandsBelow
from edinstvo.registry.organisations.actions.found_organisation import ParentClosed
from edinstvo.registry.organisations.actions.refuse_disorder import StandsUnderItself
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.models import AllowedParent, Organisation
from tests.cast import TODAY, Cast, a_primary, a_union, staff
from tests.registry.organisations.actions.side_by_side import both
from tests.registry.organisations.closing import closed
from tests.registry.organisations.moving import disagreements, fresh, moved

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return a_union()


def test_two_regions_move_one_organisation_and_the_second_is_told(cast: Cast) -> None:
    first, second = both(
        lambda: moved(cast.lyceum, cast.mtsensk, version=1),
        lambda: moved(cast.lyceum, cast.buy, version=1),
    )
    assert first.parent == cast.mtsensk
    assert isinstance(second, EditedMeanwhile)
    assert second.organisation.parent_id == cast.mtsensk.pk
    assert disagreements() == []


def test_the_same_move_pressed_twice_is_done_once(cast: Cast) -> None:
    first, second = both(
        lambda: moved(cast.lyceum, cast.mtsensk, version=1), lambda: moved(cast.lyceum, cast.mtsensk, version=1)
    )
    assert (first.version, second.version) == (2, 2)  # type: ignore[union-attr]  # no refusal


def test_one_under_the_other_and_the_other_under_the_one(cast: Cast) -> None:
    AllowedParent.objects.create(type="territorial", parent_type="territorial")
    _, second = both(lambda: moved(cast.galich, cast.buy), lambda: moved(cast.buy, cast.galich))
    assert isinstance(second, StandsUnderItself)
    assert disagreements() == []


def test_what_is_being_founded_below_moves_along(cast: Cast) -> None:
    founded, _ = both(lambda: a_primary(cast.galich, "ППО Новой школы"), lambda: moved(cast.galich, cast.oryol))
    assert fresh(founded).region_id == cast.oryol.pk
    assert disagreements() == []


def test_what_is_founded_below_meanwhile_stands_in_the_new_place(cast: Cast) -> None:
    _, founded = both(lambda: moved(cast.galich, cast.oryol), lambda: a_primary(cast.galich, "ППО Новой школы"))
    assert isinstance(founded, Organisation)
    assert founded.region_id == cast.oryol.pk
    assert disagreements() == []


def test_the_old_region_founds_nothing_in_what_has_just_left(cast: Cast) -> None:
    old = staff(cast.kostroma)
    _, refusal = both(lambda: moved(cast.galich, cast.oryol), lambda: moved(cast.lyceum, cast.buy, actor=old))
    assert isinstance(refusal, PowerMissing)


def test_a_parent_that_is_just_being_closed_takes_nothing(cast: Cast) -> None:
    closed(cast.mtsensk_school, on=date(2020, 1, 1))
    _, refusal = both(lambda: closed(cast.mtsensk, on=TODAY), lambda: moved(cast.lyceum, cast.mtsensk))
    assert isinstance(refusal, ParentClosed)
    assert fresh(cast.lyceum).parent == cast.galich


def test_a_parent_that_is_just_taking_something_is_not_closed(cast: Cast) -> None:
    closed(cast.mtsensk_school, on=date(2020, 1, 1))
    _, refusal = both(lambda: moved(cast.lyceum, cast.mtsensk), lambda: closed(cast.mtsensk, on=TODAY))
    assert isinstance(refusal, SomethingStandsBelow)


def test_a_namesake_founded_at_the_new_place_meanwhile_is_told(cast: Cast) -> None:
    name = cast.lyceum.name
    _, refusal = both(lambda: a_primary(cast.mtsensk, name), lambda: moved(cast.lyceum, cast.mtsensk))
    assert isinstance(refusal, NameTaken)
    assert disagreements() == []
