"""A branch as a check of one row and as one SQL predicate: always the same rule."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.foundation.access.branches import Branch, Level, lies_in, within
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.journal.models import Entry
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import Place
from tests.cast import NOW, OPERATOR, a_union

_ids = st.none() | st.integers(1, 4)
_places = st.builds(Place, region_id=_ids, territory_id=_ids, primary_id=_ids)
_branches = st.lists(st.builds(Branch, level=st.sampled_from(Level), organisation_id=st.integers(0, 4)), max_size=4)


@pytest.fixture
def places(db: None) -> list[Place]:
    """Every combination of a few organisations, as entries of the journal, which is placed but stands in no tree."""
    ids = (None, 1, 2, 3, 4)
    rows = [Place(region, territory, primary) for region in ids for territory in ids for primary in ids]
    for place in rows:
        write_entry(actor=OPERATOR, verb="seen", about=About("place", None, ""), at_place=place, at=NOW)
    return rows


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(branches=_branches)
def test_the_predicate_finds_what_the_check_lets_through(places: list[Place], branches: list[Branch]) -> None:
    found = Entry.objects.filter(within(branches)).values_list("region_id", "territory_id", "primary_id")
    assert sorted(map(str, found)) == sorted(
        str((place.region_id, place.territory_id, place.primary_id)) for place in places if lies_in(branches, place)
    )


@given(place=_places)
def test_the_whole_union_holds_every_row_and_no_branch_none(place: Place) -> None:
    assert lies_in([Branch(Level.UNION, 0)], place)
    assert not lies_in([], place)


def test_no_branch_asks_the_database_nothing(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert not Entry.objects.filter(within([]))
    assert len(queries) == 0


def test_the_predicate_reaches_through_a_relation(db: None) -> None:
    cast = a_union()
    found = Organisation.objects.filter(within([Branch(Level.TERRITORY, cast.buy.pk)], via="parent__"))
    assert set(found) == {cast.buy_school, cast.college, cast.evening_department, cast.group}
