"""What keeps union seniority over an interruption: rules of the union, valid from a day on."""

from django.db import models
from django.db.models import Q

from edinstvo.registry.organisations.models import KnownFact


class SeniorityRule(KnownFact):
    """One rule and since when we know it (ADR 0006, 0016). `gap_months` is {reason of an end: full months}."""

    valid_from = models.DateField()
    gap_months = models.JSONField()
    suspension_counts = models.BooleanField()
    decision = models.CharField(max_length=200, blank=True)
    stated_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"], condition=Q(known_until__isnull=True), name="one_known_seniority_rule_from_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"seniority from {self.valid_from}"
