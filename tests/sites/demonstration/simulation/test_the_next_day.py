"""A simulation that was stopped before midnight is the same one after it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from edinstvo.sites.demonstration.actions.simulation.begin_simulation import begin_simulation
from edinstvo.sites.demonstration.actions.simulation.simulate_region import simulate_region
from edinstvo.sites.demonstration.actions.world import moment
from edinstvo.sites.demonstration.management.wishes import wished
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from tests.sites.demonstration.simulation.drawing import TODAY
from tests.sites.demonstration.simulation.registering import counted_of

FIRST_EVENING = moment(TODAY, 23, 50)
MEMBERS = 700


def _asked(now: datetime) -> tuple[SimulatedUnion, datetime]:
    """What the command makes of its arguments at that moment."""
    targets = wished(members=MEMBERS, file=None, now=now)
    return SimulatedUnion(1, targets), min(now, moment(targets.as_of, 18))


@pytest.mark.django_db
@pytest.mark.parametrize("later", [timedelta(minutes=20), timedelta(days=40)])
def test_goes_on_after_midnight_as_of_the_day_it_began(later: timedelta) -> None:
    union, at = _asked(FIRST_EVENING)
    ids = begin_simulation(union=union, at=at)
    first, *others = union.shares
    assert simulate_region(union=union, code=first, ids=ids, at=at) > 0
    again, then = _asked(FIRST_EVENING + later)
    assert (again.seal, then) == (union.seal, at)
    assert begin_simulation(union=again, at=then) == ids
    assert simulate_region(union=again, code=first, ids=ids, at=then) == 0
    assert all(simulate_region(union=again, code=code, ids=ids, at=then) for code in others)
    assert counted_of(as_of=TODAY)["registered"] == union.targets.registered


@pytest.mark.django_db
@pytest.mark.parametrize("hour", [0, 23])
def test_begins_as_of_today_where_nothing_has_begun(hour: int) -> None:
    now = moment(TODAY, hour, 1)
    assert wished(members=MEMBERS, file=None, now=now).as_of == timezone.localdate(now) == TODAY
