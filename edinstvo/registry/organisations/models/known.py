"""What is known, and since when."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


def known(*, on: date | None = None) -> Q:
    """The predicate of the facts that stand today, or stood at the end of that day (the house's own time zone)."""
    if on is None:
        return Q(known_until__isnull=True)
    end_of_day: datetime = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    return Q(known_since__lt=end_of_day) & (Q(known_until__isnull=True) | Q(known_until__gte=end_of_day))


class KnownFact(models.Model):
    """Something that is true, and since when we know it (ADR 0006).

    A correction closes the old row's `known_until` and adds a new one (`actions/state_fact.py`); nothing else of a row
    ever changes. What is known today: `known_until` is null. What was known then: `known_since <= then < known_until`.
    """

    known_since = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    KNOWN: ClassVar[Q] = known()

    class Meta:
        abstract = True

    @staticmethod
    def known_at(moment: datetime | None) -> Q:
        """The predicate of the facts known at that moment; None is today."""
        now = KnownFact.KNOWN
        return now if moment is None else Q(known_since__lte=moment) & (now | Q(known_until__gt=moment))
