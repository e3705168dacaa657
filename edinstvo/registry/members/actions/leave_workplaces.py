"""Second workplaces end with their organisation, and go on when it never was closed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.state_workplace import enter_workplace
from edinstvo.registry.members.models import Person, SecondWorkplace
from edinstvo.registry.members.queries.person import present_record
from edinstvo.registry.organisations.actions.state_fact import state_again


def leave_workplaces(*, actor: Actor, closed_on: Mapping[int, date], at: datetime) -> None:
    """End whatever goes on in these closed organisations (by id, with the day), in the transaction of the closing.

    One that began after that day ends on the day it began. A part of a larger act, which asked for the power;
    journalled of each person.
    """
    facts = locked_workplaces(organisation_ids=closed_on)
    ends = [max(closed_on[fact.organisation_id or 0], fact.valid_from) for fact in facts]
    ended = [state_again(fact=fact, at=at, valid_until=until) for fact, until in zip(facts, ends, strict=True)]
    enter_workplaces(actor=actor, verb="workplace_ended", facts=ended, at=at)


def return_to_workplaces(*, actor: Actor, organisation_id: int, closed_at: datetime, at: datetime) -> None:
    """What ended with the closing entered at that moment goes on; of what was said otherwise since, nothing changes.

    What a reorganisation carried over stays there, unless that is taken back in this transaction.
    """
    then = SecondWorkplace.objects.filter(known_since=closed_at)
    carried = then.filter(valid_until__isnull=True).exclude(organisation_id=organisation_id).exclude(known_until=at)
    ended = then.filter(SecondWorkplace.KNOWN, valid_until__isnull=False, organisation_id=organisation_id)
    ended = ended.exclude(person_id__in=carried.values("person_id"))
    facts = list(ended.select_related("person", "organisation").order_by("pk"))
    lock_people({fact.person_id for fact in facts})
    # Two records that were merged meanwhile may both have had it: the person works there once.
    once = {fact.person_id: fact for fact in facts}
    again = [state_again(fact=fact, at=at, valid_until=None) for fact in once.values()]
    enter_workplaces(actor=actor, verb="workplace_goes_on", facts=again, at=at)


def locked_workplaces(*, organisation_ids: Iterable[int]) -> list[SecondWorkplace]:
    """What goes on in these organisations, which are held, its people locked."""
    going_on = SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON, organisation_id__in=list(organisation_ids))
    lock_people(going_on.values_list("person_id", flat=True))
    return list(going_on.select_related("person", "organisation").order_by("pk"))


def lock_people(ids: Iterable[int]) -> None:
    """Lock them in the order of their ids."""
    list(Person.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk").values_list("pk"))


def enter_workplaces(*, actor: Actor, verb: str, facts: Sequence[SecondWorkplace], at: datetime) -> None:
    """Enter each in the journal of the place where its person is on record, and of the organisation."""
    for fact in facts:
        enter_workplace(actor=actor, verb=verb, fact=fact, stay=present_record(person_id=fact.person_id), at=at)
