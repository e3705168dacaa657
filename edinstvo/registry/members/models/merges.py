"""Merges: two rows of one person become one, and what it takes to make them two again."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class PersonMerge(models.Model):
    """One merge. Plain ids: the other row is gone, and the kept one may itself be merged later.

    `absorbed_ids` are the stays that were taken into a stay of the kept person; `memory` is what a split needs
    (`actions/remember.py`). A merge stands until `split_at`.
    """

    kept_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    kept_name = models.CharField(max_length=302)
    other_name = models.CharField(max_length=302)
    merged_at = models.DateTimeField()
    merged_by_name = models.CharField(max_length=200)
    absorbed_ids = ArrayField(models.BigIntegerField(), default=list)
    memory = models.JSONField(encoder=DjangoJSONEncoder)
    split_at = models.DateTimeField(null=True, blank=True)
    split_by_name = models.CharField(max_length=200, blank=True)

    STANDS: ClassVar[Q] = Q(split_at__isnull=True)

    class Meta:
        indexes = [models.Index(fields=["kept_id"], name="merges_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["other_id"], condition=Q(split_at__isnull=True), name="merged_into_one"),
            models.CheckConstraint(condition=~Q(kept_id=models.F("other_id")), name="merge_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} into {self.kept_id}"
