"""What an act on an organisation would touch: said before it happens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.tallies.queries import figure, figures
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import MOST_AT_ONCE, OPEN_MEMBERSHIPS


@dataclass(frozen=True)
class Reach:
    """Open organisations (itself included), people on record, and people who may act there by a role of that branch."""

    organisations: int
    members: int
    logins: int


def reach_of(organisation: Organisation, *, on: date) -> Reach:
    """The organisation with everything below it, as it stands; roles as of the day. Three queries."""
    branch = Organisation.objects.filter(path__gte=organisation.path, path__lt=f"{organisation.path}~")
    is_valid = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    grants = Grant.objects.filter(is_valid, user__is_active=True, organisation_id__in=branch.values("pk"))
    return Reach(
        organisations=branch.filter(closed_on=None).count(),
        members=figure(measure=OPEN_MEMBERSHIPS, organisation_id=organisation.pk),
        logins=grants.exclude(level=Level.UNION).values("user_id").distinct().count(),
    )


def are_many(*, organisation_ids: Collection[int]) -> bool:
    """Whether so many people stand on record in these branches that an act on them goes on in the background."""
    return sum(figures(measure=OPEN_MEMBERSHIPS, organisation_ids=organisation_ids).values()) > MOST_AT_ONCE
