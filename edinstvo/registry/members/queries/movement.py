"""Who came on record and who left within a period, without those that a transfer carried over within the union."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from edinstvo.registry.members.models import EndReason, Membership


def came_between(since: date | None, until: date | None) -> Q:
    """The stays that began in the period, both days included, and not by a transfer: whoever was carried over joined
    before.
    """
    moved = Membership.objects.filter(
        person_id=OuterRef("person_id"), ended_on=OuterRef("registered_on"), end_reason=EndReason.TRANSFERRED
    )
    return within("registered_on", since, until) & ~Q(Exists(moved))


def went_for_good() -> Q:
    """The stays that ended otherwise than by a transfer."""
    return Q(ended_on__isnull=False) & ~Q(end_reason=EndReason.TRANSFERRED)


def within(column: str, since: date | None, until: date | None) -> Q:
    """What is known to lie in the period, both days included; one of them may be missing."""
    wanted = Q(**{f"{column}__isnull": False})
    if since is not None:
        wanted &= Q(**{f"{column}__gte": since})
    if until is not None:
        wanted &= Q(**{f"{column}__lte": until})
    return wanted
