"""Other wishes than those of 2021, written to the register and counted there from rows: the extreme ones too."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.rules.simulation.targets import Targets
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from tests.sites.demonstration.simulation.registering import counted_of, simulate_all, wanted_of
from tests.sites.demonstration.simulation.wishing import EXTREMES, wishes

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("targets", EXTREMES.values(), ids=EXTREMES.keys())
def test_as_far_out_as_they_go_come_out(targets: Targets) -> None:
    _come_out(targets, seed=1)


# What fails is small already: shrinking it would write a hundred unions more.
@settings(
    max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(targets=wishes())
def test_drawn_ones_come_out(targets: Targets) -> None:
    with transaction.atomic():
        _come_out(targets, seed=2)
        transaction.set_rollback(True)


def _come_out(targets: Targets, *, seed: int) -> None:
    simulate_all(SimulatedUnion(seed, targets))
    counted, wanted = counted_of(targets=targets), wanted_of(targets)
    assert {name: counted[name] for name in wanted} == wanted
    for one in targets.named:
        place = Organisation.objects.get(name=one.name)
        assert counted_of(place, targets=targets)["joined_online"] == one.count
    for day in _days_between(targets):
        assert counted_of(targets=targets, as_of=day)["regions_structured"] == targets.regions_structured, day


def _days_between(targets: Targets) -> set[date]:
    """Some days on which no region may complete its structure any more, the first and the last among them."""
    first, length = targets.structured_by, (targets.as_of - targets.structured_by).days
    return {first + timedelta(days=length * part // 4) for part in range(5)}
