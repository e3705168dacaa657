"""The journal: who did what, when, to what, why and from where, and who looked at whom. Rows are only ever added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# What stands in an entry in the place of a value that is kept no longer.
VALUE_REMOVED = "value_removed"


class Entry(models.Model):
    """One act. The three branch columns place it in the tree, so that it is seen by those who may see the place.

    `before` and `after` hold only the fields that changed; a batch (an import, a bulk act) writes one entry with its
    counts, and the rows of the batch name it.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    address = models.CharField(max_length=80)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    object_name = models.CharField(max_length=300)
    region_id = models.BigIntegerField(null=True)
    territory_id = models.BigIntegerField(null=True)
    primary_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="entry_by_object"),
            models.Index(fields=["region_id", "-id"], name="entry_by_region"),
            models.Index(fields=["territory_id", "-id"], name="entry_by_territory"),
            models.Index(fields=["primary_id", "-id"], name="entry_by_primary"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.verb} {self.object_name}"


class Reading(models.Model):
    """Somebody's look at the record of another person ("opened"), at a list of people ("listed"), at what a search has
    found ("sought"), or the answer, while admitting somebody, that such a person is on record elsewhere ("asked"); the
    first and the last name the person, and stand where the record is kept.

    `purpose` says by which power they looked; `words` are the name of the person, the filter of the list, or what was
    typed. Printing and exporting are acts with a purpose that somebody names: they are entries.
    """

    class How(models.TextChoices):
        OPENED = "opened", _("Opened the record")
        LISTED = "listed", _("Looked at a list")
        SOUGHT = "sought", _("Searched")
        ASKED = "asked", _("A check on admission: is such a person on record")

    class Purpose(models.TextChoices):
        KEEPING = "keeping", _("keeping the record")
        INSPECTING = "inspecting", _("inspection")

    at = models.DateTimeField()
    how = models.CharField(max_length=6, choices=How.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    address = models.CharField(max_length=80)
    person_id = models.BigIntegerField(null=True)
    words = models.CharField(max_length=300)
    region_id = models.BigIntegerField(null=True)
    territory_id = models.BigIntegerField(null=True)
    primary_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-id"], name="reading_of_person"),
            models.Index(fields=["actor_id", "-id"], name="reading_by_actor"),
            models.Index(fields=["at"], name="reading_by_moment"),
            # A list is looked up by the very organisation that it was asked of: the lowest one named. All columns null:
            # of whatever the reader's own branches are.
            models.Index(fields=["primary_id", "-id"], condition=Q(person_id=None), name="lists_of_primary"),
            models.Index(
                fields=["territory_id", "-id"], condition=Q(person_id=None, primary_id=None), name="lists_of_territory"
            ),
            models.Index(
                fields=["region_id", "-id"],
                condition=Q(person_id=None, primary_id=None, territory_id=None),
                name="lists_of_region",
            ),
            models.Index(
                fields=["-id"],
                condition=Q(person_id=None, primary_id=None, territory_id=None, region_id=None),
                name="lists_of_no_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.how} {self.words}"
