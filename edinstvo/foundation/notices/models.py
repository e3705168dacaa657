"""A notice: what is to be said to somebody, word for word, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    """Which way a notice goes."""

    EMAIL = "email"
    SMS = "sms"
    IN_APP = "in_app"


class State(models.TextChoices):
    """What became of it. "shown": no server is set, so that it never left and is only to be read here."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    SHOWN = "shown"


class Notice(models.Model):
    """One message to one person by one way.

    `address` is an e-mail address or a number in E.164; a notice of the house itself has `user_id` instead. The branch
    columns place it like an entry of the journal; null in all three: of the whole union. `error` is a word of
    `web/words.py`, `answer` what the other side said. The text of a secret (a one-time link) is sealed, and gone once
    it has left (`secrets.py`).
    """

    # Like the journal: what was said is told where it was said.
    FOLLOWS_ITS_ORGANISATION: ClassVar[bool] = False

    channel = models.CharField(max_length=6, choices=Channel)
    user_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=254, blank=True)
    name = models.CharField(max_length=200, blank=True)
    template = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    is_secret = models.BooleanField(default=False)
    organisation_id = models.BigIntegerField(null=True)
    region_id = models.BigIntegerField(null=True)
    territory_id = models.BigIntegerField(null=True)
    primary_id = models.BigIntegerField(null=True)
    sent_by_id = models.BigIntegerField(null=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=7, choices=State)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="notice_waiting"),
            models.Index(fields=["user_id", "-id"], condition=Q(channel="in_app"), name="notice_of_a_person"),
            models.Index(fields=["user_id"], condition=Q(channel="in_app", read_at=None), name="notice_unread"),
            models.Index(fields=["region_id", "-id"], name="notice_by_region"),
            models.Index(fields=["territory_id", "-id"], name="notice_by_territory"),
            models.Index(fields=["primary_id", "-id"], name="notice_by_primary"),
            models.Index(fields=["created_at"], name="notice_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="in_app", user_id__isnull=False)
                | (Q(channel__in=["email", "sms"]) & ~Q(address="")),
                name="notice_goes_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(next_try_at__isnull=True), name="notice_waits_for_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="notice_sent_at_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} to {self.address or self.user_id}: {self.state}"
