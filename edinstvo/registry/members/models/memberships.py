"""Memberships: dated stays on the record of organisations, as known today and as known before."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.members.models.people import Person
from edinstvo.registry.organisations.models import KnownFact, Organisation


class Category(models.TextChoices):
    """Why somebody can be a member (domain.md 2 and 4.1)."""

    PEDAGOGICAL = "pedagogical", _("Teaching staff")
    ACADEMIC = "academic", _("Academic staff")
    MANAGER = "manager", _("Manager")
    SUPPORT = "support", _("Support staff")
    OTHER_WORKER = "other_worker", _("Other worker")
    STUDENT = "student", _("Student")
    RETIRED = "retired", _("Pensioner, not working")


class EndReason(models.TextChoices):
    """Why a membership in an organisation ended (domain.md 2; rows 33 to 38 of the yearly report)."""

    OWN_WISH = "own_wish", _("At their own wish")
    EXPELLED = "expelled", _("Expelled")
    DISMISSED = "dismissed", _("Left the job without transfer")
    GRADUATED = "graduated", _("Finished studies without transfer")
    DIED = "died", _("Died")
    TRANSFERRED = "transferred", _("Transferred to another organisation")
    OTHER = "other", _("Other reason")


class MembershipFields(models.Model):
    """One stay of a person on the record of one organisation.

    Counts on a day D when `registered_on <= D` and not `ended_on <= D`. `joined_on` begins union seniority;
    `registered_on` the day this organisation took them on record.
    """

    # Also a former version: who may see it is who keeps the record today.
    FOLLOWS_ITS_ORGANISATION: ClassVar[bool] = True

    # The three branch columns are copies of the organisation's own, indexed together with the order of a list: a second
    # check of each against the tree would cost an import of 100,000 rows a third of its time.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="%(class)ss")
    region = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    territory = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, db_index=False, db_constraint=False
    )
    primary = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    application_on = models.DateField(null=True, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    end_decision = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=12, choices=Category.choices, blank=True)
    position = models.CharField(max_length=200, blank=True)
    subdivision = models.CharField(max_length=200, blank=True)
    ticket_number = models.CharField(max_length=40, blank=True)
    # Since when the record is kept here; null: still on paper. Whoever applied online says so for good.
    electronic_on = models.DateField(null=True, blank=True)
    applied_online = models.BooleanField(default=False, db_default=False)
    known_since = models.DateTimeField()

    class Meta:
        abstract = True


class Membership(MembershipFields):
    """A membership as known today, with the person's search keys copied onto it.

    At most one open membership per person in the whole union, held by the database. `suspended_on` and `resumes_on` are
    copies of what goes on (`Suspension.valid_from`, `expected_until`); an ended one has none.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    version = models.PositiveIntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, blank=True)
    name_key = models.TextField(db_collation="C")
    given_key = models.TextField(db_collation="C")
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    is_incomplete = models.BooleanField()
    suspended_on = models.DateField(null=True, blank=True)
    resumes_on = models.DateField(null=True, blank=True)
    lacks_consent = models.BooleanField(default=True, db_default=True)
    has_plastic_card = models.BooleanField(default=False, db_default=False)
    has_virtual_card = models.BooleanField(default=False, db_default=False)
    has_bonus = models.BooleanField(default=False, db_default=False)
    other_keys = models.TextField(blank=True, default="", db_default="", db_collation="C")

    OPEN: ClassVar[Q] = Q(ended_on__isnull=True)

    class Meta:
        indexes = [
            models.Index(fields=["primary", "name_key", "id"], name="membership_in_primary"),
            models.Index(fields=["territory", "name_key", "id"], name="membership_in_territory"),
            models.Index(fields=["region", "name_key", "id"], name="membership_in_region"),
            models.Index(fields=["name_key", "id"], name="membership_by_name"),
            models.Index(fields=["given_key", "id"], name="membership_by_given_name"),
            models.Index(fields=["birth_date", "id"], name="membership_by_birth"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="membership_by_phone"),
            models.Index(fields=["phone_tail", "id"], condition=~Q(phone=""), name="membership_by_phone_tail"),
            models.Index(fields=["ticket_number"], condition=~Q(ticket_number=""), name="membership_by_ticket"),
            models.Index(fields=["batch_id"], condition=Q(batch_id__isnull=False), name="membership_by_batch"),
            # Rows lie about in the order in which they were written down: a few kilobytes say where the old ones are.
            BrinIndex(fields=["known_since"], autosummarize=True, name="membership_by_known_since"),
            # Who came, joined and left within some days, the latest first: in the order of names the whole union would
            # be walked through for fifty, or all of a month be put in order.
            models.Index(fields=["registered_on", "id"], name="membership_by_registration"),
            models.Index(fields=["joined_on", "id"], name="membership_by_joining"),
            models.Index(fields=["ended_on", "id"], condition=Q(ended_on__isnull=False), name="membership_by_end"),
            # Who of a school or a district bore another name: few, and looked through one by one.
            models.Index(fields=["primary"], condition=~Q(other_keys=""), name="membership_also_in_primary"),
            models.Index(fields=["territory"], condition=~Q(other_keys=""), name="membership_also_in_terr"),
            # What is rare is counted and listed from an index of its own, whatever the size of the branch.
            models.Index(
                fields=["region", "territory", "primary"],
                condition=Q(ended_on__isnull=True, is_incomplete=True),
                name="membership_incomplete",
            ),
            models.Index(
                fields=["region", "territory", "primary"],
                condition=Q(ended_on__isnull=True, suspended_on__isnull=False),
                name="membership_suspended",
            ),
            models.Index(
                fields=["region", "territory", "primary"],
                condition=Q(ended_on__isnull=True, lacks_consent=True),
                name="membership_without_consent",
            ),
            models.Index(
                fields=["region", "territory", "primary"],
                condition=Q(ended_on__isnull=True, electronic_on__isnull=True),
                name="membership_on_paper",
            ),
            models.Index(
                fields=["region", "territory", "primary"],
                condition=Q(ended_on__isnull=False),
                name="membership_ended",
            ),
            models.Index(
                fields=["region", "territory", "primary"],
                condition=Q(applied_online=True),
                name="membership_applied_online",
            ),
            models.Index(fields=["name_key", "id"], condition=Q(applied_online=True), name="membership_online_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on__isnull=True), name="one_open_membership"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("registered_on")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) ^ ~Q(end_reason=""), name="an_end_has_a_reason"),
            models.CheckConstraint(
                condition=Q(suspended_on__isnull=True) | Q(ended_on__isnull=True), name="what_ended_is_not_suspended"
            ),
            models.CheckConstraint(
                condition=Q(resumes_on__isnull=True) | Q(suspended_on__isnull=False), name="what_resumes_is_suspended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.organisation_id} since {self.registered_on}"

    @property
    def is_open(self) -> bool:
        """Whether it goes on today."""
        return self.ended_on is None

    @staticmethod
    def counted_on(day: date) -> Q:
        """The predicate of the memberships that counted on the day, as known today."""
        return Q(registered_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    @staticmethod
    def electronic_by(day: date) -> Q:
        """The predicate of the memberships whose record was electronic on the day, as known today."""
        return Q(electronic_on__lte=day)

    @staticmethod
    def in_workforce() -> Q:
        """The predicate of those who work or study there: coverage leaves pensioners out (domain.md 3.1, row 20)."""
        return ~Q(category=Category.RETIRED)


class MembershipVersion(MembershipFields):
    """What was known of a membership until `known_until`; only ever added. A membership undone has only these."""

    membership_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    known_until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["membership_id", "known_since"], name="versions_of_a_membership"),
            models.Index(fields=["person_id"], name="membership_versions_by_person"),
        ]

    def __str__(self) -> str:
        return f"membership {self.membership_id}, version {self.version}"


class CategoryFact(KnownFact):
    """The category of a member from a day on, and since when we know it (see DatedFact of organisations)."""

    membership_id = models.BigIntegerField()
    category = models.CharField(max_length=12, choices=Category.choices)
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership_id", "valid_from"],
                condition=Q(known_until__isnull=True),
                name="one_known_category_from_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} from {self.valid_from}"
