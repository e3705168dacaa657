"""Roles, powers and places: one table, asked as a check of a row in hand and as SQL over all rows."""

from collections.abc import Callable
from datetime import date

import pytest

from edinstvo.foundation.access.actor import NOBODY, Actor, PowerMissing
from edinstvo.foundation.access.powers import POWERS_OF, Power, Role
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.permissions import require_keeping, visible_to
from edinstvo.registry.organisations.models import Organisation
from tests.cast import Cast, a_union, actor
from tests.registry.members.people import a_former_member, a_member

PLACES = ["union", "kostroma", "galich", "berezovka", "lyceum", "college", "university", "oryol", "mtsensk_school"]
STAYS = ["berezovka", "lyceum", "college", "group", "university", "mtsensk_school"]


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


def lies_below(cast: Cast, stay: str, head: str) -> bool:
    """What a person would say, looking at the tree."""
    return getattr(cast, head).pk in getattr(cast, stay).chain_ids


@pytest.mark.parametrize("role", Role)
def test_of_every_role_at_every_place_see_and_keep_exactly_their_branch(cast: Cast, role: Role) -> None:
    stays = {stay: a_member(getattr(cast, stay), f"{stay.title()[:5]} Анна") for stay in STAYS}
    for place in PLACES:
        somebody = actor(role, getattr(cast, place))
        seen = set(Membership.objects.filter(visible_to(somebody)).values_list("pk", flat=True))
        for stay, membership in stays.items():
            inside = lies_below(cast, stay, place)
            assert (membership.pk in seen) == (inside and Power.SEE_MEMBERS in POWERS_OF[role]), (role, place, stay)
            assert may_keep(somebody, membership) == (inside and Power.KEEP_MEMBERS in POWERS_OF[role])


def test_see_the_past_of_their_branch_as_well(cast: Cast) -> None:
    former = a_former_member(cast.berezovka)
    a_member(cast.mtsensk_school, since=date(2025, 1, 1))
    seen = Membership.objects.filter(visible_to(actor(Role.CHAIR, cast.berezovka)))
    assert list(seen) == [former]


def test_of_nobody_see_nothing(cast: Cast) -> None:
    membership = a_member(cast.berezovka)
    assert not Membership.objects.filter(visible_to(NOBODY)).exists()
    assert not may_keep(NOBODY, membership)


def may_keep(somebody: Actor, placed: Membership | Organisation) -> bool:
    check: Callable[[Actor, Membership | Organisation], None] = require_keeping
    try:
        check(somebody, placed)
    except PowerMissing:
        return False
    return True
