"""Take back an entry that was a slip: the person never gave this consent, or never withdrew it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.consents.actions.close_duties import close_duties
from edinstvo.registry.consents.actions.lock_person import lock_person
from edinstvo.registry.consents.actions.mark_people import mark_people
from edinstvo.registry.consents.models import Consent
from edinstvo.registry.consents.rules import Outcome
from edinstvo.registry.organisations.actions.state_fact import know_no_more, state_again


class ReasonMissing(Exception):
    """Nobody said why."""


class StruckAlready(Exception):
    """The entry says something else by now."""


def strike_consent(*, actor: Actor, consent_id: int, reason: str, on: date, at: datetime) -> None:
    """Close the row: what was withdrawn by mistake stands again, what was given by mistake was never given.

    What was known till now stays readable (`consents_on` with `known_on`). Contacts that a withdrawal emptied come back
    by hand, from what the record knew before. Raises ReasonMissing, StruckAlready, NotOnRecordHere, PowerMissing,
    Consent.DoesNotExist.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        person_id = Consent.objects.values_list("person_id", flat=True).get(pk=consent_id)
        stay = lock_person(actor=actor, person_id=person_id)
        row = Consent.objects.filter(Consent.KNOWN, pk=consent_id, person_id=person_id).first()
        if row is None:
            raise StruckAlready
        said = {"consent": row.kind_id, "given_on": row.given_on.isoformat()}
        if row.withdrawn_on is not None:
            said["withdrawn_on"] = row.withdrawn_on.isoformat()
        _close(actor, row, at)
        mark_people(person_ids=[person_id])
        if row.withdrawn_on is not None:
            close_duties(actor=actor, person_ids=[person_id], kind=row.kind_id, outcome=Outcome.MISTAKE, on=on, at=at)
        write_entry(
            actor=actor,
            verb="consent_struck",
            about=About(type="person", id=person_id, name=stay.person.full_name),
            at_place=stay,
            at=at,
            before=said,
            reason=reason.strip(),
        )


def _close(actor: Actor, row: Consent, at: datetime) -> None:
    if row.withdrawn_on is None:
        know_no_more(fact=row, at=at)
        return
    # A withdrawal that never was: the consent goes on, as known from now.
    never: dict[str, Any] = {"withdrawn_on": None, "withdrawn_by": "", "withdrawal_reason": ""}
    state_again(fact=row, at=at, **never, entered_by_id=actor.user_id, entered_by_name=actor.name)
