"""Suspended memberships: kept, with dues not paid, for a time and a reason."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.members.models.people import Person
from edinstvo.registry.members.models.spans import SpanFact


class SuspensionReason(models.TextChoices):
    """Why a membership is suspended (domain.md 2)."""

    ARMY = "army", _("Military service")
    CHILDCARE = "childcare", _("Childcare leave")
    UNEMPLOYED = "unemployed", _("Out of work")
    OTHER = "other", _("Other reason")


class Suspension(SpanFact):
    """One suspension. `expected_until` is when it was to be over.

    `ended_with_id` is the stay whose end ended it: it follows what becomes of that end.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suspensions")
    expected_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=SuspensionReason.choices)
    decision = models.CharField(max_length=200, blank=True)
    end_decision = models.CharField(max_length=200, blank=True)
    ended_with_id = models.BigIntegerField(null=True, blank=True)

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
