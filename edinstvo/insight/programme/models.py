"""A programme with its stages and criteria; what organisations report of them, and what was counted."""

from django.db import models
from django.db.models import F, Q

from edinstvo.foundation.files.models import StoredFile
from edinstvo.insight.programme import rules
from edinstvo.registry.organisations.models import Organisation


class Programme(models.Model):
    """What an organisation decided to reach with those below it: the union with regions, a region with territories.

    `version` counts the changes of its own words and days. A withdrawn one is seen by nobody any more.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=200)
    begins_on = models.DateField()
    ends_on = models.DateField()
    body = models.CharField(max_length=200)
    decision_on = models.DateField()
    decision_number = models.CharField(max_length=40)
    approved_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="programme_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(withdrawn_at=None), name="programmes_differ_in_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """One step of a programme: what is to be done by `due_on`, and who answers for it, in words."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stages")
    title = models.CharField(max_length=200)
    begins_on = models.DateField()
    due_on = models.DateField()
    work = models.TextField(max_length=2000, blank=True)
    responsible = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("begins_on")), name="stage_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["programme", "title"], condition=Q(withdrawn_at=None), name="stages_differ_in_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days(self) -> rules.Days:
        """From when to when it lasts."""
        return rules.Days(self.begins_on, self.due_on)


class Criterion(models.Model):
    """What an indicator (a name of `indicators.rules.INDICATORS`) is to come to by the last day of a stage."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="criteria")
    indicator = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "indicator"], name="an_indicator_once_in_a_stage")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"

    @property
    def asked(self) -> rules.Asked:
        """The criterion as rules know it."""
        return rules.Asked(self.indicator, self.value)


class Measured(models.Model):
    """What a criterion came to in an organisation when it was counted last, and on which day it was first met."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="measured")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    counted_on = models.DateField()
    first_met_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criterion", "organisation"], name="measured_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id} of {self.organisation_id}: {self.numerator} on {self.counted_on}"

    @property
    def figure(self) -> rules.Figure:
        """What was counted."""
        return rules.Figure(self.numerator, self.denominator)


class StepReport(models.Model):
    """An organisation says that it did a stage, on which day, and what shows it; the owner of the programme answers."""

    class Answer(models.TextChoices):
        """What became of it."""

        WAITING = rules.Answer.WAITING.value
        ACCEPTED = rules.Answer.ACCEPTED.value
        RETURNED = rules.Answer.RETURNED.value
        TAKEN_BACK = rules.Answer.TAKEN_BACK.value

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="reports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    text = models.TextField(max_length=2000)
    link = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    reported_at = models.DateTimeField()
    reported_by_name = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    remark = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="reports_of_an_organisation")]
        constraints = [
            # Whoever has reported waits for the answer; what was accepted is not reported again.
            models.UniqueConstraint(
                fields=["stage", "organisation"],
                condition=Q(answer__in=["waiting", "accepted"]),
                name="one_report_of_a_step_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} by {self.organisation_id}: {self.answer}"


class OwnStep(models.Model):
    """What an organisation set itself under a stage: «Семь месяцев — семь шагов»."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="own_steps")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    responsible = models.CharField(max_length=200)
    done_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "stage", "title"],
                condition=Q(withdrawn_at=None),
                name="own_steps_differ_in_title",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Reminder(models.Model):
    """Those behind on a stage were reminded, once a day at most."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="reminders")
    reminded_on = models.DateField()
    reminded_at = models.DateTimeField()
    reminded_by_name = models.CharField(max_length=200)
    organisations = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "reminded_on"], name="reminded_once_a_day")]

    def __str__(self) -> str:
        return f"{self.stage_id} on {self.reminded_on}"
