"""Questions that somebody keeps, and what was made of their answers: exported files, acts on many at once."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.models import User
from edinstvo.foundation.files.models import StoredFile
from edinstvo.registry.members.models.memberships import Category
from edinstvo.registry.organisations.models import Organisation


class SavedList(models.Model):
    """A question to the list of members under a name of its owner's own; nobody else sees it.

    `question` is what stands in the address of the list: it is asked anew each time, with the powers of that day.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=600)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_saved_list_of_a_name")]

    def __str__(self) -> str:
        return self.name


class FileKind(models.TextChoices):
    """What an exported file is."""

    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "csv", _("Text with separators (.csv)")


class AskedOfMany(models.Model):
    """Something that was asked for a whole list, done in the background by the work `work_id`.

    `filters` is the question as JSON, `words` the same in the words of whoever asked. `place_ids` are the heads of the
    branches asked about: the power must hold at each of them, when it is asked and when it is done.
    """

    filters = models.JSONField()
    words = models.CharField(max_length=600)
    place_ids = models.JSONField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    work_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class ActOnMany(AskedOfMany):
    """An act on everybody of a list, as the list was when its number was agreed to: a LineOfMany for each."""

    lines: models.Manager[Any]

    class Meta:
        abstract = True


class Outcome(models.TextChoices):
    """What became of one member in an act on many."""

    WAITING = "", _("waits")
    DONE = "done", _("done")
    SAME = "same", _("was so already")
    REFUSED = "refused", _("refused")


class LineOfMany(models.Model):
    """One member of an act on many, `act`. Plain id: the stay may be undone later. `reason` is a word of the page."""

    membership_id = models.BigIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=20, blank=True)

    UNDONE: ClassVar[Q] = Q(outcome=Outcome.WAITING)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.outcome}"


class Export(AskedOfMany):
    """Members as a file. It is kept for some days for the one who asked; what remains is who took what of whom, and
    why."""

    columns = models.JSONField()
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    purpose = models.CharField(max_length=300)
    people = models.PositiveIntegerField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["asked_by_id", "-id"], name="export_by_person"),
            models.Index(fields=["done_at"], condition=Q(file__isnull=False), name="export_with_a_file"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) ^ Q(people__isnull=False), name="export_done_has_a_count"
            )
        ]

    def __str__(self) -> str:
        return f"export {self.pk}: {self.words}"


class ExportedPeople(models.Model):
    """Who of one organisation was in an exported file, so that each of them can be told; ids as they were then.

    One row for an organisation and not for a person: half a million people are some thousands of short rows, and
    whoever asks for one person reads as many of them as there were exports of their organisations.
    """

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="exported", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    person_ids = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "export"], name="exported_of_an_organisation")]

    def __str__(self) -> str:
        return f"{len(self.person_ids)} of {self.organisation_id} in {self.export_id}"


class BulkAct(ActOnMany):
    """A category set for everybody of a list (`BulkLine`), and given back once."""

    category = models.CharField(max_length=12, choices=Category.choices)
    since = models.DateField()
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        indexes = [models.Index(fields=["asked_by_id", "-id"], name="bulk_act_by_person")]

    def __str__(self) -> str:
        return f"bulk act {self.pk}: {self.words}"


class BulkLine(LineOfMany):
    """One member of it."""

    act = models.ForeignKey(BulkAct, on_delete=models.CASCADE, related_name="lines")

    class Meta:
        indexes = [
            models.Index(fields=["act", "outcome", "id"], name="bulk_lines_by_outcome"),
            models.Index(fields=["membership_id"], condition=Q(outcome="done"), name="bulk_line_of_a_membership"),
        ]
        constraints = [models.UniqueConstraint(fields=["act", "membership_id"], name="one_line_per_member")]
