"""Cards of members, and from when to when each was theirs."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.members.models import Person


class CardKind(models.TextChoices):
    """The two forms of the electronic membership card (domain.md 1.1, row 3)."""

    PLASTIC = "plastic", _("Plastic card")
    VIRTUAL = "virtual", _("Virtual card")


class CardEnd(models.TextChoices):
    """Why a card is a card no more."""

    LOST = "lost", _("Lost")
    REPLACED = "replaced", _("Replaced by another one")
    LEFT = "left", _("Its holder left the union")
    OTHER = "other", _("Other reason")


class Card(models.Model):
    """One card. Held on a day D when `issued_on <= D` and not `ended_on <= D`; one that is only ordered is not issued.

    That somebody holds two of a kind is not forbidden: two records of one person, each with a card, must merge. Figures
    count people.
    """

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=8, choices=CardKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    ordered_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=10, choices=CardEnd.choices, blank=True)
    known_since = models.DateTimeField()

    ISSUED: ClassVar[Q] = Q(issued_on__isnull=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ordered_on__isnull=False) | Q(issued_on__isnull=False), name="card_begins_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(issued_on__isnull=True) | Q(ended_on__gte=F("issued_on")),
                name="card_ends_after_it_is_issued",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) ^ ~Q(end_reason=""), name="end_of_a_card_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @staticmethod
    def held_on(day: date) -> Q:
        """The predicate of the cards that somebody held on the day."""
        return Q(issued_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
