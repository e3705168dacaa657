"""Where each form of the house stands."""

from collections.abc import Callable

from tests.cast import Cast
from tests.sites.office.hostile_doors import (
    access,
    consents,
    foundation,
    imports,
    insight,
    lists,
    lives,
    members,
    offices,
    organisations,
    reorganisations,
    transfers_and_merges,
)
from tests.sites.office.hostile_doors.door import Door

# Before anything stands.
FIRST_DOOR: dict[str, Callable[[], Door]] = organisations.FIRST_DOOR
DOORS: dict[str, Callable[[Cast], Door]] = {
    **access.DOORS,
    **consents.DOORS,
    **foundation.DOORS,
    **imports.DOORS,
    **insight.DOORS,
    **lists.DOORS,
    **lives.DOORS,
    **members.DOORS,
    **offices.DOORS,
    **organisations.DOORS,
    **reorganisations.DOORS,
    **transfers_and_merges.DOORS,
}
