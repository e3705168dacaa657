"""Reopening: a closing that never happened."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.actions.found_organisation import ParentClosed
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.queries.history import status_on
from tests.cast import FOUNDED, NOW, TODAY, Cast, a_primary, a_union, staff
from tests.registry.members.people import a_member
from tests.registry.organisations.closing import closed, reopened

CLOSED = date(2020, 1, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_it_stands_as_if_it_had_never_been_closed(cast: Cast) -> None:
    closed(cast.lyceum, on=CLOSED)
    school = reopened(cast.lyceum, at=NOW + timedelta(days=2))
    assert (school.is_open, school.version) == (True, 3)
    assert status_on(school, on=TODAY) == "open"
    assert status_on(school, on=TODAY, known_on=NOW.date()) == "closed"
    assert Entry.objects.get(verb="organisation_reopened").before == {"closed_on": "2020-01-01"}
    assert a_member(school).organisation == school


def test_what_was_closed_on_its_first_day_stands_from_that_day(cast: Cast) -> None:
    closed(cast.lyceum, on=FOUNDED)
    school = reopened(cast.lyceum)
    assert [status_on(school, on=day) for day in (FOUNDED - timedelta(days=1), FOUNDED)] == [None, "open"]


def test_can_be_closed_again_on_another_day(cast: Cast) -> None:
    closed(cast.lyceum, on=CLOSED)
    reopened(cast.lyceum)
    assert closed(cast.lyceum, on=TODAY).closed_on == TODAY
    assert status_on(cast.lyceum, on=CLOSED) == "open"


def test_said_twice_is_done_once(cast: Cast) -> None:
    closed(cast.lyceum, on=CLOSED)
    assert [reopened(cast.lyceum, version=2).version for _ in range(2)] == [3, 3]
    assert Entry.objects.filter(verb="organisation_reopened").count() == 1


def test_is_refused_under_a_closed_organisation_or_beside_a_namesake(cast: Cast) -> None:
    closed(cast.mtsensk_school, on=CLOSED)
    closed(cast.mtsensk, on=CLOSED)
    with pytest.raises(ParentClosed):
        reopened(cast.mtsensk_school)
    closed(cast.lyceum, on=CLOSED)
    a_primary(cast.galich, cast.lyceum.name)
    with pytest.raises(NameTaken):
        reopened(cast.lyceum)


def test_is_refused_to_a_stranger_and_of_another_version(cast: Cast) -> None:
    closed(cast.lyceum, on=CLOSED)
    with pytest.raises(PowerMissing):
        reopened(cast.lyceum, actor=staff(cast.oryol))
    with pytest.raises(EditedMeanwhile):
        reopened(cast.lyceum, version=1)
