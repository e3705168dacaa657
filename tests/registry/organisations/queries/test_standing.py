"""What stands where today, and who sees it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import (
    chain_of,
    children_of,
    number_of,
    numbered,
    organisation,
    organisations,
    part,
)
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_primary, a_union, auditor, chair, staff


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def test_everybody_sees_their_branch_with_its_head(cast: Cast) -> None:
    seen = organisations(seen_by=chair(cast.college))
    assert set(seen) == {cast.college, cast.evening_department, cast.group}
    assert set(organisations(seen_by=auditor(cast.union))) == set(cast.everything())


def test_a_foreign_organisation_does_not_exist(cast: Cast) -> None:
    stranger = chair(cast.college)
    assert organisation(inpo=cast.college.inpo or "", seen_by=stranger) == cast.college
    for foreign in (cast.buy, cast.buy_school, cast.mtsensk_school):
        with pytest.raises(Organisation.DoesNotExist):
            organisation(inpo=foreign.inpo or "", seen_by=stranger)


def test_a_part_is_found_by_its_id_and_only_a_part(cast: Cast) -> None:
    assert part(id=cast.group.pk, seen_by=chair(cast.college)) == cast.group
    for foreign, actor in ((cast.group, chair(cast.lyceum)), (cast.college, OPERATOR)):
        with pytest.raises(Organisation.DoesNotExist):
            part(id=foreign.pk, seen_by=actor)


def test_the_chain_leads_from_the_union_down(cast: Cast) -> None:
    assert chain_of(cast.group) == [cast.union, cast.kostroma, cast.buy, cast.college, cast.evening_department]
    assert chain_of(cast.union) == []


def test_children_come_with_their_figures(cast: Cast) -> None:
    add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(cast.galich.pk, 812), (cast.buy.pk, 5), (cast.buy.pk, -1)])
    rows = children_of(cast.kostroma, seen_by=OPERATOR).rows
    assert [(row.organisation, row.members, row.organisations) for row in rows] == [
        (cast.buy, 4, 2),
        (cast.galich, 812, 2),
        (cast.university, 0, 0),
    ]


def test_a_page_of_children_takes_two_queries_however_many_they_are(cast: Cast) -> None:
    for n in range(12):
        a_primary(cast.mtsensk, f"ППО {n}")
    with CaptureQueriesContext(connection) as queries:
        assert len(children_of(cast.mtsensk, seen_by=OPERATOR).rows) == 13
    assert len(queries) == 2


def test_closed_children_are_listed_apart(cast: Cast) -> None:
    close_organisation(actor=OPERATOR, organisation=cast.lyceum, on=TODAY, at=NOW, decision="№ 1", expected_version=1)
    assert [row.organisation for row in children_of(cast.galich, seen_by=OPERATOR).rows] == [cast.berezovka]
    assert [row.organisation for row in children_of(cast.galich, seen_by=OPERATOR, closed=True).rows] == [cast.lyceum]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 9), turn_back_after=st.integers(0, 9))
def test_pages_forth_and_back_are_slices_of_one_list(cast: Cast, size: int, turn_back_after: int) -> None:
    names = [f"ППО {n % 3} школы {n}" for n in range(7)]
    for name in names:
        if not Organisation.objects.filter(name=name, parent=cast.mtsensk).exists():
            a_primary(cast.mtsensk, name)
    everybody = [row.organisation for row in children_of(cast.mtsensk, seen_by=OPERATOR, size=99).rows]
    assert everybody == sorted(everybody, key=lambda row: (row.name_key, row.pk))
    start, page = 0, children_of(cast.mtsensk, seen_by=OPERATOR, size=size)
    for _ in range(turn_back_after):
        if page.next is None:
            break
        start, page = start + size, children_of(cast.mtsensk, seen_by=OPERATOR, size=size, cursor=page.next)
        assert [row.organisation for row in page.rows] == everybody[start : start + size]
    assert (page.next is None) == (start + size >= len(everybody))
    while page.previous is not None:
        start, page = start - size, children_of(cast.mtsensk, seen_by=OPERATOR, size=size, cursor=page.previous)
        assert [row.organisation for row in page.rows] == everybody[start : start + size]
    assert start == 0


def test_a_place_of_an_address_is_found_by_what_names_it(cast: Cast) -> None:
    staff_of_buy = staff(cast.buy)
    for place in (cast.college, cast.evening_department, cast.group):
        assert numbered(number_of(place), seen_by=staff_of_buy) == place


@pytest.mark.parametrize("number", ["", "n", "nx", "n1.5", "n" + "9" * 30, "x", "12345678901", "n0"])
def test_nonsense_names_no_place(cast: Cast, number: str) -> None:
    with pytest.raises(Organisation.DoesNotExist):
        numbered(number, seen_by=staff(cast.buy))


def test_a_foreign_place_is_none(cast: Cast) -> None:
    with pytest.raises(Organisation.DoesNotExist):
        numbered(number_of(cast.group), seen_by=staff(cast.galich))
