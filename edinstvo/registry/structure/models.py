"""A list of organisations somebody brought, as a stored plan: what each row would do or did."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.files.models import StoredFile
from edinstvo.registry.imports.models import Outcome, State
from edinstvo.registry.organisations.models import Organisation, OrganisationType


class Action(models.TextChoices):
    """What a row of the list means for the register."""

    NEW = "new", _("Would be founded")
    UPDATE = "update", _("Update")
    SAME = "same", _("No change")
    ASK = "ask", _("Which one is it?")
    DUPLICATE = "duplicate", _("Repeated in the file")
    ERROR = "error", _("Error")


class StructurePlan(models.Model):
    """One list of what stands below one organisation, its head. States and transitions are those of lists of members.

    `founded_on` is the day since which new organisations stand, or the day since which those above them do.
    `left_columns` are the columns of the file that say something and are not taken (`rules.organisation.LeftColumn`).
    """

    FOLLOWS_ITS_ORGANISATION: ClassVar[bool] = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="structure_plans")
    # Copies, unchecked for the reason given at the columns of Organisation.
    region = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    territory = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    primary = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=255)
    founded_on = models.DateField()
    decision = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    error = models.CharField(max_length=30, blank=True)
    counts = models.JSONField(default=dict)
    skipped = models.PositiveIntegerField(default=0)
    left_columns = models.JSONField(default=list)
    work_id = models.BigIntegerField(null=True)
    brought_by_name = models.CharField(max_length=200)
    brought_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True)
    committed_by_name = models.CharField(max_length=200, blank=True)
    committed_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="structures_of_an_organisation")]

    def __str__(self) -> str:
        return self.file_name


class StructureRow(models.Model):
    """One organisation of a list: what was read, which organisation it means, and what it would do.

    `parent` is the position of the row it stands under, null for the head of the plan. `said` holds the values as read
    (keys: `rules.organisation.ReadOrganisation`), `problems` what was wrong in reading, `question` what matching has to
    say ({"code", "params"}), `candidates` the ids to choose from, `answer` what a person chose (an id, or 0 for a new
    one). `organisation_id` is the organisation meant, after the commit also the one founded; `changes` is
    {field: [known, new]} of an update.
    """

    # Found by (plan, position), as every list of rows is.
    plan = models.ForeignKey(StructurePlan, on_delete=models.CASCADE, related_name="rows", db_index=False)
    position = models.PositiveIntegerField()
    sheet = models.TextField()
    row = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=Action.choices)
    type = models.CharField(max_length=40, choices=OrganisationType.choices)
    name = models.CharField(max_length=300, blank=True)
    parent = models.PositiveIntegerField(null=True)
    parent_name = models.CharField(max_length=300, blank=True)
    is_head = models.BooleanField(default=False)
    said = models.JSONField()
    problems = models.JSONField()
    question = models.JSONField(default=dict)
    has_problems = models.BooleanField()
    candidates = models.JSONField(default=list)
    answer = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=dict)
    raw = models.JSONField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="one_organisation_at_a_position")]
        indexes = [
            models.Index(fields=["plan", "action", "position"], name="structure_rows_by_action"),
            models.Index(
                fields=["plan", "position"], condition=models.Q(has_problems=True), name="structure_rows_with_problems"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, row {self.row}: {self.action}"

    @property
    def as_of(self) -> str:
        """The day that the sheet is of, in ISO form, or ""; a row read before days were taken names none."""
        return str(self.said.get("as_of", ""))
