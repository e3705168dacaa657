"""What access knows: the actor behind a user, and whether a login is locked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.models import Grant, SignInAttempt, User
from edinstvo.foundation.access.powers import POWERS_OF, Role

# Five wrong passwords lock a login for a quarter of an hour; an address (a school behind one router) has more room.
FAILURES_OF_A_LOGIN = 5
FAILURES_OF_AN_ADDRESS = 30
LOCKED_FOR = timedelta(minutes=15)


def actor_of(user: User, *, on: date, address: str) -> Actor:
    """The actor that this user is on that day: one query."""
    grants = Grant.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), user=user, valid_from__lte=on)
    powers = {
        (power, Branch(level=Level(grant.level), organisation_id=grant.organisation_id))
        for grant in grants
        for power in POWERS_OF[Role(grant.role)]
    }
    return Actor(user_id=user.pk, name=user.name, grants=frozenset(powers), address=address)


@dataclass(frozen=True)
class LockOut:
    """Until when no password is even looked at."""

    until: datetime


def lock_out_of(*, login: str, address: str, at: datetime) -> LockOut | None:
    """The lock on this login or this address, or None. A success in between clears the login's failures."""
    since = at - LOCKED_FOR
    recent = SignInAttempt.objects.filter(at__gt=since)
    of_login = list(recent.filter(login=login).order_by("-at").values_list("succeeded", "at")[:FAILURES_OF_A_LOGIN])
    if len(of_login) == FAILURES_OF_A_LOGIN and not any(succeeded for succeeded, _ in of_login):
        return LockOut(until=of_login[-1][1] + LOCKED_FOR)
    of_address = list(
        recent.filter(address=address, succeeded=False)
        .order_by("-at")
        .values_list("at", flat=True)[:FAILURES_OF_AN_ADDRESS]
    )
    if len(of_address) == FAILURES_OF_AN_ADDRESS:
        return LockOut(until=of_address[-1] + LOCKED_FOR)
    return None
