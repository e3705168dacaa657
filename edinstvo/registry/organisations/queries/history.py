"""Organisations on a past day: as known today, or as they were known at the end of some day since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import fold
from edinstvo.registry.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
    known,
)
from edinstvo.registry.organisations.permissions import may_see
from edinstvo.registry.organisations.queries.branch_on import ids_on
from edinstvo.registry.organisations.queries.facts import in_force, latest
from edinstvo.registry.organisations.queries.standing import organisations


@dataclass(frozen=True)
class Stood:
    """An organisation as it stood on a day: today's row, and its name and parent of that day."""

    organisation: Organisation
    parent_id: int | None
    name: str
    short_name: str
    is_seen: bool = True


@dataclass(frozen=True)
class Moved:
    """A move: from which day it holds, and under whom the organisation stood before."""

    on: date
    back_to: Organisation


def name_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> OrganisationName | None:
    """The name borne on the day, or None before the founding (or before anybody knew of it)."""
    return latest(organisation.names.filter(known(on=known_on), valid_from__lte=on))


def parent_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> OrganisationParent | None:
    """Under whom it stood on the day, or None before the founding; of the union, a fact without a parent."""
    return latest(organisation.parents.filter(known(on=known_on), valid_from__lte=on).select_related("parent"))


def status_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> str | None:
    """`open` or `closed` on the day, or None before the founding."""
    fact = latest(organisation.statuses.filter(known(on=known_on), valid_from__lte=on))
    return fact.status if fact else None


def tree_on(
    organisation: Organisation, *, on: date, seen_by: Actor, known_on: date | None = None, levels: int = 10
) -> list[Stood]:
    """What stood under the organisation on the day, at most so many levels deep, level by level in the order of names.

    Whoever sees the organisation sees what belonged to it, also what has left it since: by name, `is_seen` says whether
    the page is theirs to open. Of an organisation that they do not see, only what they see today.
    """
    parents = ids_on(organisation, on=on, known_on=known_on, levels=levels)
    return list(_stood(organisation, parents, on=on, known_on=known_on, seen_by=seen_by))


def last_move(organisation: Organisation) -> Moved | None:
    """Its last move as far as is known, or None while it stands where it was founded."""
    facts = organisation.parents.filter(known()).select_related("parent").order_by("-valid_from")[:2]
    if len(facts) < 2 or facts[1].parent is None:
        return None
    return Moved(on=facts[0].valid_from, back_to=facts[1].parent)


def chain_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> list[Organisation]:
    """Those that it stood under on the day, from the union down; their rows as they are today."""
    chain: list[Organisation] = []
    above = parent_on(organisation, on=on, known_on=known_on)
    while above is not None and above.parent is not None and above.parent not in chain:
        chain.insert(0, above.parent)
        above = parent_on(above.parent, on=on, known_on=known_on)
    return chain


def type_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> str | None:
    """Its type on the day, or None before the founding."""
    fact = latest(organisation.kinds.filter(known(on=known_on), valid_from__lte=on))
    return fact.type if fact else None


def institution_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> str:
    """The kind of institution it stood in on the day, "" where none is known."""
    fact = latest(organisation.institutions.filter(known(on=known_on), valid_from__lte=on))
    return fact.institution if fact else ""


def _stood(
    head: Organisation, parents: dict[int, int], *, on: date, known_on: date | None, seen_by: Actor
) -> Iterator[Stood]:
    visible = Organisation.objects.all() if may_see(seen_by, head) else organisations(seen_by=seen_by)
    rows = visible.in_bulk(list(parents))
    depths = _depths(head.pk, parents)
    names = OrganisationName.objects.filter(known(on=known_on), valid_from__lte=on, organisation_id__in=rows)
    statuses = OrganisationStatus.objects.filter(known(on=known_on), valid_from__lte=on, organisation_id__in=rows)
    status = dict(in_force(statuses).values_list("organisation_id", "status"))
    named = {fact.organisation_id: fact for fact in in_force(names)}
    for id_ in sorted(named, key=lambda id_: (depths[id_], fold(named[id_].short_name), id_)):
        if status.get(id_) == OrganisationStatus.Status.OPEN:
            is_seen = may_see(seen_by, rows[id_])
            yield Stood(rows[id_], parents[id_], named[id_].name, named[id_].short_name, is_seen)


def _depths(head_id: int, parents: dict[int, int]) -> dict[int, int]:
    """How far below the head each stood; those above come first in `parents`."""
    depths = {head_id: 0}
    for id_, parent_id in parents.items():
        depths[id_] = depths[parent_id] + 1
    return depths
