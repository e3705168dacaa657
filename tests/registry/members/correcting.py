"""Corrections of members, made by the tests."""

from datetime import date, timedelta
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.actions.correct_member import Dates, correct_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import MembershipDetails
from tests.cast import NOW, OPERATOR, TODAY
from tests.registry.members.people import ABRAMOVA, BEGAN, BORN, dates_of, person, versions

LATER = NOW + timedelta(days=1)
TEACHER = MembershipDetails(joined_on=BEGAN, category="pedagogical")


def correct(
    membership: Membership,
    *,
    name: str = ABRAMOVA,
    born: date | None = BORN,
    actor: Actor = OPERATOR,
    expected: Versions | None = None,
    reason: str = "Опечатка в бумажной карточке",
    dates: Dates | None = None,
    **days: Any,
) -> Membership:
    """The membership, corrected by whoever has just opened its form."""
    return correct_member(
        actor=actor,
        membership_id=membership.pk,
        expected=expected or versions(membership),
        person=person(name, born),
        dates=dates or dates_of(membership, **days),
        reason=reason,
        on=TODAY,
        at=LATER,
    )
