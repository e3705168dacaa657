"""Right after a great load or move: who is not concerned is told what came and went, exactly, at once."""

from datetime import date

import pytest

from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.tallies.models import PastChange
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.queries import past
from edinstvo.insight.indicators.queries.past import StillCounting, figures_in_todays_tree
from tests.cast import TODAY, Cast, a_primary, a_union, visitor
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import moved

_COUNTING = "ещё считаются"
_MOVED_ON = date(2025, 1, 1)


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Kept: one member in each of three schools. Two changed organisations are more than are counted at once."""
    monkeypatch.setattr(past, "MOST_CHANGED", 1)
    cast = a_union()
    for place, name in ((cast.berezovka, "Анна"), (cast.buy_school, "Вера"), (cast.mtsensk_school, "Нина")):
        a_member(place, f"Учётная {name}")
    keep_courses()
    assert not PastChange.objects.exists()
    return cast


def test_of_a_load_only_those_above_it_wait(cast: Cast) -> None:
    a_member(cast.berezovka, "Новая Галина")
    a_member(cast.lyceum, "Новая Дарья")
    for place in (cast.union, cast.kostroma, cast.galich):
        with pytest.raises(StillCounting):
            _members(place.pk)
    others = (cast.buy, cast.buy_school, cast.oryol, cast.mtsensk, cast.mtsensk_school)
    assert [_members(place.pk) for place in others] == [1] * 5
    assert [_members(place.pk) for place in (cast.berezovka, cast.lyceum)] == [2, 1]


def test_of_a_move_both_regions_wait_and_a_third_does_not(cast: Cast) -> None:
    a_member(a_primary(cast.buy, "ППО второй школы"), "Новая Галина")
    keep_courses()
    moved(cast.buy, cast.oryol, on=_MOVED_ON)
    for place in (cast.kostroma, cast.oryol):
        with pytest.raises(StillCounting):
            _members(place.pk)
    assert (_members(cast.galich.pk), _members(cast.mtsensk.pk)) == (1, 1)


def test_of_a_small_move_both_regions_are_exact_at_once(cast: Cast) -> None:
    moved(cast.buy_school, cast.mtsensk, on=_MOVED_ON)
    assert [_members(place.pk) for place in (cast.kostroma, cast.buy, cast.oryol, cast.mtsensk)] == [1, 0, 2, 2]
    assert _members(cast.union.pk) == 3


def test_the_page_of_today_tells_the_movement(cast: Cast) -> None:
    a_member(cast.berezovka, "Новая Галина")
    a_member(cast.lyceum, "Новая Дарья")
    browser = visitor(Role.STAFF, cast.union)
    pages = [browser.get(f"/indicators/?organisation={place.inpo}") for place in (cast.galich, cast.mtsensk)]
    assert [_COUNTING in page.content.decode().replace("\xa0", " ") for page in pages] == [True, False]
    assert "<dt>Вступили</dt>" in pages[1].content.decode()


def _members(id_: int) -> int:
    return figures_in_todays_tree(organisation_ids=[id_], on=TODAY)[id_]["members"]
