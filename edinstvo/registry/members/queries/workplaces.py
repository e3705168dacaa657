"""Second workplaces: of one person, and who works in an organisation besides."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.models import Membership, SecondWorkplace
from edinstvo.registry.organisations.models import Organisation


@dataclass(frozen=True)
class AlsoHere:
    """Somebody who works here and is on record elsewhere: no more of them than whoever keeps the members here needs.

    `is_seen` says whether the reader sees the whole record, being of a branch that holds both.
    """

    workplace: SecondWorkplace
    person_id: int
    name: str
    position: str
    since: date
    on_record_in: str
    is_seen: bool


def workplaces_of(*, person_id: int) -> QuerySet[SecondWorkplace]:
    """What is known of a person's, those that go on first, each with the name of its `place`.

    The caller has seen the person already.
    """
    rows = SecondWorkplace.objects.filter(SecondWorkplace.KNOWN, person_id=person_id)
    place = Coalesce(F("organisation__short_name"), F("employer"))
    return rows.annotate(place=place).order_by(F("valid_until").desc(nulls_first=True), "-valid_from", "-pk")


def workplace(*, id: int, seen_by: Actor) -> SecondWorkplace:
    """One that goes on, of a person whose present record the actor sees, or in an organisation whose members they see.

    Raises SecondWorkplace.DoesNotExist, for a foreign one too.
    """
    rows = SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON).select_related("organisation", "person")
    found = rows.get(pk=id)
    stays = Membership.objects.filter(Membership.OPEN, seen_by.scope(Power.SEE_MEMBERS), person_id=found.person_id)
    here = found.organisation is not None and seen_by.may(Power.SEE_MEMBERS, at=found.organisation)
    if not here and not stays.exists():
        raise SecondWorkplace.DoesNotExist
    return found


def also_here(*, organisation: Organisation, seen_by: Actor, size: int = 200) -> list[AlsoHere]:
    """Who works in the organisation or a part of it, being on record elsewhere, by name.

    Nobody where members are not the actor's to see. `size` is far above what an organisation has: a longer list is cut.
    """
    if not seen_by.may(Power.SEE_MEMBERS, at=organisation):
        return []
    facts = list(_facts_at(organisation).order_by("person__name_key", "pk")[:size])
    stays = Membership.objects.filter(Membership.OPEN, person_id__in=[fact.person_id for fact in facts])
    by_person = {stay.person_id: stay for stay in stays.select_related("organisation")}
    return [
        AlsoHere(
            workplace=fact,
            person_id=fact.person_id,
            name=fact.person.full_name,
            position=fact.position,
            since=fact.valid_from,
            on_record_in=by_person[fact.person_id].organisation.short_name,
            is_seen=seen_by.may(Power.SEE_MEMBERS, at=by_person[fact.person_id]),
        )
        for fact in facts
        if fact.person_id in by_person
    ]


def _facts_at(organisation: Organisation) -> QuerySet[SecondWorkplace]:
    """What goes on there, of people on record in another organisation."""
    places = Organisation.objects.filter(path__gte=organisation.path, path__lt=f"{organisation.path}~")
    there = Membership.objects.filter(Membership.OPEN, person_id=OuterRef("person_id")).values("organisation_id")[:1]
    facts = SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON, organisation__in=places)
    facts = facts.annotate(on_record_id=Subquery(there)).filter(on_record_id__isnull=False)
    return facts.filter(~Q(on_record_id=F("organisation_id"))).select_related("person", "organisation")
