"""Correct what was written wrongly: a name, a birth date, the days a membership began or ended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.tallies.actions.add_deltas import add_deltas
from edinstvo.registry.members.actions.change_member import Versions, change_member, lock_member
from edinstvo.registry.members.models import CategoryFact, Membership
from edinstvo.registry.members.permissions import require_keeping
from edinstvo.registry.members.rules import PersonDetails, values_of
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS


class ReasonMissing(Exception):
    """A correction says why it is made."""


class DatesDoNotFit(Exception):
    """The end lies before the beginning, or one of the days lies ahead, or an end has no reason."""


class OnRecordElsewhere(Exception):
    """The membership cannot be opened again: the person has an open one already."""


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The days of a membership as they should have been written."""

    joined_on: date | None
    registered_on: date
    ended_on: date | None = None
    end_reason: str = ""


def correct_member(
    *,
    actor: Actor,
    membership_id: int,
    expected: Versions,
    person: PersonDetails,
    dates: Dates,
    reason: str,
    on: date,
    at: datetime,
) -> Membership:
    """Save the corrected values; what was known before stays readable with `known_on`. Returns the membership.

    Raises ReasonMissing, DatesDoNotFit, OnRecordElsewhere, EditedMeanwhile, NotOnRecordHere, PowerMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    _refuse_impossible(dates, on)
    try:
        with transaction.atomic():
            membership = lock_member(membership_id=membership_id, expected=expected)
            require_keeping(actor, membership)
            was_open = membership.is_open
            _move_first_category(membership, dates.registered_on, at)
            change_member(
                actor=actor,
                verb="member_corrected",
                membership=membership,
                person_values=values_of(person),
                membership_values=vars(dates),
                at=at,
                reason=reason.strip(),
            )
            gained = int(dates.ended_on is None) - int(was_open)
            add_deltas(measure=OPEN_MEMBERSHIPS, amounts=[(id_, gained) for id_ in membership.organisation.chain_ids])
    except IntegrityError as error:
        if "one_open_membership" not in str(error):
            raise
        raise OnRecordElsewhere from error
    return membership


def _refuse_impossible(dates: Dates, on: date) -> None:
    ends = dates.ended_on is not None
    if dates.registered_on > on or (dates.joined_on or on) > on or ends != bool(dates.end_reason):
        raise DatesDoNotFit
    if dates.ended_on is not None and not dates.registered_on <= dates.ended_on <= on:
        raise DatesDoNotFit


def _move_first_category(membership: Membership, registered_on: date, at: datetime) -> None:
    """The category of the first day holds from the corrected first day."""
    if registered_on == membership.registered_on:
        return
    known = CategoryFact.objects.filter(membership_id=membership.pk, known_until__isnull=True)
    first = known.filter(valid_from=membership.registered_on).first()
    if first is not None and not known.filter(valid_from=registered_on).exists():
        CategoryFact.objects.filter(pk=first.pk).update(known_until=at)
        CategoryFact.objects.create(
            membership_id=membership.pk, category=first.category, valid_from=registered_on, known_since=at
        )
