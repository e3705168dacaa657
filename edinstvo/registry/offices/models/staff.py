"""Appointments to the staff of a committee: people who act in the register and need not be members."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from edinstvo.foundation.access.models import User
from edinstvo.registry.offices.models.letters import Placed


class Appointment(Placed):
    """A login with a role at an organisation, from a day on, by a decision; `grant_id` is the grant it rests on.

    Counts on a day D when `since <= D` and not `ended_on <= D`.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    grant_id = models.BigIntegerField()
    since = models.DateField()
    decision = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)
    end_decision = models.CharField(max_length=200, blank=True)

    OPEN: ClassVar[Q] = Q(ended_on__isnull=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "since"], name="staff_of_an_organisation"),
            models.Index(fields=["grant_id"], name="staff_by_grant"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_on__isnull=True),
                name="one_open_appointment_to_a_role",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="appointment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} at {self.organisation_id} since {self.since}"

    @property
    def is_open(self) -> bool:
        """Whether it goes on today."""
        return self.ended_on is None
