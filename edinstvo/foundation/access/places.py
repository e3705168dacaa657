"""Places in the tree as far as a grant names them."""

from dataclasses import dataclass

from edinstvo.foundation.access.branches import Level


@dataclass(frozen=True)
class Place:
    """A placed row that is no row: the three columns that a branch is compared with (see `branches.Placed`)."""

    region_id: int | None = None
    territory_id: int | None = None
    primary_id: int | None = None


# Only a power over the whole union reaches what lies in no branch.
WHOLE_UNION = Place()


def place_named_by(*, level: Level, organisation_id: int) -> Place:
    """As much of an organisation's place as its id alone tells; what stands above it stays unknown."""
    return WHOLE_UNION if level is Level.UNION else Place(**{f"{level.value}_id": organisation_id})
