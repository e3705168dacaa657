"""Second workplaces: where a member works besides the organisation that has them on record."""

from django.db import models
from django.db.models import F, Q

from edinstvo.registry.members.models.people import Person
from edinstvo.registry.members.models.spans import SpanFact
from edinstvo.registry.organisations.models import Organisation


class SecondWorkplace(SpanFact):
    """Somebody works there too. It is no membership.

    `organisation` is one of the register, or `employer` names one that is not in it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="second_workplaces")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="second_workplaces"
    )
    employer = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)

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
    def place_name(self) -> str:
        """The short name of the organisation, or the employer as it was written."""
        return self.organisation.short_name if self.organisation else self.employer
