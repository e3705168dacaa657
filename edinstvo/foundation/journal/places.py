"""What the places of entries are called: the slice that owns the tree says it, for the journal stands below it."""

from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.models import Entry

# Names of organisations by id, of those that the actor may see.
Namer: TypeAlias = Callable[[Collection[int], Actor], Mapping[int, str]]

_NAMERS: list[Namer] = []


def names_places(function: Namer) -> Namer:
    """Make a function the one that names organisations in the journal. The slice's urls.py makes it known."""
    if function not in _NAMERS:
        _NAMERS.append(function)
    return function


def names_of(places: Collection[int], *, seen_by: Actor) -> dict[int, str]:
    """The names of these organisations, as far as anybody here knows them; one query for all."""
    return {id_: name for namer in _NAMERS if places for id_, name in namer(places, seen_by).items()}


def place_of(entry: Entry) -> int | None:
    """The lowest organisation that an entry lies in; None for an act of the whole union."""
    return entry.primary_id or entry.territory_id or entry.region_id
