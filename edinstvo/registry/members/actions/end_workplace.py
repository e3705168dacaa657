"""A member works in the other organisation no more, or never did."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.state_workplace import WorkplaceDayDoesNotFit, enter_workplace
from edinstvo.registry.members.models import Membership, Person, SecondWorkplace
from edinstvo.registry.members.queries.person import present_record
from edinstvo.registry.organisations.actions.hold_open import hold_several
from edinstvo.registry.organisations.actions.state_fact import know_no_more, state_again


class WorksThereNoMore(Exception):
    """Somebody ended it, or took it back, before."""


def end_workplace(
    *, actor: Actor, workplace_id: int, ended_on: date, why: str = "", on: date, at: datetime
) -> SecondWorkplace:
    """They worked there until `ended_on`; returns what is known now. `on` is today, `why` is for the journal.

    By whoever may state it. Raises WorksThereNoMore (a second click meets it), WorkplaceDayDoesNotFit, PowerMissing.
    """
    with transaction.atomic():
        fact, stay = _locked(actor, workplace_id)
        if not fact.valid_from <= ended_on <= on:
            raise WorkplaceDayDoesNotFit(field="ended_on")
        ended = state_again(fact=fact, at=at, valid_until=ended_on)
        enter_workplace(actor=actor, verb="workplace_ended", fact=ended, stay=stay, at=at, reason=why.strip())
    return ended


def take_back_workplace(*, actor: Actor, workplace_id: int, why: str, at: datetime) -> None:
    """They never worked there. Raises ReasonMissing, WorksThereNoMore, PowerMissing."""
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        fact, stay = _locked(actor, workplace_id)
        know_no_more(fact=fact, at=at)
        enter_workplace(actor=actor, verb="workplace_taken_back", fact=fact, stay=stay, at=at, reason=why.strip())


def _locked(actor: Actor, workplace_id: int) -> tuple[SecondWorkplace, Membership]:
    """What goes on, its person locked, and their present record, for an actor who keeps one of the two places."""
    going_on = SecondWorkplace.objects.filter(SecondWorkplace.GOES_ON, pk=workplace_id).select_related("organisation")
    seen = going_on.first()
    if seen is None:
        raise WorksThereNoMore
    there = [seen.organisation_id] if seen.organisation_id else []
    held = hold_several(ids={present_record(person_id=seen.person_id).organisation_id, *there})
    list(Person.objects.select_for_update().filter(pk=seen.person_id))
    fact, stay = going_on.first(), present_record(person_id=seen.person_id)
    if fact is None:
        raise WorksThereNoMore
    places = [stay.organisation, *(held[id_] for id_ in there)]
    if not any(actor.may(Power.KEEP_MEMBERS, at=place) for place in places):
        raise PowerMissing(power=Power.KEEP_MEMBERS)
    return fact, stay
