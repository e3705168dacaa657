"""Looks at lists in which a person may have stood."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.models import Grant
from edinstvo.foundation.access.powers import POWERS_OF, Power
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.models import Membership

SEEING = [role.value for role, powers in POWERS_OF.items() if Power.SEE_MEMBERS in powers]
# More stays than this would make a page of a hundred questions out of one.
_STAYS = 5


def lists_that_may_name(
    *, stays: Sequence[Membership], before: int | None = None, besides: int | None = None, size: int
) -> list[Reading]:
    """At most `size` looks at lists of the organisations of these stays, while each lasted, the latest first.

    Searches as well. A list is told as what it was asked for; who stood in it nobody wrote down. `before` is the id
    where the page before ended, `besides` a reader left out. One statement, each part of it a walk of one index. The
    caller has seen the stays already.
    """
    looks = Reading.objects.filter(person_id=None).exclude(actor_id=besides or 0)
    if before is not None:
        looks = looks.filter(pk__lt=before)
    parts = [looks.filter(part).order_by("-id")[:size] for stay in stays[:_STAYS] for part in _of_places(stay)]
    parts.append(_of_no_place(looks, stays[:_STAYS]).order_by("-id")[:size])
    first, *others = parts
    return list(first.union(*others).order_by("-id")[:size]) if others else list(first)


def reaching(stays: Sequence[Membership]) -> Q:
    """The grants at the heads of the branches that the stays lie in."""
    at = Q(level=Level.UNION)
    for level in (Level.REGION, Level.TERRITORY, Level.PRIMARY):
        ids = {id_ for stay in stays if (id_ := getattr(stay, f"{level.value}_id")) is not None}
        at |= Q(level=level, organisation_id__in=ids)
    return at & Q(role__in=SEEING)


def _of_places(stay: Membership) -> Iterator[Q]:
    lasted = Q(at__gte=_midnight(stay.registered_on))
    if stay.ended_on is not None:
        lasted &= Q(at__lt=_midnight(stay.ended_on))
    yield lasted & Q(primary_id=stay.primary_id)
    if stay.territory_id is not None:
        yield lasted & Q(territory_id=stay.territory_id, primary_id=None)
    yield lasted & Q(region_id=stay.region_id, territory_id=None, primary_id=None)


def _of_no_place(looks: QuerySet[Reading], stays: Sequence[Membership]) -> QuerySet[Reading]:
    """Lists of all that a reader may see, where that reached the stays on the day."""
    if not stays:
        return looks.none()
    day = OuterRef("at__date")
    held = Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gt=day))
    reached = Exists(Grant.objects.filter(reaching(stays), held, user_id=OuterRef("actor_id")))
    began = min(stay.registered_on for stay in stays)
    nowhere = Q(primary_id=None, territory_id=None, region_id=None)
    return looks.filter(nowhere, reached, at__gte=_midnight(began))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
