"""Kinds of consent, their texts, who gave which, and what is to be done when one is taken back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.registry.consents.rules import FollowUp, KindCode, Outcome
from edinstvo.registry.members.models import ActOnMany, LineOfMany, Person
from edinstvo.registry.organisations.models import KnownFact


class Kind(models.TextChoices):
    """The kinds in words, in the order of a page."""

    PROCESSING = KindCode.PROCESSING.value, _("Processing of personal data")
    PUBLICATION = KindCode.PUBLICATION.value, _("Publication of personal data")
    PHOTO = KindCode.PHOTO.value, _("Photographs and videos")
    CHILDREN = KindCode.CHILDREN.value, _("Data of children, for gifts")
    NEWS = KindCode.NEWS.value, _("News and invitations")


class Channel(models.TextChoices):
    """How a consent or its withdrawal reached the union."""

    PAPER = "paper", _("on paper")
    ONLINE = "online", _("online")
    SMS = "sms", _("by a code from an SMS")


class ConsentKind(models.Model):
    """What one kind asks for and what follows from its withdrawal: data, so that another union orders it otherwise.

    `days` are counted from the day the withdrawal was received (152-ФЗ, articles 10.1 and 21).
    """

    code = models.CharField(max_length=12, choices=Kind.choices, primary_key=True)
    place = models.PositiveSmallIntegerField()
    is_required = models.BooleanField()
    follow_up = models.CharField(max_length=10, choices=[(one.value, one.value) for one in FollowUp])
    days = models.PositiveSmallIntegerField()
    clears_contacts = models.BooleanField()

    def __str__(self) -> str:
        return self.code


class ConsentText(models.Model):
    """What is agreed to, word for word, from a day on; never changed: other words are another version.

    Paragraphs are parted by empty lines. The operators and the person are printed around it (`documents/blank.typ`).
    """

    kind = models.ForeignKey(ConsentKind, on_delete=models.PROTECT, related_name="texts", db_index=False)
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    body = models.TextField()
    is_sample = models.BooleanField(default=False)
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="one_consent_text_from_a_day"),
            models.UniqueConstraint(fields=["kind", "number"], name="one_consent_text_of_a_number"),
            models.CheckConstraint(condition=~Q(body=""), name="consent_text_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id}, version {self.number}"


class Consent(KnownFact):
    """Somebody agreed to a text from a day on, as known since a moment; a row is closed and never rewritten.

    Stands on a day D when `given_on <= D` and not `withdrawn_on <= D`. A withdrawal closes the row and adds one that
    knows of it; a slip closes it and adds none. No two standing rows are forbidden here: two records of one person,
    each with a consent, must merge (docs/decisions/0017). A second entry is refused under the lock of the person.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents", db_index=False)
    kind = models.ForeignKey(ConsentKind, on_delete=models.PROTECT, related_name="consents", db_index=False)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents", db_index=False)
    given_on = models.DateField()
    channel = models.CharField(max_length=6, choices=Channel.choices)
    paper_number = models.CharField(max_length=40, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=6, choices=Channel.choices, blank=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)
    entered_by_id = models.BigIntegerField(null=True)
    entered_by_name = models.CharField(max_length=200)

    STANDING: ClassVar[Q] = Q(known_until__isnull=True, withdrawn_on__isnull=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "kind"], name="consents_of_a_person"),
            models.Index(fields=["text"], name="consents_by_text"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_it_is_given",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) ^ ~Q(withdrawn_by=""), name="withdrawal_has_its_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} of person {self.person_id} since {self.given_on}"


class Duty(models.Model):
    """What somebody has to do by a day because a consent was withdrawn, and what became of it.

    It is whoever keeps the person's present record that owes it: it moves with the person.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.ForeignKey(ConsentKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=10, choices=[(one.value, one.value) for one in FollowUp])
    withdrawn_on = models.DateField()
    due_on = models.DateField()
    known_since = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Outcome], blank=True)
    note = models.CharField(max_length=300, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    OWED: ClassVar[Q] = Q(settled_at__isnull=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "kind"], name="duties_of_a_person"),
            models.Index(fields=["due_on", "id"], condition=Q(settled_at__isnull=True), name="duties_owed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(settled_at__isnull=True) ^ ~Q(outcome=""), name="duty_settled_somehow")
        ]

    def __str__(self) -> str:
        return f"{self.what} for person {self.person_id} by {self.due_on}"


class ManyConsents(ActOnMany):
    """One kind of consent entered for many at once: those ticked, or everybody of a list (`ManyConsentsLine`)."""

    kind = models.ForeignKey(ConsentKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    given_on = models.DateField()
    channel = models.CharField(max_length=6, choices=Channel.choices)
    paper_number = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_by_id", "-id"], name="many_consents_by_person")]

    def __str__(self) -> str:
        return f"many consents {self.pk}: {self.words}"


class ManyConsentsLine(LineOfMany):
    """One member of it."""

    act = models.ForeignKey(ManyConsents, on_delete=models.CASCADE, related_name="lines", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["act", "outcome", "id"], name="consent_lines_by_outcome")]
        constraints = [models.UniqueConstraint(fields=["act", "membership_id"], name="one_consent_line_per_member")]
