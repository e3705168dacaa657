"""Organisations on a past day: as known today, or as they were known at the end of some day since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import fold
from edinstvo.registry.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
    known,
)
from edinstvo.registry.organisations.queries.standing import organisations

Fact = TypeVar("Fact", OrganisationName, OrganisationParent, OrganisationStatus)


@dataclass(frozen=True)
class Stood:
    """An organisation as it stood on a day: today's row, and its name and parent of that day."""

    organisation: Organisation
    parent_id: int | None
    name: str
    short_name: str


@dataclass(frozen=True)
class Correction:
    """What was taken for true until the moment `known_until`; `last_on` is the last day that ended so, if any did."""

    name: str
    known_until: datetime
    last_on: date | None


@dataclass(frozen=True)
class Happening:
    """A line of an organisation's history: `kind` is "founded", "renamed" or "closed"."""

    kind: str
    on: date
    decision: str
    known_since: datetime
    name: str = ""
    former_name: str = ""
    corrections: tuple[Correction, ...] = ()


def name_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> OrganisationName | None:
    """The name borne on the day, or None before the founding (or before anybody knew of it)."""
    return _latest(organisation.names.filter(known(on=known_on), valid_from__lte=on))


def parent_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> OrganisationParent | None:
    """Under whom it stood on the day, or None before the founding; of the union, a fact without a parent."""
    return _latest(organisation.parents.filter(known(on=known_on), valid_from__lte=on).select_related("parent"))


def status_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> str | None:
    """`open` or `closed` on the day, or None before the founding."""
    fact = _latest(organisation.statuses.filter(known(on=known_on), valid_from__lte=on))
    return fact.status if fact else None


def tree_on(
    organisation: Organisation, *, on: date, seen_by: Actor, known_on: date | None = None, levels: int = 10
) -> list[Stood]:
    """What stood under the organisation on the day, at most so many levels deep, level by level in the order of names.

    Only what the actor may see today: an organisation that has left the branch since is its new branch's business.
    """
    parents: dict[int, int | None] = {}
    above = [organisation.pk]
    for _ in range(levels):
        found = _in_force(OrganisationParent.objects.filter(known(on=known_on), valid_from__lte=on))
        above = list(found.filter(parent_id__in=above).values_list("organisation_id", flat=True))
        parents |= dict(found.filter(organisation_id__in=above).values_list("organisation_id", "parent_id"))
        if not above:
            break
    return list(_stood(parents, on=on, known_on=known_on, seen_by=seen_by))


def timeline_of(organisation: Organisation) -> list[Happening]:
    """Everything that is known to have happened to the organisation, the latest first; one query while it is open."""
    names = list(organisation.names.order_by("valid_from", "known_since", "pk"))
    return [*_closings(organisation), *reversed(list(_namings(names)))]


def _latest(facts: QuerySet[Fact]) -> Fact | None:
    return facts.order_by("-valid_from").first()


def _in_force(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """Of facts that began by some day, the last of each organisation."""
    later = facts.filter(organisation_id=OuterRef("organisation_id"), valid_from__gt=OuterRef("valid_from"))
    return facts.filter(~Exists(later))


def _stood(parents: dict[int, int | None], *, on: date, known_on: date | None, seen_by: Actor) -> Iterator[Stood]:
    rows = organisations(seen_by=seen_by).in_bulk(list(parents))
    names = OrganisationName.objects.filter(known(on=known_on), valid_from__lte=on, organisation_id__in=rows)
    statuses = OrganisationStatus.objects.filter(known(on=known_on), valid_from__lte=on, organisation_id__in=rows)
    status = dict(_in_force(statuses).values_list("organisation_id", "status"))
    named = {fact.organisation_id: fact for fact in _in_force(names)}
    for id_ in sorted(named, key=lambda id_: (len(rows[id_].chain_ids), fold(named[id_].short_name), id_)):
        if status.get(id_) == OrganisationStatus.Status.OPEN:
            yield Stood(rows[id_], parents[id_], named[id_].name, named[id_].short_name)


def _closings(organisation: Organisation) -> Iterator[Happening]:
    if not organisation.is_open:
        for fact in organisation.statuses.filter(known(), status=OrganisationStatus.Status.CLOSED):
            yield Happening("closed", fact.valid_from, fact.decision, fact.known_since)


def _namings(facts: Iterable[OrganisationName]) -> Iterator[Happening]:
    """The founding and every renaming, in the order of days, each with what was taken for its name before."""
    former = ""
    for day, of_the_day in groupby(facts, key=lambda fact: fact.valid_from):
        *corrected, fact = sorted(of_the_day, key=lambda fact: (fact.known_until is None, fact.known_since))
        yield Happening(
            kind="renamed" if former else "founded",
            on=day,
            decision=fact.decision,
            known_since=fact.known_since,
            name=fact.name,
            former_name=former,
            corrections=tuple(_correction(old, old.known_until) for old in corrected if old.known_until),
        )
        former = fact.name


def _correction(old: OrganisationName, known_until: datetime) -> Correction:
    last_on = timezone.localdate(known_until) - timedelta(days=1)
    was_known = last_on >= timezone.localdate(old.known_since)
    return Correction(name=old.name, known_until=known_until, last_on=last_on if was_known else None)
