"""The small union of 2021 in the register, and its figures as counted there."""

from datetime import UTC, date, datetime

from edinstvo.insight.indicators.queries.from_rows import Asked, counts_from_rows
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.simulation.begin_simulation import begin_simulation
from edinstvo.sites.demonstration.actions.simulation.simulate_region import simulate_region
from edinstvo.sites.demonstration.rules.simulation.union import SimulatedUnion
from tests.cast import OPERATOR
from tests.sites.demonstration.simulation.drawing import TARGETS

AT = datetime(2021, 3, 16, 15, 0, tzinfo=UTC)
UNION = SimulatedUnion(1, TARGETS)


def simulate_all(union: SimulatedUnion = UNION) -> int:
    """Everything in one process; how many people that were."""
    ids = begin_simulation(union=union, at=AT)
    return sum(simulate_region(union=union, code=code, ids=ids, at=AT) for code in union.shares)


def counted_of(organisation: Organisation | None = None, *, as_of: date = TARGETS.as_of) -> dict[str, int]:
    """The counts of a branch, or of the union."""
    head = organisation or Organisation.objects.get(type="union")
    asked = Asked(organisation=head, as_of=as_of, base=min(TARGETS.base, as_of), year=TARGETS.issued_year)
    return counts_from_rows(asked, seen_by=OPERATOR)
