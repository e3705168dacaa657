"""A list somebody brought, as a stored plan: what each row would do, what it did, and whether it was undone."""

from typing import ClassVar

from django.db import models
from django.db.models import Func, Value
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.files.models import StoredFile
from edinstvo.registry.members.models import Category, Sex
from edinstvo.registry.organisations.models import Organisation


class State(models.TextChoices):
    """How far a list has come; TRANSITIONS says which way it may go on."""

    READING = "reading", _("being read")
    FAILED = "failed", _("could not be read")
    PLANNED = "planned", _("ready to be checked")
    COMMITTED = "committed", _("in the register")
    UNDONE = "undone", _("undone")
    DROPPED = "dropped", _("laid aside")


TRANSITIONS: dict[State, frozenset[State]] = {
    State.READING: frozenset({State.PLANNED, State.FAILED, State.DROPPED}),
    State.PLANNED: frozenset({State.READING, State.COMMITTED, State.DROPPED}),
    State.COMMITTED: frozenset({State.UNDONE}),
    # A list without a known column of names is read again when somebody has said which one it is.
    State.FAILED: frozenset({State.READING}),
    State.UNDONE: frozenset(),
    State.DROPPED: frozenset(),
}


class Action(models.TextChoices):
    """What a row of the list means for the register."""

    NEW = "new", _("New person")
    UPDATE = "update", _("Update")
    SAME = "same", _("No change")
    DUPLICATE = "duplicate", _("Repeated in the file")
    ELSEWHERE = "elsewhere", _("On record in another one")
    ERROR = "error", _("Error")


class Outcome(models.TextChoices):
    """What became of a row when its list was undone."""

    REVERSED = "reversed", _("Reversed")
    KEPT = "kept", _("Kept: edited since")
    FAILED = "failed", _("Could not be reversed")


class ImportPlan(models.Model):
    """One list on its way into one organisation. Its id is the batch that the rows it made are known by.

    `sheets` is what was found in the file: for each sheet its name, the headings as written, samples, and the mapping
    of columns to fields that was used. `error` is a code of the contract where the file as a whole was no list; `file`
    is still there if somebody can be asked which of its columns holds the names.
    """

    FOLLOWS_ITS_ORGANISATION: ClassVar[bool] = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="import_plans")
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
    state = models.CharField(max_length=10, choices=State.choices)
    error = models.CharField(max_length=30, blank=True)
    sheets = models.JSONField(default=list)
    mappings = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    skipped = models.PositiveIntegerField(default=0)
    work_id = models.BigIntegerField(null=True)
    brought_by_id = models.BigIntegerField(null=True)
    brought_by_name = models.CharField(max_length=200)
    brought_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True)
    committed_by_name = models.CharField(max_length=200, blank=True)
    committed_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="plans_of_an_organisation")]

    def __str__(self) -> str:
        return self.file_name


class PlanRow(models.Model):
    """One row of a list: what was read, what is wrong with it, whom it means, and what it would do.

    A row that is not readable (no name, repeated in the file) is never matched. `raw` keeps the cells as text,
    `problems` the remarks, `changes` {field: [known, new]} of an update, or of the person who comes back. The person
    and the membership are those matched, with the versions they had; `new_person_id` and `new_membership_id` are
    reserved for a row that makes them (by the database, as it is written), so that a commit inserts and never has to
    write the plan again.
    """

    # Found by (plan, position), as every list of rows is. The database does not look the plan up for each of half a
    # million rows: they are copied in one statement that holds the plan's lock, and no plan is ever deleted.
    plan = models.ForeignKey(
        ImportPlan, on_delete=models.CASCADE, related_name="rows", db_index=False, db_constraint=False
    )
    position = models.PositiveIntegerField()
    sheet = models.TextField()
    row = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=Action.choices)
    is_readable = models.BooleanField()
    has_problems = models.BooleanField()
    problems = models.JSONField()
    raw = models.JSONField()
    changes = models.JSONField(default=dict)
    last_name = models.CharField(max_length=100, blank=True)
    first_name = models.CharField(max_length=100, blank=True)
    middle_name = models.CharField(max_length=100, blank=True)
    former_name = models.CharField(max_length=100, blank=True)
    has_no_middle_name = models.BooleanField(default=False)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    birth_date = models.DateField(null=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    snils = models.CharField(max_length=11, blank=True)
    inn = models.CharField(max_length=12, blank=True)
    category = models.CharField(max_length=12, choices=Category.choices, blank=True)
    position_held = models.CharField(max_length=200, blank=True)
    subdivision = models.CharField(max_length=200, blank=True)
    ticket_number = models.CharField(max_length=40, blank=True)
    joined_on = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    application_on = models.DateField(null=True)
    decision_on = models.DateField(null=True)
    decision_number = models.CharField(max_length=60, blank=True)
    name_key = models.TextField(db_collation="C")
    given_key = models.TextField(db_collation="C")
    phone_tail = models.CharField(max_length=4, blank=True)
    former_key = models.TextField(blank=True)
    is_incomplete = models.BooleanField(default=False)
    person_id = models.BigIntegerField(null=True)
    person_version = models.PositiveIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    membership_version = models.PositiveIntegerField(null=True)
    new_person_id = models.BigIntegerField(db_default=Func(Value("members_person_id_seq"), function="nextval"))
    new_membership_id = models.BigIntegerField(db_default=Func(Value("members_membership_id_seq"), function="nextval"))
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="one_row_at_a_position")]
        indexes = [
            models.Index(fields=["plan", "action", "position"], name="plan_rows_by_action"),
            models.Index(
                fields=["plan", "position"], condition=models.Q(has_problems=True), name="plan_rows_with_problems"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, row {self.row}: {self.action}"


class RememberedMapping(models.Model):
    """How an organisation last said its columns are to be read, by the fingerprint of the headings."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField()
    remembered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "fingerprint"], name="one_mapping_of_a_heading")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.fingerprint}"
