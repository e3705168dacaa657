"""Correct what was written wrongly of a mandate: its days, its end, its decision."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.registry.offices.actions.enter_mandate import enter_mandate
from edinstvo.registry.offices.actions.give_powers import give_powers, take_powers
from edinstvo.registry.offices.actions.keep_mandate_version import keep_mandate_version
from edinstvo.registry.offices.actions.lock_mandate import lock_mandate, refuse_other_version
from edinstvo.registry.offices.actions.refuse_end import End, refuse_end
from edinstvo.registry.offices.actions.refuse_unfit import (
    holders_beside,
    kind_for,
    refuse_days,
    refuse_double,
    refuse_stranger,
)
from edinstvo.registry.offices.actions.tell_holder import tell_holder
from edinstvo.registry.offices.actions.void_letters import void_letters
from edinstvo.registry.offices.models import Mandate
from edinstvo.registry.offices.rules import MandateDetails
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day


class ReasonMissing(Exception):
    """A correction says why it is made."""


def correct_mandate(
    *,
    actor: Actor,
    mandate_id: int,
    expected_version: int,
    details: MandateDetails,
    end: End,
    reason: str,
    at: datetime,
) -> Mandate:
    """Save the corrected values; what was known before stays readable. Powers follow: an end taken back gives them.

    Raises PowerMissing, ReasonMissing, EndIncomplete, DayNotCome, MandateChanged, EndsBeforeItBegan, BeforeFounding,
    DecisionBeforeFounding, DecisionAhead, TermEndsBefore, TermTooLong, OrganisationClosed, NotOnRecord,
    HoldsItAlready, OfficeTaken, Mandate.DoesNotExist.
    """
    _refuse_impossible(details, end, reason, at)
    with transaction.atomic():
        mandate = lock_mandate(actor=actor, mandate_id=mandate_id)
        refuse_other_version(mandate=mandate, expected_version=expected_version)
        was_open = mandate.is_open
        said = {**vars(details), "ended_on": end.ended_on, "end_reason": end.reason.value if end.reason else ""}
        before, after = changes({name: getattr(mandate, name) for name in said}, said)
        if not after:
            return mandate
        keep_mandate_version(mandate=mandate, at=at)
        for name, value in said.items():
            setattr(mandate, name, value)
        _refuse_unfit(mandate, details, was_open, at)
        mandate.save()
        enter_mandate(
            actor=actor, verb="mandate_corrected", mandate=mandate, at=at, before=before, after=after, reason=reason
        )
        _let_powers_follow(actor, mandate, was_open, at)
    return mandate


def _refuse_impossible(details: MandateDetails, end: End, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise ReasonMissing
    refuse_future_day(on=details.since, at=at)
    refuse_end(since=details.since, end=end, at=at)


def _refuse_unfit(mandate: Mandate, details: MandateDetails, was_open: bool, at: datetime) -> None:
    """The corrected mandate must be able to stand, as a new one must."""
    organisation = mandate.organisation
    refuse_days(organisation=organisation, details=details, today=timezone.localdate(at))
    if mandate.is_open and not organisation.is_open:
        raise OrganisationClosed(organisation=organisation)
    # One that never was so counts on no day, and nobody need have been on record.
    if mandate.ended_on != mandate.since:
        today = timezone.localdate(at) if mandate.is_open and not was_open else None
        refuse_stranger(person=mandate.person, organisation=organisation, since=mandate.since, today=today)
    kind = kind_for(organisation=organisation, office=mandate.office)
    refuse_double(mandate=mandate, others=holders_beside(mandate), most=kind.most)


def _let_powers_follow(actor: Actor, mandate: Mandate, was_open: bool, at: datetime) -> None:
    if was_open and not mandate.is_open:
        take_powers(actor=actor, mandate=mandate, at=at)
        tell_holder(actor=actor, mandate=mandate, at=at)
        void_letters(mandate=mandate, at=at)
    elif mandate.is_open and not was_open:
        give_powers(actor=actor, mandate=mandate, at=at)
