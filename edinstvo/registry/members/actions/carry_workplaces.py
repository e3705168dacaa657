"""Second workplaces go over to another organisation with everything else, as a reorganisation asks, and back again."""

from collections.abc import Collection
from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.leave_workplaces import enter_workplaces, lock_people, locked_workplaces
from edinstvo.registry.members.models import Membership, SecondWorkplace
from edinstvo.registry.organisations.actions.state_fact import state_again
from edinstvo.registry.organisations.models import Organisation


def carry_workplaces(
    *, actor: Actor, organisation_ids: Collection[int], target: Organisation, on: date, at: datetime
) -> None:
    """Who works in these besides works in the target from the day `on`, in the transaction of the act.

    The work is the same, its organisation is another. Only ended is that of whoever is on record in the target, or
    works there besides already. All the organisations are held, the stays have been carried. Journalled of each person.
    """
    facts = locked_workplaces(organisation_ids=organisation_ids)
    days = [max(on, fact.valid_from) for fact in facts]
    ended = [state_again(fact=fact, at=at, valid_until=day) for fact, day in zip(facts, days, strict=True)]
    enter_workplaces(actor=actor, verb="workplace_ended", facts=ended, at=at)
    there = _known_there(target, {fact.person_id for fact in facts})
    begun = []
    for fact, day in zip(facts, days, strict=True):
        if fact.person_id not in there:
            there.add(fact.person_id)
            begun.append(_begun(fact, target, day, at))
    enter_workplaces(actor=actor, verb="workplace_stated", facts=begun, at=at)


def take_back_workplaces(*, actor: Actor, target: Organisation, carried_at: datetime, at: datetime) -> None:
    """Whatever the act of that moment began in the target never was; what was said of it otherwise since stays."""
    begun = SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON, organisation=target, known_since=carried_at)
    facts = list(begun.select_related("person", "organisation").order_by("pk"))
    lock_people({fact.person_id for fact in facts})
    begun.update(known_until=at)
    enter_workplaces(actor=actor, verb="workplace_taken_back", facts=facts, at=at)


def _known_there(target: Organisation, person_ids: Collection[int]) -> set[int]:
    """Whom the target has on record, or has working there besides."""
    stays = Membership.objects.filter(Membership.OPEN, organisation=target, person_id__in=person_ids)
    facts = SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON, organisation=target, person_id__in=person_ids)
    return {*stays.values_list("person_id", flat=True), *facts.values_list("person_id", flat=True)}


def _begun(fact: SecondWorkplace, target: Organisation, day: date, at: datetime) -> SecondWorkplace:
    return SecondWorkplace.objects.create(
        person=fact.person, organisation=target, position=fact.position, valid_from=day, known_since=at
    )
