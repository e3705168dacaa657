"""Transfers: somebody's way from the record of one organisation to that of another, from the asking to the answer."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
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


class LapseReason(models.TextChoices):
    """Why nothing came of a transfer without anybody's answer."""

    LEFT = "left", _("The member has left the union")
    DIED = "died", _("The member has died")
    REORGANISED = "reorganised", _("A reorganisation has brought the member to another organisation")
    TARGET_CLOSED = "closed", _("The organisation they were to go to was closed")


class Transfer(models.Model):
    """One asking and what came of it. A person has at most one that waits, held by the database.

    `stay_id` is the membership that ends, `new_stay_id` the one that began; plain ids, because a stay that a list
    brought can be undone. `application_on` is the date of the member's own application, if there is one; `wanted_on`
    the first day on the new record as the side that asks would have it; `due_on` the day on which it happens by itself;
    `brings` what the side that asks has typed of the member, for the new record; nothing once it is closed;
    `answer` the reason of a refusal or a withdrawal, `lapsed_because` that of a lapse (of older ones none is known).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    stay_id = models.BigIntegerField()
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=6, choices=Side.choices)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    application_on = models.DateField(null=True, blank=True)
    wanted_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    brings = models.JSONField(default=dict, db_default={}, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=TransferState.choices, default=TransferState.WAITING)
    answer = models.CharField(max_length=300, blank=True)
    lapsed_because = models.CharField(max_length=12, choices=LapseReason.choices, blank=True)
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
            models.CheckConstraint(condition=Q(lapsed_because="") | Q(state="lapsed"), name="transfer_lapsed_because"),
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

    @property
    def earliest_on(self) -> date:
        """The first day that both sides can have meant: of the application or else of the request, or the one it names.

        Whoever answers chooses a day from it on: an earlier one would rewrite the past of the side that asked.
        """
        meant = self.application_on or timezone.localdate(self.asked_at)
        return meant if self.wanted_on is None else min(meant, self.wanted_on)
