"""Whose record nobody has written down or changed for long."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from edinstvo.registry.members.models import MembershipVersion, PersonVersion

# The lack of a change within a year, as a list asks for it.
CHANGES = "changes"


def unchanged(since: date, until: date) -> Q:
    """The stays of which, and of whose person, nothing was written down from the one day to the other.

    `Membership` and `Person` say when what stands there now was written, their versions the same of what stood before.
    """
    begin, end = days = (_begin(since), _begin(until + timedelta(days=1)))
    stood = MembershipVersion.objects.filter(membership_id=OuterRef("pk"), known_since__range=days)
    person_stood = PersonVersion.objects.filter(person_id=OuterRef("person_id"), known_since__range=days)
    # As two ranges and not as the lack of one: where nobody is so, the index of the days says it at once.
    apart = Q(known_since__lt=begin) | Q(known_since__gt=end)
    return apart & ~Q(person__known_since__range=days) & ~Q(Exists(stood)) & ~Q(Exists(person_stood))


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
