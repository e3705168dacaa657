"""Organisations on a past day: as known today, or as they were known at the end of some day since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Manager, OuterRef, Q, QuerySet, Subquery

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import fold
from edinstvo.registry.organisations.models import (
    DeclaredHeads,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
    known,
)
from edinstvo.registry.organisations.permissions import may_see, visible_to
from edinstvo.registry.organisations.queries.branch_on import chain_on, ids_on
from edinstvo.registry.organisations.queries.facts import Fact, in_force, latest


@dataclass(frozen=True)
class Stood:
    """An organisation as it stood on a day: today's row, and its name and parent of that day."""

    organisation: Organisation
    parent_id: int | None
    name: str
    short_name: str
    is_seen: bool = True


@dataclass(frozen=True)
class Was:
    """What an organisation was on a day, "" where nothing was known: its names, its type, `open` or `closed`.

    What its papers were last said to count by then (`declared_on`): workers, students, pensioners.
    """

    name: str
    short_name: str
    type: str
    status: str
    declared_on: date | None
    declared: tuple[int, ...]


@dataclass(frozen=True)
class Moved:
    """A move: from which day it holds, under whom the organisation stood before, and the fact that says so."""

    on: date
    back_to: Organisation
    fact_id: int


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


def was_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> Was:
    """All of what `name_on`, `type_on`, `status_on` and `declared_of` say, in one statement."""
    names, kinds, statuses = OrganisationName.objects, OrganisationKind.objects, OrganisationStatus.objects
    asked: list[tuple[Manager[Any], str]] = [
        (names, "name"),
        (names, "short_name"),
        (kinds, "type"),
        (statuses, "status"),
        *((DeclaredHeads.objects, column) for column in ("valid_from", "workers", "students", "retired")),
    ]
    of_day = [
        Subquery(
            facts.filter(_said(on, known_on), organisation=OuterRef("pk")).order_by("-valid_from").values(column)[:1]
        )
        for facts, column in asked
    ]
    name, short_name, type_, status, declared_on, *heads = Organisation.objects.values_list(*of_day).get(
        pk=organisation.pk
    )
    return Was(
        name=name or "",
        short_name=short_name or "",
        type=type_ or "",
        status=status or "",
        declared_on=declared_on,
        declared=tuple(heads) if declared_on else (),
    )


def tree_on(
    organisation: Organisation, *, on: date, seen_by: Actor, known_on: date | None = None, levels: int = 10
) -> list[Stood]:
    """What stood under the organisation on the day, at most so many levels deep, level by level in the order of names.

    Whoever sees the organisation, or one that it stood under on the day, sees what belonged to it, also what has left
    since: `is_seen` says whether its page of today is theirs to open. Of any other, only what they see today.
    """
    parents = ids_on(organisation, on=on, known_on=known_on, levels=levels)
    depths = _depths(organisation.pk, parents)
    rows = _named(parents, on=on, known_on=known_on)
    if not (may_see(seen_by, organisation) or _was_theirs(organisation, on, known_on, seen_by)):
        rows = rows.filter(visible_to(seen_by, via="organisation__"))
    found = [
        Stood(
            row.organisation, parents[row.organisation_id], row.name, row.short_name, may_see(seen_by, row.organisation)
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (depths[one.organisation.pk], fold(one.short_name), one.organisation.pk))


def _was_theirs(organisation: Organisation, on: date, known_on: date | None, seen_by: Actor) -> bool:
    """Whether it stood under one that they see today."""
    return any(may_see(seen_by, above) for above in chain_on(organisation, on=on, known_on=known_on))


def last_move(organisation: Organisation) -> Moved | None:
    """Its last move as far as is known, or None while it stands where it was founded."""
    move = latest(organisation.parents.filter(known()))
    back = held_before(move) if move else None
    if move is None or back is None or back.parent is None:
        return None
    return Moved(on=move.valid_from, back_to=back.parent, fact_id=move.pk)


def is_no_move_any_more(organisation: Organisation, *, fact_id: int) -> bool:
    """Whether that move of the organisation was known once, and has been taken back or corrected since."""
    return organisation.parents.filter(pk=fact_id, known_until__isnull=False).exists()


def said_first(fact: Fact) -> Fact:
    """The act that a known fact goes back to: itself, or the one that holds again since another was taken back."""
    first: Any = fact.restates
    said: Fact = first or fact
    return said


def held_before(fact: Fact) -> Fact | None:
    """The fact that holds without a known one: what it replaced of its day, else the one of the days before."""
    first = said_first(fact)
    facts = type(fact)._default_manager.filter(organisation_id=fact.organisation_id).select_related("restates")
    of_the_day = facts.filter(valid_from=fact.valid_from, known_until=first.known_since, pk__lt=first.pk)
    return of_the_day.order_by("pk").last() or latest(facts.filter(known(), valid_from__lt=fact.valid_from))


def type_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> str | None:
    """Its type on the day, or None before the founding."""
    fact = latest(organisation.kinds.filter(known(on=known_on), valid_from__lte=on))
    return fact.type if fact else None


def institution_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> str:
    """The kind of institution it stood in on the day, "" where none is known."""
    fact = latest(organisation.institutions.filter(known(on=known_on), valid_from__lte=on))
    return fact.institution if fact else ""


def _said(on: date, known_on: date | None) -> Q:
    """The predicate of the facts that began by the day, as known then."""
    return known(on=known_on) & Q(valid_from__lte=on)


def _named(ids: Collection[int], *, on: date, known_on: date | None) -> QuerySet[OrganisationName]:
    """The names of the day of those that were open on it, with their organisations."""
    names = in_force(OrganisationName.objects.filter(_said(on, known_on)))
    statuses = in_force(OrganisationStatus.objects.filter(_said(on, known_on)))
    is_open = statuses.filter(organisation_id=OuterRef("organisation_id"), status=OrganisationStatus.Status.OPEN)
    return names.filter(Exists(is_open), organisation_id__in=ids).select_related("organisation")


def _depths(head_id: int, parents: dict[int, int]) -> dict[int, int]:
    """How far below the head each stood; those above come first in `parents`."""
    depths = {head_id: 0}
    for id_, parent_id in parents.items():
        depths[id_] = depths[parent_id] + 1
    return depths
