"""The dated facts that say how organisations came to stand as they do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.organisations.models.known import KnownFact
from edinstvo.registry.organisations.models.organisations import Institution, Organisation, OrganisationType


class DatedFact(KnownFact):
    """Something true of an organisation from a day on, and since when we know it.

    `restates` is the fact that holds again since what had replaced it was taken back: that is no statement of its own.
    """

    organisation_id: int

    valid_from = models.DateField()
    decision = models.CharField(max_length=200, blank=True)
    restates = models.ForeignKey("self", on_delete=models.CASCADE, related_name="+", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "valid_from"],
                condition=Q(known_until__isnull=True),
                name="one_known_%(class)s_from_a_day",
            )
        ]


class OrganisationName(DatedFact):
    """How an organisation is called from a day on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"{self.name} from {self.valid_from}"


class OrganisationParent(DatedFact):
    """Under whom an organisation stands from a day on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} under {self.parent_id} from {self.valid_from}"


class OrganisationStatus(DatedFact):
    """Whether an organisation stands or is closed from a day on."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=10, choices=Status.choices)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.status} from {self.valid_from}"


class OrganisationKind(DatedFact):
    """Of which type an organisation is from a day on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="kinds")
    type = models.CharField(max_length=40, choices=OrganisationType.choices)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.type} from {self.valid_from}"


class OrganisationInstitution(DatedFact):
    """In what kind of institution an organisation stands from a day on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="institutions")
    institution = models.CharField(max_length=20, choices=Institution.choices)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.institution} from {self.valid_from}"


class Workforce(DatedFact):
    """How many work and study in the institution from a day on: what the coverage is counted from (domain.md 3)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="workforces")
    workers = models.PositiveIntegerField()
    students = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.workers} workers, {self.students} students from {self.valid_from}"


class DeclaredHeads(DatedFact):
    """How many members paper says there were on a day, by category; it stands until the record has moved here."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="declared_heads")
    workers = models.PositiveIntegerField()
    students = models.PositiveIntegerField()
    retired = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.total} declared on {self.valid_from}"

    @property
    def total(self) -> int:
        """All of them."""
        return self.workers + self.students + self.retired


class ConfirmedStructure(DatedFact):
    """A region confirmed from a day on that it has so many primary organisations, down to the last (ADR 0022)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="confirmed_structures")
    primaries = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.primaries} primaries confirmed on {self.valid_from}"


class Contact(DatedFact):
    """Who chairs an organisation, as the name is written, and how it is reached, from a day on.

    It says whom to write to; what somebody may do is said by mandates and grants. A part that is not known is empty.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    chair_last_name = models.CharField(max_length=100, blank=True)
    chair_first_name = models.CharField(max_length=100, blank=True)
    chair_middle_name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.chair} from {self.valid_from}"

    @property
    def chair(self) -> str:
        """The chair's name as far as it is known, the surname first."""
        return " ".join(filter(None, (self.chair_last_name, self.chair_first_name, self.chair_middle_name)))
