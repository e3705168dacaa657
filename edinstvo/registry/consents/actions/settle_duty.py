"""Say what was done after a consent was withdrawn."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.consents.actions.lock_person import lock_person
from edinstvo.registry.consents.models import Duty
from edinstvo.registry.consents.rules import NEEDS_A_NOTE, OUTCOMES, FollowUp, Outcome
from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.destroy_values import destroy_values
from edinstvo.registry.members.actions.lock_people import RecordsChanged, lock_people
from edinstvo.registry.members.models import Membership


class SettledAlready(Exception):
    """Somebody has said so before, or it is owed no more."""


class NoteMissing(Exception):
    """This outcome needs its ground told."""


class OutcomeDoesNotFit(Exception):
    """What is owed is not settled that way."""


class SettledOutOfTime(Exception):
    """The day lies before the withdrawal, or ahead of today."""


def settle_duty(
    *, actor: Actor, duty_id: int, outcome: Outcome, settled_on: date, note: str, on: date, at: datetime
) -> Duty:
    """The settled duty; data of the record that are said to be destroyed are destroyed by this very act, today.

    Raises SettledAlready, OutcomeDoesNotFit, NoteMissing, SettledOutOfTime, StillOnRecord, NotOnRecordHere,
    PowerMissing, Duty.DoesNotExist.
    """
    with transaction.atomic():
        person_id = Duty.objects.values_list("person_id", flat=True).get(pk=duty_id)
        stay = _locked(actor, person_id, outcome)
        duty = Duty.objects.select_for_update().get(pk=duty_id)
        if duty.settled_at is not None:
            raise SettledAlready
        if outcome not in OUTCOMES[FollowUp(duty.what)]:
            raise OutcomeDoesNotFit
        if outcome in NEEDS_A_NOTE and not note.strip():
            raise NoteMissing
        if not duty.withdrawn_on <= settled_on <= on:
            raise SettledOutOfTime
        if outcome == Outcome.DESTROYED and duty.what == FollowUp.DECIDE:
            destroy_values(actor=actor, person_id=person_id, on=on, at=at)
            settled_on = on
        duty.outcome, duty.note, duty.settled_on = outcome, note.strip(), settled_on
        duty.settled_at, duty.settled_by_name = at, actor.name
        duty.save()
        write_entry(
            actor=actor,
            verb="consent_duty_settled",
            about=About(type="person", id=person_id, name=stay.person.full_name),
            at_place=stay,
            at=at,
            after={"consent": duty.kind_id, "outcome": duty.outcome, "settled_on": settled_on.isoformat()},
            reason=duty.note,
        )
    return duty


def _locked(actor: Actor, person_id: int, outcome: Outcome) -> Membership:
    """The present record, locked; with everything else of the person where data are to be destroyed."""
    if outcome == Outcome.DESTROYED:
        try:
            lock_people(ids=[person_id])
        except RecordsChanged:
            raise NotOnRecordHere from None
    return lock_person(actor=actor, person_id=person_id)
