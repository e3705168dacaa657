"""Suspended memberships: kept, with dues not paid, for a time and a reason."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.members.models.people import Person


class SuspensionReason(models.TextChoices):
    """Why a membership is suspended (domain.md 2)."""

    ARMY = "army", _("Military service")
    CHILDCARE = "childcare", _("Childcare leave")
    UNEMPLOYED = "unemployed", _("Out of work")
    OTHER = "other", _("Other reason")


class Suspension(models.Model):
    """One suspension and since when we know it (ADR 0006, 0016); only `known_until` is ever set in a row that stands.

    Suspended from `valid_from` on, and on `valid_until` no more. `expected_until` is when it was to be over.
    `ended_with_id` is the stay whose end ended it: it follows what becomes of that end.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suspensions")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    expected_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=SuspensionReason.choices)
    decision = models.CharField(max_length=200, blank=True)
    end_decision = models.CharField(max_length=200, blank=True)
    ended_with_id = models.BigIntegerField(null=True, blank=True)
    known_since = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    KNOWN: ClassVar[Q] = Q(known_until__isnull=True)
    GOES_ON: ClassVar[Q] = Q(known_until__isnull=True, valid_until__isnull=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(known_until__isnull=True, valid_until__isnull=True),
                name="one_suspension_goes_on",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="suspension_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(expected_until__isnull=True) | Q(expected_until__gt=F("valid_from")),
                name="suspension_is_expected_to_last",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} suspended from {self.valid_from}"

    @property
    def goes_on(self) -> bool:
        """Whether nothing has ended it yet."""
        return self.valid_until is None

    @staticmethod
    def covering(day: date) -> Q:
        """The predicate of the facts that cover the day, whatever is known of them."""
        return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
