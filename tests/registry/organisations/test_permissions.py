"""Role, power and place: the table that people read is what the checks and the SQL do."""

import pytest

from edinstvo.foundation.access.actor import NOBODY, Actor
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import may_found_below, may_manage, may_see, visible_to
from edinstvo.registry.organisations.queries.standing import organisations
from tests.cast import OPERATOR, Cast, a_union, actor

HEADS = ("union", "kostroma", "galich", "lyceum", "college", "university")
# Who sees the branch, who founds below its head (and anywhere deeper), who renames and closes what lies below it.
SEES = {Role.CHAIR, Role.OPERATOR, Role.STAFF, Role.AUDITOR, Role.ADMINISTRATOR}
MANAGES = {Role.STAFF, Role.ADMINISTRATOR}


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("head", HEADS)
def test_the_matrix_of_role_and_place(cast: Cast, role: Role, head: str) -> None:
    top: Organisation = getattr(cast, head)
    somebody = actor(role, top)
    for place in cast.everything():
        is_in_branch = top.pk in place.chain_ids
        is_below = is_in_branch and place != top
        assert may_see(somebody, place) == (is_in_branch and role in SEES), place
        assert may_found_below(somebody, place) == (is_in_branch and role in MANAGES), place
        # The parts of a primary share its place, and the central staff may rename the union itself.
        is_managed = is_below or (top.level == "union" and place == top)
        assert may_manage(somebody, place) == (is_managed and role in MANAGES), place


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("head", HEADS)
def test_the_sql_scope_is_the_check(cast: Cast, role: Role, head: str) -> None:
    somebody = actor(role, getattr(cast, head))
    assert set(organisations(seen_by=somebody)) == {row for row in cast.everything() if may_see(somebody, row)}


def test_nobody_sees_nothing_and_the_operator_everything(cast: Cast) -> None:
    assert not organisations(seen_by=NOBODY)
    assert set(organisations(seen_by=OPERATOR)) == set(cast.everything())


def test_several_branches_add_up(cast: Cast) -> None:
    one, other = actor(Role.CHAIR, cast.lyceum), actor(Role.CHAIR, cast.mtsensk_school)
    both = Actor(user_id=1, name="Both", grants=one.grants | other.grants)
    assert set(Organisation.objects.filter(visible_to(both))) == {cast.lyceum, cast.mtsensk_school}


def test_the_scope_is_reached_from_another_row(cast: Cast) -> None:
    below = Organisation.objects.filter(visible_to(actor(Role.CHAIR, cast.college), via="parent__"))
    assert set(below) == {cast.evening_department, cast.group}
