"""Correct what was written wrongly of a suspension, or take back one that never was."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import NotOnRecordHere, lock_member
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.resume_membership import NotSuspended
from edinstvo.registry.members.actions.state_suspension import copy_suspension, enter, refuse_days
from edinstvo.registry.members.models import Membership, Suspension, SuspensionReason
from edinstvo.registry.members.queries.person import present_record
from edinstvo.registry.organisations.actions.state_fact import know_no_more, state_again


@dataclass(frozen=True, kw_only=True)
class SuspensionDetails:
    """A suspension as it should have been written."""

    valid_from: date
    valid_until: date | None
    expected_until: date | None
    reason: SuspensionReason
    decision: str = ""


def correct_suspension(
    *, actor: Actor, suspension_id: int, said: SuspensionDetails, why: str, on: date, at: datetime
) -> Suspension:
    """What was known stays readable with `known_on`; returns the suspension as it is known now. `on` is today.

    Raises ReasonMissing, NotSuspended (somebody corrected or took it back meanwhile), SuspensionDayDoesNotFit,
    ExpectedTooLate, NotOnRecordHere, PowerMissing.
    """
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        fact, stay = _locked(actor, suspension_id)
        refuse_days(
            stays=Membership.objects.filter(person_id=fact.person_id),
            begin=said.valid_from,
            end=said.valid_until,
            expected=said.expected_until,
            on=on,
            besides=fact.pk,
        )
        followed = fact.ended_with_id if said.valid_until == fact.valid_until else None
        corrected = state_again(fact=fact, at=at, ended_with_id=followed, **vars(said))
        copy_suspension(person_id=fact.person_id)
        enter(
            actor=actor, verb="suspension_corrected", stay=stay, before=fact, after=corrected, at=at, reason=why.strip()
        )
    return corrected


def take_back_suspension(*, actor: Actor, suspension_id: int, why: str, at: datetime) -> None:
    """The member never was suspended then. Raises ReasonMissing, NotSuspended, NotOnRecordHere, PowerMissing."""
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        fact, stay = _locked(actor, suspension_id)
        know_no_more(fact=fact, at=at)
        copy_suspension(person_id=fact.person_id)
        enter(actor=actor, verb="suspension_taken_back", stay=stay, before=fact, after=None, at=at, reason=why.strip())


def _locked(actor: Actor, suspension_id: int) -> tuple[Suspension, Membership]:
    """The fact, known still, and the present record of its person, for an actor who keeps it."""
    known = Suspension.objects.filter(Suspension.KNOWN, pk=suspension_id)
    person_id = known.values_list("person_id", flat=True).first()
    if person_id is None:
        raise NotSuspended
    if not Membership.objects.filter(person_id=person_id).exists():
        raise NotOnRecordHere
    stay = lock_member(actor=actor, membership_id=present_record(person_id=person_id).pk)
    fact = known.first()
    # A transfer or a merge came first: whoever keeps the person by now is somebody else, perhaps.
    if fact is None or fact.person_id != stay.person_id or present_record(person_id=person_id).pk != stay.pk:
        raise NotSuspended
    return fact, stay
