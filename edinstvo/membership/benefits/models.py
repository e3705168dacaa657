"""Who takes part in the bonus programme, from when to when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from edinstvo.registry.members.models import Person


class Participation(models.Model):
    """Somebody takes part from a day on. Counts on a day D when `began_on <= D` and not `ended_on <= D`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    known_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="participation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} since {self.began_on}"

    @staticmethod
    def counted_on(day: date) -> Q:
        """The predicate of the participations that went on on the day."""
        return Q(began_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
