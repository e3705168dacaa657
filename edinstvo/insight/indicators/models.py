"""What is kept: courses, checkpoints of regions and the union (ADR 0025), structures (0026), summaries (0028)."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from edinstvo.insight.indicators.rules import COURSE_MEASURES
from edinstvo.registry.organisations.models import Organisation


class Course(models.Model):
    """How the figures of the people on record in one organisation itself changed, day by day: a piece of it.

    The last three arrays run side by side: on that day, that measure (its place in COURSE_MEASURES), by that amount;
    MOST steps at most. `since` is the first of these days, `carried` what each measure had come to before the piece.
    `region_id` is the region in whose checkpoints it is contained.
    """

    # Few enough that a read of a day walks through no whole history; enough that a small school has one or two pieces.
    MOST = 60

    pk = models.CompositePrimaryKey("organisation_id", "since")
    organisation_id = models.BigIntegerField()
    since = models.DateField()
    region_id = models.BigIntegerField(null=True)
    carried = ArrayField(models.IntegerField())
    days = ArrayField(models.DateField())
    measures = ArrayField(models.SmallIntegerField())
    amounts = ArrayField(models.IntegerField())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(since=F("days__0")), name="piece_begins_with_its_first_step"),
            models.CheckConstraint(
                condition=Q(
                    measures__len=F("days__len"), amounts__len=F("days__len"), carried__len=len(COURSE_MEASURES)
                ),
                name="piece_says_all_of_each_step",
            ),
        ]

    def __str__(self) -> str:
        return f"course of {self.organisation_id} since {self.since}, {len(self.days)} changes"


class Structure(models.Model):
    """How far a region had built its structure on the day `counted_for`; true while no StructureChange names it."""

    COUNTS = ("primaries", "without_number", "without_access")

    region_id = models.BigIntegerField(primary_key=True)
    counted_for = models.DateField()
    primaries = models.IntegerField()
    without_number = models.IntegerField()
    without_access = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.region_id} on {self.counted_for}: {self.primaries}"


class StructureChange(models.Model):
    """In that transaction something changed of which the structure of the region is made; left by triggers."""

    region_id = models.BigIntegerField()
    transaction = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region_id", "transaction"], name="marked_once_a_transaction")]

    def __str__(self) -> str:
        return f"{self.region_id} in {self.transaction}"


class StructureReminder(models.Model):
    """On that day the regions without a built structure were reminded: so many regions, so many people in them."""

    reminded_on = models.DateField(unique=True)
    reminded_at = models.DateTimeField()
    reminded_by_name = models.CharField(max_length=200)
    regions = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.reminded_on}: {self.regions} regions"


class Span(models.TextChoices):
    """How many days a checkpoint puts together."""

    YEAR = "y"
    MONTH = "m"
    DAY = "d"


class Checkpoint(models.Model):
    """By how much a region, or the union, changed in one year, month or day, as its tree is today.

    A day is reached through the years before its year, the months before its month and the days until it: some fifty
    rows, and a correction of any past day changes three.
    """

    organisation_id = models.BigIntegerField()
    span = models.CharField(max_length=1, choices=Span.choices)
    first_day = models.DateField()
    members = models.IntegerField(db_default=0)
    registered = models.IntegerField(db_default=0)
    plastic = models.IntegerField(db_default=0)
    virtual = models.IntegerField(db_default=0)
    bonus = models.IntegerField(db_default=0)
    youth = models.IntegerField(db_default=0)
    joined_online = models.IntegerField(db_default=0)
    joined = models.IntegerField(db_default=0)
    left = models.IntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "span", "first_day"], name="one_checkpoint_of_a_span")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.span} of {self.first_day}"


class Summary(models.Model):
    """All indicators of a branch as it stood on a day, counted from the rows by the work `work_id`.

    `counts` has each by its name, once they are counted; `base` and `year` as `edinstvo indicators` takes them.
    `regions` are those of the branch: {"region_id", "confirmed", "primaries", "without_number", "without_access"}.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    base = models.DateField()
    year = models.PositiveSmallIntegerField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    work_id = models.BigIntegerField(null=True)
    counts = models.JSONField(null=True)
    regions = models.JSONField(default=list)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="summaries_of_a_branch")]
        constraints = [
            models.CheckConstraint(condition=Q(base__lte=F("as_of")), name="summary_ends_after_its_base"),
            models.CheckConstraint(
                condition=Q(counts__isnull=True) ^ Q(counted_at__isnull=False), name="summary_counted_has_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} as of {self.as_of}"

    @property
    def after_base(self) -> date:
        """The first day on which somebody came or went."""
        return self.base + timedelta(days=1)
