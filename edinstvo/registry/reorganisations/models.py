"""What was reorganised, and which stay of whom became which."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.organisations.models import Organisation


class Kind(models.TextChoices):
    """What the decision says."""

    MERGED = "merged", _("Merged into another")
    CLOSED = "closed", _("Closed, the members transferred")
    SPLIT = "split", _("Split off")


class Reorganisation(models.Model):
    """One act: from the source to the target, on a day, by a decision.

    `closed` and `moved` are the ids of the organisations that were closed and moved by it, in the order of the act;
    `ended_mandates` are the mandates that it ended, each as (id, version since).
    """

    kind = models.CharField(max_length=6, choices=Kind.choices)
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    decision = models.CharField(max_length=200, blank=True)
    people = models.PositiveIntegerField()
    closed = models.JSONField(default=list)
    moved = models.JSONField(default=list)
    ended_mandates = models.JSONField(default=list)
    done_at = models.DateTimeField()
    done_by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=200, blank=True)
    undone_reason = models.CharField(max_length=200, blank=True)

    # How many of them do not go on after it was taken back; known to whoever has just done it.
    lost_mandates = 0
    STANDS: ClassVar[Q] = Q(undone_at__isnull=True)

    class Meta:
        indexes = [
            models.Index(fields=["source", "-id"], name="reorganisation_of"),
            models.Index(fields=["target", "-id"], name="reorganisation_into"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="reorganisation_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id} on {self.on}"


class CarriedStay(models.Model):
    """One member carried over: the stay that ended, in which version, and the one that began."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="stays")
    person_id = models.BigIntegerField()
    stay_id = models.BigIntegerField()
    stay_version = models.PositiveIntegerField()
    new_stay_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.stay_id} became {self.new_stay_id}"
