"""Correct what was written wrongly: a name, a birth date, the days a membership began or ended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import tell
from edinstvo.registry.members.actions.change_member import Versions, change_member, lock_member
from edinstvo.registry.members.actions.lapse_transfers import lapse_transfers
from edinstvo.registry.members.actions.open_membership import hold_fit
from edinstvo.registry.members.actions.refuse_joining import refuse_child
from edinstvo.registry.members.actions.refuse_overlap import refuse_overlap
from edinstvo.registry.members.actions.state_suspension import follow_end
from edinstvo.registry.members.events import MembershipEnded
from edinstvo.registry.members.models import CategoryFact, Membership
from edinstvo.registry.members.rules.people import PersonDetails, values_of
from edinstvo.registry.organisations.actions.state_fact import state_again


class ReasonMissing(Exception):
    """A correction says why it is made."""


class DatesDoNotFit(Exception):
    """A day lies ahead, or the end before the beginning, or an end has no reason; `fields` names all that are wrong."""

    def __init__(self, *, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


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

    Raises ReasonMissing, DatesDoNotFit, JoinedAsChild, OnRecordElsewhere, OrganisationKeepsNoMembers (a stay reopened
    in a closed organisation), EditedMeanwhile, NotOnRecordHere, PowerMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    _refuse_impossible(dates, on)
    with transaction.atomic():
        membership = lock_member(actor=actor, membership_id=membership_id, expected=expected)
        _refuse_child(membership, person.birth_date, dates)
        _refuse_overlap(membership, dates)
        gained, ended_on = int(dates.ended_on is None) - int(membership.is_open), membership.ended_on
        if gained > 0:
            hold_fit(actor=actor, organisation=membership.organisation, registered_on=dates.registered_on, on=on)
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
        if not membership.is_open:
            lapse_transfers(actor=actor, stay=membership, at=at)
        if dates.ended_on != ended_on:
            follow_end(stay=membership, at=at)
        if gained < 0 and dates.ended_on is not None:
            tell(MembershipEnded(person_id=membership.person_id, ended_on=dates.ended_on), actor=actor, at=at)
    return membership


def _refuse_impossible(dates: Dates, on: date) -> None:
    ended_on = dates.ended_on
    is_wrong = {
        "joined_on": dates.joined_on is not None and dates.joined_on > on,
        "registered_on": dates.registered_on > on,
        "ended_on": ended_on is not None and not dates.registered_on <= ended_on <= on,
        "end_reason": (ended_on is not None) != bool(dates.end_reason),
    }
    if wrong := [field for field, is_so in is_wrong.items() if is_so]:
        raise DatesDoNotFit(fields=wrong)


def _refuse_child(membership: Membership, born: date | None, dates: Dates) -> None:
    """Whoever corrects something else is not told of what stood there before."""
    stood = (membership.person.birth_date, membership.joined_on, membership.registered_on)
    if (born, dates.joined_on, dates.registered_on) != stood:
        refuse_child(born=born, joined_on=dates.joined_on, registered_on=dates.registered_on)


def _refuse_overlap(membership: Membership, dates: Dates) -> None:
    if (dates.registered_on, dates.ended_on) != (membership.registered_on, membership.ended_on):
        refuse_overlap(
            person_id=membership.person_id, begin=dates.registered_on, end=dates.ended_on, besides=membership.pk
        )


def _move_first_category(membership: Membership, registered_on: date, at: datetime) -> None:
    """The category of the first day holds from an earlier corrected first day too; a later one needs nothing."""
    if registered_on >= membership.registered_on:
        return
    known = CategoryFact.objects.filter(membership_id=membership.pk, known_until__isnull=True)
    first = known.filter(valid_from__lte=membership.registered_on).order_by("valid_from").first()
    if first is None or first.valid_from <= registered_on:
        return
    state_again(fact=first, at=at, valid_from=registered_on)
