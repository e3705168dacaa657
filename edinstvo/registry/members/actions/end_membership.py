"""End somebody's membership in an organisation."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import tell
from edinstvo.registry.members.actions.change_member import Versions, change_member, lock_member
from edinstvo.registry.members.actions.lapse_transfers import lapse_transfers
from edinstvo.registry.members.actions.state_suspension import follow_end
from edinstvo.registry.members.events import MembershipEnded
from edinstvo.registry.members.models import EndReason, Membership


class EndedAlready(Exception):
    """The membership ended before; `membership` says when and why."""

    def __init__(self, *, membership: Membership) -> None:
        super().__init__(f"ended on {membership.ended_on}")
        self.membership = membership


class EndDoesNotFit(Exception):
    """The last day lies before the first one, or ahead of today."""


def end_membership(
    *,
    actor: Actor,
    membership_id: int,
    expected: Versions,
    ended_on: date,
    reason: EndReason,
    decision: str,
    on: date,
    at: datetime,
) -> Membership:
    """End it: the person does not count from `ended_on` on (domain.md 2, leaving). Returns the ended membership.

    A transfer that waits lapses, a suspension ends. Raises EndedAlready, EndDoesNotFit, EditedMeanwhile,
    NotOnRecordHere, PowerMissing. Double clicks end once: the second meets EditedMeanwhile.
    """
    with transaction.atomic():
        membership = lock_member(actor=actor, membership_id=membership_id, expected=expected)
        if not membership.is_open:
            raise EndedAlready(membership=membership)
        if not membership.registered_on <= ended_on <= on:
            raise EndDoesNotFit
        change_member(
            actor=actor,
            verb="membership_ended",
            membership=membership,
            person_values={},
            membership_values={"ended_on": ended_on, "end_reason": reason.value, "end_decision": decision.strip()},
            at=at,
        )
        lapse_transfers(actor=actor, stay=membership, at=at)
        follow_end(stay=membership, at=at)
        tell(MembershipEnded(person_id=membership.person_id, ended_on=ended_on), actor=actor, at=at)
    return membership
