"""Branches of the union: the places a power holds in, as a check and as one SQL predicate."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db.models import Q


class Level(StrEnum):
    """How high a branch is cut; each but the union has its column on every placed row."""

    UNION = "union"
    REGION = "region"
    TERRITORY = "territory"
    PRIMARY = "primary"


@dataclass(frozen=True)
class Branch:
    """An organisation and everything below it."""

    level: Level
    organisation_id: int


class Placed(Protocol):
    """A row that lies somewhere in the tree: an organisation, a membership, an entry of the journal.

    Each attribute is the id of the organisation of that level above the row (or the row itself), or None.
    """

    @property
    def region_id(self) -> int | None: ...
    @property
    def territory_id(self) -> int | None: ...
    @property
    def primary_id(self) -> int | None: ...


def lies_in(branches: Iterable[Branch], placed: Placed) -> bool:
    """Whether the row lies in one of the branches: the same rule as `within`, for one row in hand."""
    return any(
        branch.level is Level.UNION or getattr(placed, f"{branch.level}_id") == branch.organisation_id
        for branch in branches
    )


def within(branches: Iterable[Branch], *, via: str = "") -> Q:
    """The predicate "lies in one of the branches" over the columns region_id, territory_id and primary_id.

    `via` leads to the placed row from the queried model, as in `via="membership__"`. No branch at all matches nothing.
    """
    condition = Q(pk__in=[])
    for branch in branches:
        if branch.level is Level.UNION:
            return Q()
        condition |= Q(**{f"{via}{branch.level}_id": branch.organisation_id})
    return condition
