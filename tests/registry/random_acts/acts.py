"""Acts of random histories: done in the register and, where that takes them, told to the ledger in plain words."""

from datetime import datetime

from edinstvo.foundation.tallies.actions.fold_deltas import fold_deltas
from edinstvo.registry.organisations.models import OrganisationType
from tests.cast import NOW, found
from tests.registry.organisations.small_union import BEGINNING, a_bare_union
from tests.registry.random_acts import of_lists, of_members, of_organisations, of_records, of_reorganisations
from tests.registry.random_acts.of_members import admit
from tests.registry.random_acts.of_organisations import enter
from tests.registry.random_acts.world import CATEGORIES, Act, Draw, World


def begin() -> World:
    """The small union with a department in a school, and three people in each of two schools."""
    world = World()
    rows = a_bare_union()
    rows.append(found(rows[-1], "Отделение", type=OrganisationType.SUBDIVISION, on=BEGINNING))
    for row in rows:
        enter(world.ledger, row, NOW)
    for number, place in enumerate([*rows[7:10] * 2, rows[-1]]):
        admit(world, place, BEGINNING.replace(day=1 + number), CATEGORIES[number % 3], NOW)
    return world


def act(world: World, name: str, draw: Draw, at: datetime) -> None:
    """Do it; what the register refuses is raised and not told."""
    ACTS[name](world, draw, at)


ACTS: dict[str, Act] = {
    **of_organisations.ACTS,
    **of_members.ACTS,
    **of_records.ACTS,
    **of_reorganisations.ACTS,
    **of_lists.ACTS,
    "fold": lambda *_: fold_deltas(),
}
