"""Suspensions made by the tests."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.correct_suspension import (
    SuspensionDetails,
    correct_suspension,
    take_back_suspension,
)
from edinstvo.registry.members.actions.resume_membership import resume_membership
from edinstvo.registry.members.actions.suspend_membership import suspend_membership
from edinstvo.registry.members.models import Membership, Suspension, SuspensionReason
from tests.cast import NOW, OPERATOR, TODAY

SINCE = date(2026, 3, 1)


def suspended(
    stay: Membership,
    since: date = SINCE,
    *,
    expected: date | None = None,
    reason: SuspensionReason = SuspensionReason.ARMY,
    actor: Actor = OPERATOR,
    at: datetime = NOW,
) -> Suspension:
    """The membership suspended from a day on."""
    return suspend_membership(
        actor=actor,
        membership_id=stay.pk,
        since=since,
        expected_until=expected,
        reason=reason,
        decision=" Протокол № 3 ",
        on=TODAY,
        at=at,
    )


def resumed(stay: Membership, on: date = TODAY, *, actor: Actor = OPERATOR, at: datetime = NOW) -> Suspension:
    """The membership resumed on a day."""
    return resume_membership(
        actor=actor, membership_id=stay.pk, resumed_on=on, decision="Протокол № 9", on=TODAY, at=at
    )


def corrected(
    fact: Suspension,
    begin: date,
    end: date | None = None,
    *,
    expected: date | None = None,
    why: str = "Описка",
    actor: Actor = OPERATOR,
    at: datetime = NOW,
) -> Suspension:
    """The suspension with other days."""
    said = SuspensionDetails(
        valid_from=begin, valid_until=end, expected_until=expected, reason=SuspensionReason(fact.reason)
    )
    return correct_suspension(actor=actor, suspension_id=fact.pk, said=said, why=why, on=TODAY, at=at)


def taken_back(fact: Suspension, *, why: str = "Не та запись", actor: Actor = OPERATOR, at: datetime = NOW) -> None:
    """The suspension that never was."""
    take_back_suspension(actor=actor, suspension_id=fact.pk, why=why, at=at)


def copies(stay: Membership) -> tuple[date | None, date | None]:
    """What the row of the stay says of a suspension."""
    fresh = Membership.objects.get(pk=stay.pk)
    return fresh.suspended_on, fresh.resumes_on
