"""Members of the small union, admitted through the actions themselves."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.admit_member import admit_member
from edinstvo.registry.members.actions.change_member import Versions
from edinstvo.registry.members.actions.correct_member import Dates
from edinstvo.registry.members.actions.end_membership import end_membership
from edinstvo.registry.members.actions.recategorise_member import recategorise_member
from edinstvo.registry.members.models import EndReason, Membership
from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY

BEGAN = date(2020, 9, 1)
BORN = date(1968, 3, 12)
ABRAMOVA = "Абрамова Людмила Викторовна"


def person(name: str = ABRAMOVA, born: date | None = BORN, **said: Any) -> PersonDetails:
    """What is said of a person; surname, name and the rest in this order."""
    last, first, *middle = name.split(" ", maxsplit=2)
    return PersonDetails(last_name=last, first_name=first, middle_name=" ".join(middle), birth_date=born, **said)


def a_member(
    place: Organisation,
    name: str = ABRAMOVA,
    born: date | None = BORN,
    *,
    since: date = BEGAN,
    at: datetime = NOW,
    actor: Actor = OPERATOR,
    details: MembershipDetails | None = None,
    is_another_person: bool = False,
    is_same_person: bool = False,
    **said: Any,
) -> Membership:
    """Somebody on the record of the place since a day."""
    return admit_member(
        actor=actor,
        organisation=place,
        person=person(name, born, **said),
        membership=details or MembershipDetails(joined_on=since),
        on=TODAY,
        registered_on=since,
        at=at,
        is_another_person=is_another_person,
        is_same_person=is_same_person,
    )


def a_former_member(
    place: Organisation,
    name: str = ABRAMOVA,
    born: date | None = BORN,
    *,
    since: date = BEGAN,
    until: date = date(2024, 6, 1),
    **said: Any,
) -> Membership:
    """Somebody who was on record until a day, and left at their own wish."""
    return ended(a_member(place, name, born, since=since, **said), until)


def ended(
    membership: Membership,
    on: date,
    *,
    actor: Actor = OPERATOR,
    at: datetime = NOW,
    reason: EndReason = EndReason.OWN_WISH,
) -> Membership:
    """The membership, ended on a day at the member's own wish, or for another reason."""
    return end_membership(
        actor=actor,
        membership_id=membership.pk,
        expected=versions(membership),
        ended_on=on,
        reason=reason,
        decision="Заявление",
        on=TODAY,
        at=at,
    )


def recategorised(membership: Membership, category: str, *, since: date) -> bool:
    """The membership with another category from a day on."""
    with transaction.atomic():
        return recategorise_member(
            actor=OPERATOR, membership_id=membership.pk, category=category, since=since, on=TODAY, at=NOW
        )


def versions(membership: Membership) -> Versions:
    """The versions that a form opened now would be filled from."""
    fresh = Membership.objects.select_related("person").get(pk=membership.pk)
    return Versions(person=fresh.person.version, membership=fresh.version)


def dates_of(membership: Membership, **changed: Any) -> Dates:
    """The days of a membership as they stand, some of them changed."""
    fresh = Membership.objects.get(pk=membership.pk)
    stood = {name: getattr(fresh, name) for name in ("joined_on", "registered_on", "ended_on", "end_reason")}
    return Dates(**{**stood, **changed})
