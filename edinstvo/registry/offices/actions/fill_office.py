"""Enter that somebody was elected or appointed to an office, and, of the past, that it has ended."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Person
from edinstvo.registry.offices.actions.close_mandate import close_mandate
from edinstvo.registry.offices.actions.end_mandate import EndsBeforeItBegan
from edinstvo.registry.offices.actions.enter_mandate import enter_mandate
from edinstvo.registry.offices.actions.give_powers import give_powers
from edinstvo.registry.offices.actions.refuse_end import End, refuse_end
from edinstvo.registry.offices.actions.refuse_unfit import (
    SucceededOnFirstDay,
    holders_beside,
    kind_for,
    refuse_days,
    refuse_double,
    refuse_stranger,
)
from edinstvo.registry.offices.models import EndReason, Mandate, OfficeKind
from edinstvo.registry.offices.permissions import require_entering
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.models import Organisation


def fill_office(
    *,
    actor: Actor,
    organisation: Organisation,
    office: str,
    person_id: int,
    details: MandateDetails,
    at: datetime,
    succeeds: bool = False,
    end: End | None = None,
) -> Mandate:
    """The mandate of the person from `details.since` on; a holder with a login gets the powers of the office at once.

    `succeeds`: whoever held an office of one alone until then holds it no more from that day. `end`: it is over
    already, carries no powers, and nobody need be on record today. Raises PowerMissing, OfficeNotHere, EndIncomplete,
    EndsBeforeItBegan, DayNotCome, BeforeFounding, DecisionBeforeFounding, DecisionAhead, TermEndsBefore, TermTooLong,
    OrganisationClosed, NotOnRecord, HoldsItAlready, OfficeTaken, SucceededOnFirstDay, Person.DoesNotExist.
    """
    require_entering(actor, organisation, office)
    end = end or End()
    _refuse_days_ahead(details, end, at)
    with transaction.atomic():
        held = hold_open(organisation_id=organisation.pk)
        require_entering(actor, held, office)
        # One after another at an organisation, and after letters that are being made to its chair.
        Organisation.objects.select_for_update(no_key=True).get(pk=held.pk)
        kind = kind_for(organisation=held, office=office)
        refuse_days(organisation=held, details=details, today=timezone.localdate(at))
        # One at a time for a person: of two offices entered at once the second meets the grant of the first.
        human = Person.objects.select_for_update(no_key=True).get(pk=person_id)
        refuse_stranger(
            person=human, organisation=held, since=details.since, today=None if end.ended_on else timezone.localdate(at)
        )
        mandate = _mandate(held, kind, human, details, end, at)
        others = _hold_holders(mandate)
        if succeeds and kind.most == 1:
            others = _succeed(actor, mandate, others, at)
        refuse_double(mandate=mandate, others=others, most=kind.most)
        mandate.save()
        enter_mandate(actor=actor, verb="office_filled", mandate=mandate, at=at, after=_said(mandate))
        if mandate.is_open:
            give_powers(actor=actor, mandate=mandate, at=at)
    return mandate


def _refuse_days_ahead(details: MandateDetails, end: End, at: datetime) -> None:
    """Also an end on the first day: it would be held on no day."""
    refuse_future_day(on=details.since, at=at)
    refuse_end(since=details.since, end=end, at=at)
    if end.ended_on == details.since:
        raise EndsBeforeItBegan


def _mandate(
    held: Organisation, kind: OfficeKind, human: Person, details: MandateDetails, end: End, at: datetime
) -> Mandate:
    return Mandate(
        organisation=held,
        **held.branch_columns,
        person=human,
        office=kind.office,
        is_sole=kind.most == 1,
        known_since=at,
        ended_on=end.ended_on,
        end_reason=end.reason or "",
        **vars(details),
    )


def _hold_holders(mandate: Mandate) -> list[Mandate]:
    """Who holds the office beside, after whoever is entering it this very moment has finished."""
    same = Mandate.objects.filter(organisation=mandate.organisation, office=mandate.office)
    list(same.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return holders_beside(mandate)


def _succeed(actor: Actor, mandate: Mandate, others: list[Mandate], at: datetime) -> list[Mandate]:
    """End those who held the office till now; whoever came to it later than that stays in the way."""
    left = []
    for other in others:
        if not other.is_open or other.since > mandate.since or other.person_id == mandate.person_id:
            left.append(other)
        elif other.since == mandate.since:
            raise SucceededOnFirstDay(holder=other)
        else:
            close_mandate(
                actor=actor, mandate=other, ended_on=mandate.since, reason=EndReason.SUCCEEDED, decision="", at=at
            )
    return left


def _said(mandate: Mandate) -> dict[str, str | None]:
    end = {"ended_on": mandate.ended_on.isoformat(), "end_reason": mandate.end_reason} if mandate.ended_on else {}
    return {
        **end,
        "since": mandate.since.isoformat(),
        "until": mandate.until.isoformat() if mandate.until else None,
        "body": mandate.body,
        "decision_on": mandate.decision_on.isoformat() if mandate.decision_on else None,
        "decision_number": mandate.decision_number,
    }
