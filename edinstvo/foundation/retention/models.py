"""The table of periods, the decisions that confirmed it, and how far each minimisation has come."""

from django.db import models
from django.db.models import Q

from edinstvo.foundation.retention.rules import Period


class RetentionPeriod(models.Model):
    """How long one kind is kept, from a day on; rows are only ever added, the latest of the latest day holds.

    Months or days, or neither: for good. `basis` is the law or the decision it rests on, in words.
    """

    kind = models.CharField(max_length=60)
    months = models.PositiveIntegerField(null=True, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=500)
    valid_from = models.DateField()
    set_by_id = models.BigIntegerField(null=True)
    set_by_name = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "-valid_from", "-id"], name="periods_of_a_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(months__isnull=True) | Q(days__isnull=True), name="period_in_one_unit"),
            models.CheckConstraint(
                condition=(Q(months__isnull=True) | Q(months__gt=0)) & (Q(days__isnull=True) | Q(days__gt=0)),
                name="period_lasts",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="period_rests_on_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.period.code} from {self.valid_from}"

    @property
    def period(self) -> Period:
        """The period as a length of time."""
        return Period(months=self.months or 0, days=self.days or 0)


class RetentionDecision(models.Model):
    """The union confirmed the periods by a decision: `periods` is {kind: code of its period} as they stood then.

    A period that the last decision does not name so is not confirmed: nothing is removed by it.
    """

    decided_on = models.DateField()
    number = models.CharField(max_length=60)
    body = models.CharField(max_length=200, blank=True)
    periods = models.JSONField()
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_by_name = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="decision_on_periods_has_a_number")]

    def __str__(self) -> str:
        return f"№ {self.number} of {self.decided_on}"


class RetentionRun(models.Model):
    """One minimisation of one kind, from its first portion to its entry in the journal.

    `done` grows in the transaction of each portion: a run that was killed is gone on with, and counted whole.
    """

    kind = models.CharField(max_length=60)
    before = models.DateField()
    done = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(finished_at__isnull=True), name="one_minimisation_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} before {self.before}: {self.done}"
