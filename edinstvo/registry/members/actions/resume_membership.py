"""Resume a membership that was suspended."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import tell
from edinstvo.registry.members.actions.change_member import lock_member
from edinstvo.registry.members.actions.state_suspension import (
    SuspensionDayDoesNotFit,
    copy_suspension,
    enter,
)
from edinstvo.registry.members.events import MembershipResumed
from edinstvo.registry.members.models import Suspension
from edinstvo.registry.organisations.actions.state_fact import state_again


class NotSuspended(Exception):
    """No suspension of the member goes on: somebody resumed it, or it was taken back."""


def resume_membership(
    *, actor: Actor, membership_id: int, resumed_on: date, decision: str, on: date, at: datetime
) -> Suspension:
    """Suspended no more from `resumed_on` on; returns the suspension as it is known now. `on` is today.

    Raises NotSuspended (a second click meets it), SuspensionDayDoesNotFit, NotOnRecordHere, PowerMissing.
    """
    with transaction.atomic():
        stay = lock_member(actor=actor, membership_id=membership_id)
        fact = Suspension.objects.filter(Suspension.GOES_ON, person_id=stay.person_id).first()
        if fact is None or not stay.is_open:
            raise NotSuspended
        if not fact.valid_from < resumed_on <= on:
            raise SuspensionDayDoesNotFit(field="resumed_on")
        ended = state_again(fact=fact, at=at, valid_until=resumed_on, end_decision=decision.strip())
        copy_suspension(person_id=stay.person_id)
        enter(actor=actor, verb="membership_resumed", stay=stay, before=fact, after=ended, at=at)
        tell(MembershipResumed(person_id=stay.person_id, resumed_on=resumed_on), actor=actor, at=at)
    return ended
