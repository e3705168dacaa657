"""A piece of background work, as the person who asked for it sees it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext


class Work(models.Model):
    """One piece of work from the request to its result.

    Sentences (title, stage, error) are kept as English source texts with their values beside them, so that each
    watcher reads them in their own language. `done` and `total` count whatever the stage counts; total 0: not known.
    `address` is where the person who asked acted from.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    title = models.CharField(max_length=200)
    title_values = models.JSONField(default=dict)
    started_by_id = models.BigIntegerField(null=True)
    started_by_name = models.CharField(max_length=200)
    address = models.CharField(max_length=80)
    organisation_id = models.BigIntegerField(null=True)
    is_inline = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=200, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    error = models.TextField(blank=True)
    error_values = models.JSONField(default=dict)
    result_url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["started_by_id", "-id"], name="work_by_person"),
            models.Index(fields=["organisation_id", "-id"], name="work_by_organisation"),
            models.Index(fields=["id"], condition=Q(state__in=["queued", "running"]), name="work_unfinished"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "failed"]), name="work_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
                name="work_is_finished_when_it_says_so",
            ),
            models.CheckConstraint(condition=Q(done__gte=0, total__gte=0), name="work_counts_from_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def percent(self) -> int | None:
        """How much of the present stage is done, 0–100; None when the whole is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def title_text(self) -> str:
        """The title in the reader's language."""
        return str(gettext(self.title) % self.title_values)

    @property
    def stage_text(self) -> str:
        """The present stage in the reader's language, or nothing."""
        return gettext(self.stage) if self.stage else ""

    @property
    def error_text(self) -> str:
        """Why it failed, in the reader's language, or nothing."""
        return gettext(self.error) % self.error_values if self.error else ""
