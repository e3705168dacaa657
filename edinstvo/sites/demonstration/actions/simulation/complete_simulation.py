"""Say that a simulated union is complete, so that nobody fills it a second time."""

from collections.abc import Mapping
from datetime import datetime

from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.simulation.begin_simulation import SIMULATOR
from edinstvo.sites.demonstration.queries import SIMULATION_COMPLETED
from edinstvo.sites.demonstration.rules.tree import UNION


def complete_simulation(*, ids: Mapping[str, int], at: datetime) -> None:
    """To be called when every region is in; from then on the same command is refused as any other is."""
    union = Organisation.objects.get(pk=ids[UNION])
    about = About(type="union", id=union.pk, name=union.name)
    write_entry(actor=SIMULATOR, verb=SIMULATION_COMPLETED, about=about, at_place=None, at=at)
