"""Write down that somebody takes a consent back, with everything that follows from it at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.foundation.notices.actions.withhold_notices import withhold_notices
from edinstvo.registry.consents.actions.give_consent import DayToCome
from edinstvo.registry.consents.actions.lock_person import lock_person
from edinstvo.registry.consents.actions.mark_people import mark_people
from edinstvo.registry.consents.models import Consent, ConsentKind, Duty
from edinstvo.registry.consents.rules import FollowUp, last_day_to_act
from edinstvo.registry.members.actions.clear_contacts import clear_contacts
from edinstvo.registry.members.models import Membership


class NothingToWithdraw(Exception):
    """No consent of the kind goes on."""


class WithdrawnBeforeGiven(Exception):
    """The day lies before the consent was given; `earliest` fits."""

    def __init__(self, *, earliest: date) -> None:
        super().__init__(f"given on {earliest}")
        self.earliest = earliest


@dataclass(frozen=True)
class Withdrawal:
    """Received on a day, by a way; why, if the person says so (nobody has to: 152-ФЗ, article 9, part 2)."""

    received_on: date
    channel: str
    reason: str = ""


def withdraw_consent(
    *, actor: Actor, person_id: int, kind: str, withdrawal: Withdrawal, on: date, at: datetime
) -> Duty | None:
    """Every consent of the kind that goes on ends; returns what is owed now, by its last lawful day.

    By the kind: the contacts are emptied and what waits to be sent there stays here (152-ФЗ, article 21, part 5).
    Raises NothingToWithdraw, WithdrawnBeforeGiven, DayToCome, NotOnRecordHere, PowerMissing.
    """
    if withdrawal.received_on > on:
        raise DayToCome
    with transaction.atomic():
        stay = lock_person(actor=actor, person_id=person_id)
        asked = ConsentKind.objects.get(pk=kind)
        _close(actor, person_id, asked, withdrawal, at)
        mark_people(person_ids=[person_id])
        stay.person.refresh_from_db(fields=["lacks_consent"])
        duty = _owed(person_id, asked, withdrawal, at)
        write_entry(
            actor=actor,
            verb="consent_withdrawn",
            about=About(type="person", id=person_id, name=stay.person.full_name),
            at_place=stay,
            at=at,
            after={
                "consent": kind,
                "withdrawn_on": withdrawal.received_on.isoformat(),
                "channel": withdrawal.channel,
                **({"due_on": duty.due_on.isoformat()} if duty else {}),
            },
            reason=withdrawal.reason.strip(),
        )
        if asked.clears_contacts:
            _silence(actor, stay, at)
    return duty


def _close(actor: Actor, person_id: int, kind: ConsentKind, withdrawal: Withdrawal, at: datetime) -> None:
    """Close each row that stands and add one that knows of the withdrawal."""
    standing = list(Consent.objects.filter(Consent.STANDING, person_id=person_id, kind=kind).order_by("id"))
    if not standing:
        raise NothingToWithdraw
    earliest = max(one.given_on for one in standing)
    if withdrawal.received_on < earliest:
        raise WithdrawnBeforeGiven(earliest=earliest)
    Consent.objects.filter(pk__in=[one.pk for one in standing]).update(known_until=at)
    for one in standing:
        one.pk, one.known_since, one.known_until = None, at, None
        one.withdrawn_on, one.withdrawn_by = withdrawal.received_on, withdrawal.channel
        one.withdrawal_reason = withdrawal.reason.strip()
        one.entered_by_id, one.entered_by_name = actor.user_id, actor.name
    Consent.objects.bulk_create(standing)


def _owed(person_id: int, kind: ConsentKind, withdrawal: Withdrawal, at: datetime) -> Duty | None:
    if kind.follow_up == FollowUp.NOTHING:
        return None
    return Duty.objects.create(
        person_id=person_id,
        kind=kind,
        what=kind.follow_up,
        withdrawn_on=withdrawal.received_on,
        due_on=last_day_to_act(received_on=withdrawal.received_on, days=kind.days),
        known_since=at,
    )


def _silence(actor: Actor, stay: Membership, at: datetime) -> None:
    """Nothing goes to the person any more: neither what waits, nor what anybody would send later."""
    addresses = [address for address in (stay.person.phone, stay.person.email) if address]
    withhold_notices(addresses=addresses)
    clear_contacts(actor=actor, membership=stay, reason="", at=at)
