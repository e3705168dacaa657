"""What no page of a stranger comes to is asked by hand, its predicate forgotten: nobody foreign is found."""

import pytest

from edinstvo.foundation.access.sight import sight_of
from edinstvo.registry.members.models import Membership
from tests.cast import OPERATOR, Cast, a_union, staff
from tests.registry.consents.giving import a_text
from tests.registry.members.lists import a_bulk_act
from tests.registry.members.people import a_former_member, a_member
from tests.registry.members.working import works_too
from tests.sites.office.by_hand import BY_HAND
from tests.sites.office.forgetting import forgotten

_READMITTING = "edinstvo.registry.members.actions.readmit_member"


@pytest.fixture
def cast(db: None) -> Cast:
    """One on record in Berezovka, who works in the lyceum too, one who has left; an act on all of the union."""
    cast = a_union()
    a_text()
    works_too(a_member(cast.berezovka, "Чужая Вера"), cast.lyceum)
    a_former_member(cast.berezovka, "Ушедшая Вера")
    a_bulk_act(OPERATOR)
    return cast


@pytest.mark.parametrize("module", sorted(BY_HAND))
def test_nobody_foreign_is_found_where_the_predicate_is_forgotten(cast: Cast, module: str) -> None:
    somebody, there = staff(cast.mtsensk), _foreign(module)
    with forgotten(lambda caller: caller == module), sight_of(somebody):
        assert BY_HAND[module](somebody, there) == []


@pytest.mark.parametrize("module", sorted(BY_HAND))
def test_they_would_be_found_without_the_policies(cast: Cast, module: str) -> None:
    somebody, there, asked = staff(cast.mtsensk), _foreign(module), set()

    def note(caller: str) -> bool:
        asked.add(caller)
        return caller == module

    with forgotten(note):
        assert BY_HAND[module](somebody, there) != []
    assert module in asked


def _foreign(module: str) -> Membership:
    """Whoever has left can be readmitted; whoever is on record can be found."""
    stays = Membership.objects.select_related("person", "organisation")
    return stays.get(person__last_name="Ушедшая" if module == _READMITTING else "Чужая")
