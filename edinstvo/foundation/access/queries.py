"""What access knows: the actor behind a user, whether a login is locked, where somebody is signed in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.models import Grant, SignInAttempt, User, UserSession
from edinstvo.foundation.access.powers import POWERS_OF, Role
from edinstvo.foundation.access.second_factor import is_required_of

# Five wrong passwords lock a login for a quarter of an hour; an address (a school behind one router) has more room.
FAILURES_OF_A_LOGIN = 5
FAILURES_OF_AN_ADDRESS = 30
LOCKED_FOR = timedelta(minutes=15)


def actor_of(user: User, *, on: date, address: str) -> Actor:
    """The actor that this user is on that day: one query, none for a user who came with their roles."""
    known = user.known_grants
    grants = list(grants_of(user, on=on)) if known is None else [grant for grant in known if grant.holds_on(on)]
    powers = {
        (power, Branch(level=Level(grant.level), organisation_id=grant.organisation_id))
        for grant in grants
        for power in POWERS_OF[Role(grant.role)]
    }
    needs_two = is_required_of((Role(grant.role), Level(grant.level)) for grant in grants)
    return Actor(user.pk, user.name, frozenset(powers), address, needs_second_factor=needs_two)


def grants_of(user: User, *, on: date) -> QuerySet[Grant]:
    """The roles of the user on that day."""
    return Grant.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), user=user, valid_from__lte=on)


@dataclass(frozen=True)
class LockOut:
    """Until when no password is even looked at."""

    until: datetime


def lock_out_of(*, login: str, address: str, at: datetime) -> LockOut | None:
    """The lock on this login or this address, or None. A success in between clears the login's failures."""
    # A failure can be the first of those that lock, and the lock outlasts the last of them.
    recent = SignInAttempt.objects.filter(at__gt=at - 2 * LOCKED_FOR).order_by("-at", "-pk")
    of_login = list(recent.filter(login=login).values_list("succeeded", "at")[:FAILURES_OF_A_LOGIN])
    if not any(succeeded for succeeded, _ in of_login):
        lock = _lock([moment for _, moment in of_login], most=FAILURES_OF_A_LOGIN, at=at)
        if lock:
            return lock
    of_address = recent.filter(address=address, succeeded=False).values_list("at", flat=True)
    return _lock(list(of_address[:FAILURES_OF_AN_ADDRESS]), most=FAILURES_OF_AN_ADDRESS, at=at)


def _lock(failures: list[datetime], *, most: int, at: datetime) -> LockOut | None:
    """The lock that the last failures (newest first) make: so many close together, and the last not long ago."""
    if len(failures) < most or failures[0] - failures[-1] >= LOCKED_FOR or at >= failures[0] + LOCKED_FOR:
        return None
    return LockOut(until=failures[0] + LOCKED_FOR)


def sessions_of(*, at: datetime, seen_by: Actor) -> QuerySet[UserSession]:
    """The person's own sessions that live at that moment, the one seen last first."""
    if seen_by.user_id is None:
        return UserSession.objects.none()
    living = UserSession.objects.filter(user_id=seen_by.user_id, ended_at=None, expires_at__gt=at)
    return living.order_by("-last_seen_at", "-pk")
