"""Which offices there are, and where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.offices.rules import OfficeCode
from edinstvo.registry.organisations.models import OrganisationType


class Office(models.TextChoices):
    """The offices in words, in the order of a composition (domain.md 2)."""

    CHAIR = OfficeCode.CHAIR.value, _("Chair")
    DEPUTY = OfficeCode.DEPUTY.value, _("Deputy chair")
    COMMITTEE = OfficeCode.COMMITTEE.value, _("Member of the committee")
    TREASURER = OfficeCode.TREASURER.value, _("Treasurer")
    AUDIT_CHAIR = OfficeCode.AUDIT_CHAIR.value, _("Head of the audit commission")
    AUDIT = OfficeCode.AUDIT.value, _("Member of the audit commission")
    ORGANISER = OfficeCode.ORGANISER.value, _("Organiser of the group")
    OPERATOR = OfficeCode.OPERATOR.value, _("Operator of the register")
    INSPECTOR = OfficeCode.INSPECTOR.value, _("Labour inspector")


class Way(models.TextChoices):
    """How somebody comes to an office."""

    ELECTED = "elected", _("elected")
    APPOINTED = "appointed", _("appointed")


class OfficeKind(models.Model):
    """An office at a type of organisation: data, so that another union orders its bodies otherwise.

    `most` is how many may hold it at once; null, any number.
    """

    office = models.CharField(max_length=12, choices=Office.choices)
    organisation_type = models.CharField(max_length=40, choices=OrganisationType.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "organisation_type"], name="office_kind_once")]

    def __str__(self) -> str:
        return f"{self.office} of a {self.organisation_type}"
