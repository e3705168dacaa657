"""The small union of 2021 in the register, and its figures as counted there."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.simulation.begin_simulation import begin_simulation
from edinstvo.sites.demonstration.actions.simulation.simulate_region import simulate_region
from edinstvo.sites.demonstration.actions.world import moment
from edinstvo.sites.demonstration.rules.simulation.targets import Targets
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from tests.cast import OPERATOR
from tests.sites.demonstration.simulation.drawing import TARGETS

AT = datetime(2021, 3, 16, 15, 0, tzinfo=UTC)
UNION = SimulatedUnion(1, TARGETS)


def simulate_all(union: SimulatedUnion = UNION, *, order: Sequence[str] | None = None) -> int:
    """Everything in one process, the regions in the order given; how many people that were."""
    at = moment(union.targets.as_of, 18)
    ids = begin_simulation(union=union, at=at)
    return sum(simulate_region(union=union, code=code, ids=ids, at=at) for code in order or list(union.shares))


def counted_of(
    organisation: Organisation | None = None, *, targets: Targets = TARGETS, as_of: date | None = None
) -> dict[str, int]:
    """The counts of a branch, or of the union, as the targets ask for them or as of another day."""
    head, on = organisation or Organisation.objects.get(type="union"), as_of or targets.as_of
    asked = Asked(organisation=head, as_of=on, base=min(targets.base, on), year=targets.issued_year)
    return counts_from_rows(asked, seen_by=OPERATOR)


def wanted_of(targets: Targets) -> dict[str, int]:
    """The figures that are to come out, under the names of the counts."""
    return {
        "total": targets.total,
        "registered": targets.registered,
        "plastic": targets.plastic,
        "bonus": targets.bonus,
        "issued_in_year": targets.issued,
        "regions_total": targets.regions_total,
        "regions_structured": targets.regions_structured,
        "joined_online": targets.joined_online,
    }
