"""Suspend a membership: it is kept, and dues are not paid (domain.md 2)."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import tell
from edinstvo.registry.members.actions.change_member import lock_member
from edinstvo.registry.members.actions.end_membership import EndedAlready
from edinstvo.registry.members.actions.state_suspension import copy_suspension, enter, refuse_days
from edinstvo.registry.members.events import MembershipSuspended
from edinstvo.registry.members.models import Membership, Suspension, SuspensionReason


class SuspendedAlready(Exception):
    """A suspension of the member goes on; `suspension` is it."""

    def __init__(self, *, suspension: Suspension) -> None:
        super().__init__(f"suspended from {suspension.valid_from}")
        self.suspension = suspension


def suspend_membership(
    *,
    actor: Actor,
    membership_id: int,
    since: date,
    expected_until: date | None,
    reason: SuspensionReason,
    decision: str,
    on: date,
    at: datetime,
) -> Suspension:
    """Suspended from `since` on until somebody resumes it; the member stays on record and is counted. `on` is today.

    Raises EndedAlready, SuspendedAlready (a second click meets it), SuspensionDayDoesNotFit, ExpectedTooLate,
    NotOnRecordHere, PowerMissing.
    """
    with transaction.atomic():
        stay = lock_member(actor=actor, membership_id=membership_id)
        if not stay.is_open:
            raise EndedAlready(membership=stay)
        if going_on := Suspension.objects.filter(Suspension.GOES_ON, person_id=stay.person_id).first():
            raise SuspendedAlready(suspension=going_on)
        stays = Membership.objects.filter(person_id=stay.person_id)
        refuse_days(stays=stays, begin=since, end=None, expected=expected_until, on=on)
        fact = Suspension.objects.create(
            person_id=stay.person_id,
            valid_from=since,
            expected_until=expected_until,
            reason=reason,
            decision=decision.strip(),
            known_since=at,
        )
        copy_suspension(person_id=stay.person_id)
        enter(actor=actor, verb="membership_suspended", stay=stay, before=None, after=fact, at=at)
        tell(MembershipSuspended(person_id=stay.person_id, suspended_on=since), actor=actor, at=at)
    return fact
