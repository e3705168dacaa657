"""Second workplaces: where a member works besides the organisation that has them on record."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from edinstvo.registry.members.models.people import Person
from edinstvo.registry.organisations.models import Organisation


class SecondWorkplace(models.Model):
    """Somebody works there too, from a day on, and since when we know it (ADR 0006, 0016). It is no membership.

    `organisation` is one of the register, or `employer` names one that is not in it. Works there from `valid_from` on,
    and on `valid_until` no more.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="second_workplaces")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="second_workplaces"
    )
    employer = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    known_since = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    KNOWN: ClassVar[Q] = Q(known_until__isnull=True)
    GOES_ON: ClassVar[Q] = Q(known_until__isnull=True, valid_until__isnull=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(known_until__isnull=True, valid_until__isnull=True),
                name="works_once_in_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(employer=""), name="workplace_has_one_name"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="workplace_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} works in {self.organisation_id or self.employer} too"

    @property
    def goes_on(self) -> bool:
        """Whether nothing has ended it yet."""
        return self.valid_until is None

    @property
    def place_name(self) -> str:
        """The short name of the organisation, or the employer as it was written."""
        return self.organisation.short_name if self.organisation else self.employer
