"""Organisations: one row each as they stand today, and what may stand where."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.branches import Level
from edinstvo.registry.organisations.rules import Place, hyphenated


class OrganisationType(models.TextChoices):
    """The kinds of organisations of the charter (domain.md 2)."""

    UNION = "union", _("Union")
    REGIONAL = "regional", _("Regional organisation")
    INTERREGIONAL = "interregional", _("Interregional organisation")
    TERRITORIAL = "territorial", _("Territorial organisation")
    PRIMARY = "primary", _("Primary organisation")
    PRIMARY_WITH_TERRITORIAL_RIGHTS = "primary_with_territorial_rights", _("Primary with territorial rights")
    SUBDIVISION = "subdivision", _("Organisation of a structural subdivision")
    GROUP = "group", _("Trade union group")


LEVEL_OF: dict[str, Level | None] = {
    OrganisationType.UNION: Level.UNION,
    OrganisationType.REGIONAL: Level.REGION,
    OrganisationType.INTERREGIONAL: Level.REGION,
    OrganisationType.TERRITORIAL: Level.TERRITORY,
    OrganisationType.PRIMARY: Level.PRIMARY,
    OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS: Level.PRIMARY,
    OrganisationType.SUBDIVISION: None,
    OrganisationType.GROUP: None,
}
REGIONAL_TYPES = (OrganisationType.REGIONAL, OrganisationType.INTERREGIONAL)
PRIMARY_TYPES = (OrganisationType.PRIMARY, OrganisationType.PRIMARY_WITH_TERRITORIAL_RIGHTS)


class Institution(models.TextChoices):
    """What kind of institution an organisation stands in (domain.md 4.2: a breakdown of the yearly report)."""

    PRESCHOOL = "preschool", _("Kindergarten")
    SCHOOL = "school", _("School")
    SUPPLEMENTARY = "supplementary", _("Supplementary education")
    VOCATIONAL = "vocational", _("Vocational education")
    UNIVERSITY = "university", _("Higher education")
    SCIENCE = "science", _("Research")
    BOARDING = "boarding", _("Boarding school or children's home")
    AUTHORITY = "authority", _("Education authority")
    OTHER = "other", _("Other institution")


class AllowedParent(models.Model):
    """Which type may stand under which: data, so that another union orders its tree otherwise."""

    type = models.CharField(max_length=40, choices=OrganisationType.choices)
    parent_type = models.CharField(max_length=40, choices=OrganisationType.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "parent_type"], name="allowed_parent_once")]

    def __str__(self) -> str:
        return f"{self.type} under {self.parent_type}"


class FederalSubject(models.Model):
    """A subject of the Federation by its two-digit code (domain.md 7)."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=120)
    federal_district = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation as it is known to stand today.

    `path` holds the ids from the union down to itself ("/1/7/44/"). The three branch columns repeat the ids that pages
    ask for, itself included: a regional organisation is its own region, a primary its own primary.
    """

    inpo = models.CharField(max_length=10, unique=True, null=True, blank=True)
    inpo_external = models.CharField(max_length=40, blank=True)
    type = models.CharField(max_length=40, choices=OrganisationType.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", db_index=False
    )
    path = models.TextField(unique=True, db_collation="C")
    # Copies of what the path says. Were they checked, each writer would lock the heads above at its very end, after
    # what stands below them: a move, which locks a whole branch, and the writer would wait for each other.
    region = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    territory = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    primary = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=True, db_constraint=False
    )
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=160)
    name_key = models.TextField(db_collation="C")
    founded_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    institution = models.CharField(max_length=20, choices=Institution.choices, blank=True)
    version = models.PositiveIntegerField(default=1)
    subjects = models.ManyToManyField(FederalSubject, blank=True, related_name="organisations")
    # Their names, where a query for one organisation has asked for them (queries/standing.py).
    subject_names: list[str]

    class Meta:
        indexes = [
            models.Index(fields=["parent", "name_key", "id"], name="organisation_children"),
            models.Index(fields=["region", "name_key", "id"], name="organisation_in_region"),
            models.Index(fields=["territory", "name_key", "id"], name="organisation_in_territory"),
            models.Index(fields=["name_key", "id"], name="organisation_by_name"),
            # Eighty regions are looked for among tens of thousands of others; the primaries of each are counted.
            models.Index(
                fields=["name_key", "id"], condition=Q(type__in=["regional", "interregional"]), name="regions_by_name"
            ),
            models.Index(
                fields=["region", "id"],
                include=["inpo"],
                condition=Q(type__in=["primary", "primary_with_territorial_rights"], closed_on=None),
                name="open_primaries_in_region",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("founded_on")),
                name="organisation_closes_after_founding",
            ),
            models.CheckConstraint(
                condition=Q(type__in=["subdivision", "group"]) ^ Q(inpo__isnull=False),
                name="organisation_has_inpo_by_type",
            ),
            models.CheckConstraint(
                condition=Q(type="union") ^ Q(parent__isnull=False), name="only_the_union_has_no_parent"
            ),
            models.UniqueConstraint(fields=["type"], condition=Q(type="union"), name="one_union"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(short_name=""), name="organisation_has_a_name"),
            # Two clicks on one button, or two people at once, must not found one organisation twice.
            models.UniqueConstraint(
                fields=["parent", "name_key"],
                condition=Q(closed_on__isnull=True),
                name="open_neighbours_differ_in_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the organisation stands today."""
        return self.closed_on is None

    @property
    def level(self) -> Level | None:
        """The level of the branch it heads, or None for the parts of a primary."""
        return LEVEL_OF[self.type]

    @property
    def keeps_members(self) -> bool:
        """Whether people can be on its record: a primary, or a part of one."""
        return self.primary_id is not None

    @property
    def covers_subjects(self) -> bool:
        """Whether it is regional: only such organisations cover subjects of the Federation."""
        return self.type in REGIONAL_TYPES

    @property
    def may_have_parts(self) -> bool:
        """Whether anything can stand under it at all; what exactly is data (AllowedParent)."""
        return self.type != OrganisationType.GROUP

    @property
    def number(self) -> str:
        """Its ИНПО with hyphens, or nothing for a part of a primary."""
        return hyphenated(self.inpo) if self.inpo else ""

    @property
    def place(self) -> Place:
        """Its branch columns."""
        return Place(region_id=self.region_id, territory_id=self.territory_id, primary_id=self.primary_id)

    @property
    def place_above(self) -> Place:
        """The branch columns of the organisation above it; of the whole union for the union itself."""
        return self.place.above(level=self.level or "")

    @property
    def branch_columns(self) -> dict[str, Any]:
        """The three branch columns by name, to be copied onto a row that is placed here."""
        return {"region_id": self.region_id, "territory_id": self.territory_id, "primary_id": self.primary_id}

    @property
    def chain_ids(self) -> list[int]:
        """Ids from the union down to itself: the organisations whose figures a member here counts in."""
        return [int(part) for part in self.path.strip("/").split("/")]


class InpoCounter(models.Model):
    """The last number given under a prefix: numbers are never given twice, not even after a closing."""

    prefix = models.CharField(max_length=5, primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.prefix}: {self.last}"
