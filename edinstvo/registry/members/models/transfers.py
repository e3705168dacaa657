"""Transfers: somebody's way from the record of one organisation to that of another, from the asking to the answer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.members.models.people import Person
from edinstvo.registry.organisations.models import Organisation


class TransferState(models.TextChoices):
    """Where a transfer stands."""

    WAITING = "waiting", _("Waits for an answer")
    DONE = "done", _("Transferred")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


class Side(models.TextChoices):
    """The two organisations of a transfer; the one that did not ask is the one to answer."""

    SOURCE = "source", _("The organisation the member leaves")
    TARGET = "target", _("The organisation the member goes to")


class Transfer(models.Model):
    """One asking and what came of it. A person has at most one that waits, held by the database.

    `stay_id` is the membership that ends, `new_stay_id` the one that began; plain ids, because a stay that a list
    brought can be undone. `application_on` is the date of the member's own application, if there is one; `due_on` the
    day on which it happens by itself; `answer` the reason of a refusal or a withdrawal.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    stay_id = models.BigIntegerField()
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=6, choices=Side.choices)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    application_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=TransferState.choices, default=TransferState.WAITING)
    answer = models.CharField(max_length=300, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    moved_on = models.DateField(null=True, blank=True)
    new_stay_id = models.BigIntegerField(null=True, blank=True)

    WAITS: ClassVar[Q] = Q(state=TransferState.WAITING)

    class Meta:
        indexes = [
            models.Index(fields=["source", "-id"], name="transfer_by_source"),
            models.Index(fields=["target", "-id"], name="transfer_by_target"),
            models.Index(fields=["due_on"], condition=Q(state="waiting"), name="transfer_that_waits"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="waiting"), name="one_waiting_transfer"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="transfer_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(closed_at__isnull=False), name="transfer_waits_or_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(state="done") ^ Q(new_stay_id__isnull=True), name="transfer_done_has_a_new_stay"
            ),
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk} of {self.person_id}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to answer."""
        return self.state == TransferState.WAITING

    @property
    def answering(self) -> Organisation:
        """The organisation that has to answer."""
        return self.target if self.asked_by == Side.SOURCE else self.source

    @property
    def asking(self) -> Organisation:
        """The organisation that asked."""
        return self.source if self.asked_by == Side.SOURCE else self.target
