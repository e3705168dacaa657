"""Mandates: who holds which office where, from which day, for how long, as known today and as known before."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.members.models import Person
from edinstvo.registry.offices.models.kinds import Office
from edinstvo.registry.offices.rules import OfficeCode, role_of
from edinstvo.registry.organisations.models import Organisation


class EndReason(models.TextChoices):
    """Why a mandate ended."""

    TERM = "term", _("The term was over")
    OWN_WISH = "own_wish", _("At their own wish")
    RECALLED = "recalled", _("Recalled early")
    SUCCEEDED = "succeeded", _("Somebody else was elected")
    LEFT = "left", _("Left the organisation")
    DIED = "died", _("Died")
    OTHER = "other", _("Other reason")


class MandateFields(models.Model):
    """One person in one office of one organisation.

    Counts on a day D when `since <= D` and not `ended_on <= D`. `until` is the last day of the term; it warns and ends
    nothing.
    """

    FOLLOWS_ITS_ORGANISATION: ClassVar[bool] = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False)
    # Copies, unchecked for the reason given at the columns of Organisation.
    region = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    territory = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    primary = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    office = models.CharField(max_length=12, choices=Office.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=10, choices=EndReason.choices, blank=True)
    end_decision = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=200, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    known_since = models.DateTimeField()

    class Meta:
        abstract = True


class Mandate(MandateFields):
    """A mandate as known today. `is_sole`: one person at a time holds it, copied from its kind so that the database
    refuses a second one. `grant_id` is the grant of access that this mandate wrote, if any."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    version = models.PositiveIntegerField(default=1)
    is_sole = models.BooleanField()
    grant_id = models.BigIntegerField(null=True, blank=True)

    OPEN: ClassVar[Q] = Q(ended_on__isnull=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "office"], name="mandate_of_an_organisation"),
            models.Index(fields=["region", "until"], condition=Q(ended_on__isnull=True), name="mandate_terms"),
        ]
        constraints = [
            ExclusionConstraint(
                name="one_chair_on_a_day",
                expressions=[
                    (Func("organisation_id", "organisation_id", Value("[]"), function="int8range"), "&&"),
                    (Func("since", "ended_on", function="daterange"), "&&"),
                ],
                condition=Q(office=OfficeCode.CHAIR.value),
            ),
            models.UniqueConstraint(
                fields=["organisation", "office"],
                condition=Q(ended_on__isnull=True, is_sole=True),
                name="one_holder_of_a_sole_office",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "office"],
                condition=Q(ended_on__isnull=True),
                name="one_open_mandate_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="mandate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="mandate_term_holds_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) ^ ~Q(end_reason=""), name="end_of_a_mandate_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.office} of {self.organisation_id} since {self.since}"

    @property
    def is_open(self) -> bool:
        """Whether it goes on today."""
        return self.ended_on is None

    @property
    def carries_powers(self) -> bool:
        """Whether its holder acts in the register by it; asks for the organisation."""
        return role_of(office=self.office, level=self.organisation.level) is not None

    @staticmethod
    def held_on(day: date) -> Q:
        """The predicate of the mandates that counted on the day, as known today."""
        return Q(since__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class MandateVersion(MandateFields):
    """What was known of a mandate until `known_until`; only ever added."""

    mandate_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    known_until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["mandate_id", "known_since"], name="versions_of_a_mandate"),
            models.Index(fields=["organisation"], name="mandate_versions_by_place"),
        ]

    def __str__(self) -> str:
        return f"mandate {self.mandate_id}, version {self.version}"
