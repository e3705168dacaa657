"""Whose login holds more than the person who would open it: whoever opens a login could walk in as its owner."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from edinstvo.foundation.access.actions.give_grant import require_giving
from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.organisations.models import Organisation


class HoldsMore(Exception):
    """The login holds a power that the actor does not hold there, so could not give."""


def who_holds_more(*, actor: Actor, users: Collection[int], on: date) -> set[int]:
    """Those of the users who hold, on the day or later, what the actor could not give them: two queries."""
    standing = Q(valid_until=None) | Q(valid_until__gt=on)
    grants = list(Grant.objects.filter(standing, user__in=users))
    places = Organisation.objects.in_bulk({grant.organisation_id for grant in grants})
    return {grant.user_id for grant in grants if not _could_give(actor, grant, places)}


def _could_give(actor: Actor, grant: Grant, places: dict[int, Organisation]) -> bool:
    is_union = grant.level == Level.UNION
    if not is_union and grant.organisation_id not in places:
        return False
    place = WHOLE_UNION if is_union else places[grant.organisation_id].place
    try:
        require_giving(actor=actor, role=Role(grant.role), place=place)
    except PowerMissing:
        return False
    return True
