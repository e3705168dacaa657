"""Counters that never make two writers wait: append-only deltas, folded into totals by one worker."""

from django.db import models


class Delta(models.Model):
    """A change of one figure of one organisation, written in the transaction of the act that changed it."""

    organisation_id = models.BigIntegerField()
    measure = models.CharField(max_length=40)
    amount = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "measure"], include=["amount"], name="delta_by_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.organisation_id}: {self.amount:+d}"


class Total(models.Model):
    """What the folded deltas of one figure of one organisation come to."""

    organisation_id = models.BigIntegerField()
    measure = models.CharField(max_length=40)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "measure"], include=["amount"], name="one_total_of_a_measure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.organisation_id}: {self.amount}"


class PastChange(models.Model):
    """What was counted in an organisation on former days is no longer what was kept of it; only ever added.

    Written in the transaction of the act that changed a dated fact, as many times as it likes; whoever keeps figures of
    past days counts the organisation again and takes the rows away.
    """

    organisation_id = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"the past of {self.organisation_id}"
