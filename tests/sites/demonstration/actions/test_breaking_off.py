"""A filling that does not come to its end."""

import pytest

from edinstvo.foundation.access.models import User
from edinstvo.registry.members.models import Membership
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.fill_union import fill_union
from tests.sites.demonstration.small_union import NOW, SMALL


@pytest.mark.django_db
def test_leaves_nothing_half_filled() -> None:
    steps = fill_union(at=NOW, scale=SMALL)
    told = [next(steps) for _ in range(4)]
    assert Membership.objects.count() >= told[-1].people > 0
    steps.close()  # type: ignore[attr-defined]  # a generator, said to be an iterator
    for model in (Organisation, User, Membership):
        assert not model._default_manager.exists()
