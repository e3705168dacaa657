"""Something true of a person for a time."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from edinstvo.registry.organisations.models import KnownFact


class SpanFact(KnownFact):
    """True from `valid_from` on, and on `valid_until` no more; as known since a moment (ADR 0006, 0016)."""

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    GOES_ON: ClassVar[Q] = KnownFact.KNOWN & Q(valid_until__isnull=True)

    class Meta:
        abstract = True

    @property
    def goes_on(self) -> bool:
        """Whether nothing has ended it yet."""
        return self.valid_until is None

    @staticmethod
    def covering(day: date) -> Q:
        """The predicate of the facts that cover the day, whatever is known of them."""
        return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
