"""On record since before the organisation is known to stand: lists, counts and a recount say the same of every day."""

from datetime import date, timedelta

import pytest

from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.imports.actions.commit_plan import commit_plan
from edinstvo.registry.imports.actions.report import say_nothing
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import filtered
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.branch_on import ids_on, people_on
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, found
from tests.registry.imports.lists import planned
from tests.registry.members.people import a_member
from tests.registry.organisations.moving import disagreements, moved

FOUNDED, JOINED = date(2021, 9, 1), date(2010, 9, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def young(cast: Cast) -> Organisation:
    """Founded under Galich, by what the register knows; since 2023 in the other region."""
    school = found(cast.galich, "ППО Новой школы", type="primary", on=FOUNDED)
    moved(school, cast.mtsensk, on=date(2023, 1, 1))
    return school


@pytest.mark.parametrize("day", [JOINED, FOUNDED - timedelta(days=1), FOUNDED, TODAY])
def test_counts_where_the_organisation_is_first_known_to_have_stood(cast: Cast, young: Organisation, day: date) -> None:
    stays = [a_member(young, "Ветрова Нина", since=JOINED), a_member(cast.berezovka, "Белова Анна", since=JOINED)]
    home = cast.mtsensk if day == TODAY else cast.galich
    region = cast.oryol if day == TODAY else cast.kostroma
    expected = {
        young: {stays[0].pk},
        home: {stays[0].pk},
        region: {stays[0].pk},
        cast.union: {stays[0].pk},
        cast.berezovka: {stays[1].pk},
    }
    for place in (cast.galich, cast.kostroma, cast.union):
        expected[place] = expected.get(place, set()) | {stays[1].pk}
    for place in (*cast.everything(), young):
        there = expected.get(place, set())
        rows = filtered(filters=Filters(organisation=place, as_of=day), on=TODAY, seen_by=OPERATOR)
        assert set(rows.values_list("pk", flat=True)) == there, place
        assert people_on(place, on=day) == len(there), place
    assert (young.pk in ids_on(cast.galich, on=day)) == (FOUNDED <= day < date(2023, 1, 1))
    assert figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[young.pk, cast.union.pk]) == {
        young.pk: 1,
        cast.union.pk: 2,
    }
    assert disagreements() == []


def test_a_list_brings_it_without_a_word(cast: Cast, young: Organisation) -> None:
    plan = planned(young, [("Ветрова Нина", "01.09.2010")], headings=("ФИО", "Дата постановки на учёт"))
    assert [row.problems for row in plan.rows.all()] == [[]]
    commit_plan(actor=OPERATOR, plan_id=plan.pk, on=TODAY, at=NOW, report=say_nothing)
    assert Membership.objects.get().registered_on == JOINED
    assert people_on(cast.galich, on=JOINED) == 1
