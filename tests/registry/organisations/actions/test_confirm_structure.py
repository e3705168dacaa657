"""A region confirms how many primary organisations it has."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.confirm_structure import NotRegional, confirm_structure
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.models import ConfirmedStructure, Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, staff

DAY = date(2024, 11, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def _confirm(place: Organisation, primaries: int = 3, *, on: date = DAY, actor: object = OPERATOR) -> Organisation:
    place.refresh_from_db()
    return confirm_structure(
        actor=actor,  # type: ignore[arg-type]  # an actor of any kind
        organisation=place,
        primaries=primaries,
        on=on,
        at=NOW,
        decision="Постановление президиума",
        expected_version=place.version,
    )


def test_is_a_fact_from_a_day_on_with_its_entry(cast: Cast) -> None:
    _confirm(cast.kostroma)
    _confirm(cast.kostroma, 4, on=DAY + timedelta(days=30), actor=staff(cast.kostroma))
    facts = ConfirmedStructure.objects.filter(organisation=cast.kostroma).order_by("valid_from")
    assert list(facts.values_list("primaries", "valid_from")) == [(3, DAY), (4, DAY + timedelta(days=30))]
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.before, entry.after["primaries"]) == ("structure_confirmed", {"primaries": 3}, 4)


def test_the_same_day_again_is_a_correction(cast: Cast) -> None:
    _confirm(cast.kostroma)
    _confirm(cast.kostroma, 5)
    known = ConfirmedStructure.objects.filter(ConfirmedStructure.KNOWN, organisation=cast.kostroma)
    assert [fact.primaries for fact in known] == [5]
    assert ConfirmedStructure.objects.count() == 2


def test_only_a_region_confirms_by_whoever_manages_it_and_not_ahead(cast: Cast) -> None:
    with pytest.raises(NotRegional):
        _confirm(cast.galich)
    with pytest.raises(PowerMissing):
        _confirm(cast.kostroma, actor=staff(cast.galich))
    with pytest.raises(DayNotCome):
        _confirm(cast.kostroma, on=TODAY + timedelta(days=1))
    assert not ConfirmedStructure.objects.exists()
