"""State facts of many organisations at once, or take back what one such act stated."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.bulk import copy_rows
from edinstvo.registry.organisations.actions.state_change import refuse_day
from edinstvo.registry.organisations.models import (
    Contact,
    DatedFact,
    DeclaredHeads,
    Organisation,
    OrganisationInstitution,
    Workforce,
    known,
)
from edinstvo.registry.organisations.permissions import require_founding_below, require_stating_figures
from edinstvo.registry.organisations.queries.facts import in_force

STATED: tuple[type[DatedFact], ...] = (Contact, OrganisationInstitution, Workforce, DeclaredHeads)


def state_many(*, actor: Actor, head: Organisation, facts: Sequence[DatedFact]) -> None:
    """State unsaved facts of the kinds of STATED, at most one of a kind and a day for each organisation below `head`.

    A part of a larger act: that one holds the tree, knows that no fact is dated ahead, and writes the journal. A dozen
    statements for any number of facts. Raises PowerMissing, BeforeFounding, OrganisationClosed, and KeyError for an
    organisation that is not below the head.
    """
    require_founding_below(actor, head)
    require_stating_figures(actor, head)
    with transaction.atomic():
        held = _held(head, {fact.organisation_id for fact in facts})
        for fact in facts:
            refuse_day(organisation=held[fact.organisation_id], on=fact.valid_from)
        for kind in STATED:
            _state([fact for fact in facts if type(fact) is kind])
        _follow(held)


def withdraw_many(
    *, actor: Actor, head: Organisation, ids: Collection[int], known_since: datetime, at: datetime
) -> set[int]:
    """Take back what was stated of these organisations at the moment `known_since`: what was known before holds again.

    Returns the ids of those left as they are: of which somebody has stated otherwise since, in part or in whole, and
    those that have moved away from below the head. Raises PowerMissing.
    """
    require_founding_below(actor, head)
    require_stating_figures(actor, head)
    with transaction.atomic():
        held = _held(head, ids)
        overtaken = set(ids) - set(held)
        for kind in STATED:
            overtaken |= _withdraw(kind, list(held), known_since, at)
        _follow(held)
    return overtaken


def _held(head: Organisation, ids: Collection[int]) -> dict[int, Organisation]:
    """The organisations by id, locked as by `state_change`, in the order of their ids."""
    below = Q(path__gte=head.path, path__lt=f"{head.path}~")
    rows = Organisation.objects.select_for_update(no_key=True).filter(below, pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows}


def _state(facts: Sequence[DatedFact]) -> None:
    """Close what was known of the same days, and add the facts."""
    if not facts:
        return
    kind, days = type(facts[0]), {(fact.organisation_id, fact.valid_from) for fact in facts}
    was = _all(kind).filter(known(), organisation_id__in={id_ for id_, _ in days})
    same = [pk for pk, id_, day in was.values_list("pk", "organisation_id", "valid_from") if (id_, day) in days]
    _all(kind).filter(pk__in=same).update(known_until=facts[0].known_since)
    _add(facts)


def _add(facts: Sequence[DatedFact]) -> None:
    fields = [field for field in facts[0]._meta.concrete_fields if not field.primary_key]
    copy_rows(
        table=facts[0]._meta.db_table,
        columns=[field.column for field in fields],
        rows=([getattr(fact, field.attname) for field in fields] for fact in facts),
    )


def _withdraw(kind: type[DatedFact], ids: list[int], known_since: datetime, at: datetime) -> set[int]:
    """Withdraw the facts of one kind, state again what they had replaced; return of whom somebody stated another."""
    of_them = _all(kind).filter(organisation_id__in=ids)
    ours = of_them.filter(known_since=known_since)
    overtaken = set(ours.filter(known_until__isnull=False).values_list("organisation_id", flat=True))
    days = dict(ours.filter(known()).values_list("organisation_id", "valid_from"))
    ours.filter(known()).update(known_until=at)
    replaced = of_them.filter(known_until=known_since, organisation_id__in=days)
    again = [fact for fact in replaced if days[fact.organisation_id] == fact.valid_from]
    for fact in again:
        fact.restates_id = fact.restates_id or fact.pk
        fact.pk, fact.known_since, fact.known_until = None, at, None
    if again:
        _add(again)
    return overtaken


def _follow(held: Iterable[int]) -> None:
    """Let the rows say what the latest facts say, at their next version."""
    rows = Organisation.objects.filter(pk__in=list(held))
    rows.update(version=F("version") + 1)
    facts = in_force(OrganisationInstitution.objects.filter(known(), organisation_id__in=list(held)))
    latest: dict[str, list[int]] = {}
    for id_, institution in facts.values_list("organisation_id", "institution"):
        latest.setdefault(institution, []).append(id_)
    told = {id_ for ids in latest.values() for id_ in ids}
    rows.exclude(pk__in=told).exclude(institution="").update(institution="")
    for institution, ids in latest.items():
        rows.filter(pk__in=ids).exclude(institution=institution).update(institution=institution)


def _all(kind: type[DatedFact]) -> QuerySet[Any]:
    return kind._default_manager.all()
