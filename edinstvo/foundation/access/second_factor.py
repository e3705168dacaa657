"""Of whom a second factor is required, and what somebody has of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Authenticator, Passkey, RecoveryCode, User
from edinstvo.foundation.access.powers import Role

REQUIRED_AT: dict[Role, frozenset[Level]] = {
    # The staff of a regional committee and of the central one reach the records of thousands of people.
    Role.STAFF: frozenset({Level.REGION, Level.UNION}),
    # Whoever administers there gives powers to others.
    Role.ADMINISTRATOR: frozenset({Level.REGION, Level.UNION}),
    # All others are offered it: chairs and auditors anywhere, and the staff of a territorial committee.
}
# How the session says that the second step was made in it.
PASSED = "second_step"


@dataclass(frozen=True)
class Means:
    """What somebody can make the second step with."""

    has_app: bool
    passkeys: int
    recovery_codes: int

    @property
    def are_set(self) -> bool:
        """Whether there is a second step at all; recovery codes alone are none."""
        return self.has_app or self.passkeys > 0


def is_required_of(roles: Iterable[tuple[Role, Level]]) -> bool:
    """Whether one of the roles, at its level, may not be held without a second factor."""
    return settings.SECOND_FACTOR == "required" and any(level in REQUIRED_AT.get(role, ()) for role, level in roles)


def means_of(user: User) -> Means:
    """Three questions; asked at the door and on the page of security only."""
    return Means(
        has_app=Authenticator.objects.filter(user=user).exclude(confirmed_at=None).exists(),
        passkeys=Passkey.objects.filter(user=user).count(),
        recovery_codes=RecoveryCode.objects.filter(user=user, used_at=None).count(),
    )
