"""Changing the type: dated, within one level, and only where everything above and below still fits."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.change_type import LevelWouldChange, TypeUnchanged, change_type
from edinstvo.registry.organisations.actions.found_organisation import TypeNotAllowedHere
from edinstvo.registry.organisations.actions.refuse_disorder import SomethingBelowDoesNotFit
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.queries.history import type_on
from tests.cast import FOUNDED, NOW, OPERATOR, TODAY, Cast, a_primary, a_union, found, staff
from tests.registry.organisations.moving import fresh, moved

PRIMARY, WITH_RIGHTS = OrganisationType.PRIMARY, OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS
DAY = date(2022, 1, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_a_primary_gets_territorial_rights_from_a_day_on(cast: Cast) -> None:
    school = a_primary(cast.kostroma, "ППО Академии")
    changed = _changed(school, WITH_RIGHTS)
    assert (changed.type, changed.inpo, changed.version) == (WITH_RIGHTS, school.inpo, 2)
    days = (FOUNDED - timedelta(days=1), FOUNDED, DAY - timedelta(days=1), DAY)
    assert [type_on(school, on=day) for day in days] == [None, PRIMARY, PRIMARY, WITH_RIGHTS]
    entry = Entry.objects.get(verb="organisation_type_changed")
    assert (entry.before["type"], entry.after["type"]) == (PRIMARY, WITH_RIGHTS)


def test_a_primary_below_a_territory_moves_first(cast: Cast) -> None:
    with pytest.raises(TypeNotAllowedHere):
        _changed(cast.lyceum, WITH_RIGHTS)
    moved(cast.lyceum, cast.kostroma)
    with pytest.raises(TypeNotAllowedHere):
        _changed(cast.lyceum, WITH_RIGHTS, on=DAY - timedelta(days=1))
    assert _changed(cast.lyceum, WITH_RIGHTS).type == WITH_RIGHTS


def test_rights_end_before_it_moves_below_a_territory(cast: Cast) -> None:
    with pytest.raises(TypeNotAllowedHere):
        moved(cast.university, cast.buy, on=date(2023, 1, 1))
    _changed(cast.university, PRIMARY)
    with pytest.raises(TypeNotAllowedHere):
        moved(cast.university, cast.buy, on=DAY - timedelta(days=1))
    assert moved(cast.university, cast.buy, on=date(2023, 1, 1)).parent == cast.buy


def test_regional_and_interregional_are_of_one_level(cast: Cast) -> None:
    assert _changed(cast.oryol, OrganisationType.INTERREGIONAL).type == OrganisationType.INTERREGIONAL


def test_what_stands_below_has_to_fit(cast: Cast) -> None:
    part = found(cast.evening_department, "Профгруппа методистов", type=OrganisationType.GROUP)
    with pytest.raises(SomethingBelowDoesNotFit) as refusal:
        _changed(cast.evening_department, OrganisationType.GROUP)
    assert refusal.value.organisation in (part, cast.group)
    assert fresh(cast.evening_department).type == OrganisationType.SUBDIVISION
    assert type_on(cast.evening_department, on=TODAY) == OrganisationType.SUBDIVISION


def test_an_earlier_day_leaves_today_as_it_is_and_the_same_day_corrects(cast: Cast) -> None:
    _changed(cast.university, PRIMARY)
    _changed(cast.university, WITH_RIGHTS, on=date(2024, 1, 1))
    assert fresh(cast.university).type == WITH_RIGHTS
    assert _changed(cast.university, PRIMARY, on=date(2024, 1, 1), at=NOW + timedelta(days=2)).type == PRIMARY
    assert type_on(cast.university, on=TODAY, known_on=NOW.date()) == WITH_RIGHTS


def test_said_twice_is_done_once(cast: Cast) -> None:
    assert [_changed(cast.university, PRIMARY, version=1).version for _ in range(2)] == [2, 2]


@pytest.mark.parametrize("type_", [OrganisationType.TERRITORIAL, OrganisationType.UNION, OrganisationType.GROUP])
def test_the_level_stays(cast: Cast, type_: OrganisationType) -> None:
    with pytest.raises(LevelWouldChange):
        _changed(cast.lyceum, type_)


def test_is_refused(cast: Cast) -> None:
    with pytest.raises(TypeUnchanged):
        _changed(cast.lyceum, PRIMARY)
    with pytest.raises(BeforeFounding):
        _changed(cast.university, PRIMARY, on=FOUNDED - timedelta(days=1))
    with pytest.raises(EditedMeanwhile):
        _changed(cast.university, PRIMARY, version=2)
    with pytest.raises(PowerMissing):
        change_type(
            actor=staff(cast.oryol),
            organisation=cast.university,
            type=PRIMARY,
            on=DAY,
            at=NOW,
            decision="№ 1",
            expected_version=1,
        )


def _changed(organisation: Organisation, type_: OrganisationType, **said: object) -> Organisation:
    asked = {"on": DAY, "at": NOW, "version": fresh(organisation).version, **said}
    return change_type(
        actor=OPERATOR,
        organisation=organisation,
        type=type_,
        on=asked["on"],
        at=asked["at"],
        decision="Постановление № 4-2",
        expected_version=asked["version"],
    )
