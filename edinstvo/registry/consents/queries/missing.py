"""Who has not agreed yet, and what is owed for those who took it back: the to-dos of a branch."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.consents.models import Consent, ConsentKind, ConsentText, Duty
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.listing import (
    Cursor,
    Page,
    filtered,
    in_branch,
    keyset_page,
    rare,
)
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.members.queries.person import present_of
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose consents of which kind are missing: everybody of a branch, or those of one category in it."""

    organisation: Organisation | None
    kind: ConsentKind
    category: str = ""


def lacking(asked: Asked, *, on: date, seen_by: Actor) -> QuerySet[Membership]:
    """Who is on record today, kept by the actor, and has no consent of the kind that goes on."""
    if asked.kind.is_required:
        # Whoever lacks it is marked: said as well, so that the index of the marked ones serves.
        rows = rare(lacks="consent", organisation=asked.organisation, on=on, seen_by=seen_by)
    else:
        rows = filtered(filters=Filters(organisation=asked.organisation), on=on, seen_by=seen_by)
    given = Consent.objects.filter(Consent.STANDING, kind=asked.kind, person_id=OuterRef("person_id"))
    chosen = rows.filter(category=asked.category) if asked.category else rows
    return chosen.filter(seen_by.scope(Power.KEEP_MEMBERS), ~Exists(given))


def page_of_lacking(
    asked: Asked, *, on: date, seen_by: Actor, cursor: Cursor | None, size: int = 50
) -> Page[Membership]:
    """One page of them in the order of names, with people and organisations."""
    rows = lacking(asked, on=on, seen_by=seen_by).select_related("person", "organisation")
    return keyset_page(rows, column="name_key", descending=False, cursor=cursor, size=size)


def withdrawn_by(person_ids: Collection[int], *, kind: str) -> dict[int, date]:
    """The last day on which each of these took a consent of the kind back; those who never did are not in it."""
    known = Consent.objects.filter(Consent.KNOWN, kind_id=kind, person_id__in=person_ids, withdrawn_on__isnull=False)
    return dict(known.values_list("person_id").annotate(last=Max("withdrawn_on")).order_by())


def to_ask(*, organisation: Organisation, on: date, seen_by: Actor) -> QuerySet[Membership]:
    """Who lacks a consent that is required, as soon as there are words that they can agree to."""
    words = ConsentText.objects.filter(kind__is_required=True, valid_from__lte=on)
    rows = rare(lacks="consent", organisation=organisation, on=on, seen_by=seen_by)
    return rows.filter(Exists(words), seen_by.scope(Power.KEEP_MEMBERS))


def kinds_without_text(*, on: date) -> QuerySet[ConsentKind]:
    """The kinds that are required and have no words in force."""
    words = ConsentText.objects.filter(kind=OuterRef("pk"), valid_from__lte=on)
    return ConsentKind.objects.filter(~Exists(words), is_required=True)


def duties_owed(*, organisation: Organisation | None, seen_by: Actor) -> QuerySet[Duty]:
    """What is owed in the branch by the actor, the most urgent first: by whoever keeps the present record."""
    return Duty.objects.filter(Duty.OWED, _kept(organisation, seen_by)).order_by("due_on", "id")


def duty_seen(*, id: int, seen_by: Actor) -> Duty:
    """The duty, owed or settled. Raises Duty.DoesNotExist where the person's record is not the actor's to keep."""
    return Duty.objects.select_related("person", "kind").get(_kept(None, seen_by), pk=id)


def present_records(person_ids: Collection[int]) -> dict[int, Membership]:
    """The stay that speaks for each of the people: the open one, or without one the last that ended."""
    stays: dict[int, list[Membership]] = defaultdict(list)
    for stay in Membership.objects.filter(person_id__in=person_ids).select_related("person", "organisation"):
        stays[stay.person_id].append(stay)
    return {person_id: present_of(of_person) for person_id, of_person in stays.items()}


def present(stays: QuerySet[Membership]) -> QuerySet[Membership]:
    """Of the stays, those that speak for their person: the open one, or without one the last that ended."""
    later = Membership.objects.filter(person_id=OuterRef("person_id"))
    later = later.filter(Membership.OPEN | Q(ended_on__gt=OuterRef("ended_on")))
    return stays.filter(Membership.OPEN | ~Exists(later))


def _kept(organisation: Organisation | None, seen_by: Actor) -> Exists:
    """That the present record of the duty's person lies in the branch and is the actor's to keep."""
    stays = present(Membership.objects.filter(person_id=OuterRef("person_id")))
    return Exists(stays.filter(in_branch(organisation), seen_by.scope(Power.KEEP_MEMBERS)))
