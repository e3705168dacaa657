"""The logins of those who hold offices, and the letters that open them for the first time."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.models import User
from edinstvo.foundation.files.models import StoredFile
from edinstvo.registry.members.models import Person
from edinstvo.registry.organisations.models import Organisation


class OfficerLogin(models.Model):
    """Whose login it is: one for a person, whatever offices they hold, and one person for a login.

    Before the list of members has come, a chair is known by name alone (`organisations.Contact`): then the login is
    that of the chair of `organisation`, with the grant `grant_id`, until somebody of the record is elected there: the
    same person keeps it, of anybody else it is the end (`ended_at`).
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    grant_id = models.BigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True), name="login_of_a_person_or_a_name"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="one_named_login_of_an_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.person_id or self.organisation_id}"


class Placed(models.Model):
    """A row that lies where its organisation lies."""

    FOLLOWS_ITS_ORGANISATION: ClassVar[bool] = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    region = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    territory = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    primary = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        abstract = True


class LetterBatch(Placed):
    """One issue of letters to the chairs below an organisation, from the asking to the forgetting of its file.

    `scope` says to whom: those without a login or a living letter, all who have not come in yet, those whose message
    was not delivered, or one person: the chair of the organisation `addressee_id`, or the holder of the mandate
    `mandate_id`, which lies in the organisation itself. `by` is which way. Of its `letters`, the printed ones, the file
    holds the codes, sealed; its `messages` are notices. `address` is that of the page for letters, with its host.
    `branch` heads the branch in which its issuer held the power, 0 for the whole union: who leaves it leaves the codes.
    """

    class Scope(models.TextChoices):
        MISSING = "missing", _("Those who have none yet")
        FAILED = "failed", _("Those whose message was not delivered")
        UNUSED = "unused", _("All who have not come in yet")
        ONE = "one", _("One person")

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("not made")

    class By(models.TextChoices):
        PRINT = "print", _("Printed letters")
        MIXED = "mixed", _("Messages to those who can be reached, printed letters to the others")
        MESSAGE = "message", _("Messages to those who can be reached, nothing to the others")

    scope = models.CharField(max_length=8, choices=Scope.choices)
    by = models.CharField(max_length=7, choices=By.choices, default=By.PRINT)
    addressee_id = models.BigIntegerField(null=True, blank=True)
    mandate_id = models.BigIntegerField(null=True, blank=True)
    branch = models.BigIntegerField()
    state = models.CharField(max_length=7, choices=State.choices)
    address = models.CharField(max_length=200)
    valid_days = models.PositiveSmallIntegerField()
    letters = models.PositiveIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    work_id = models.BigIntegerField(null=True)
    issued_by_id = models.BigIntegerField(null=True)
    issued_by_name = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    downloaded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="batches_of_an_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="making"), name="one_issue_of_letters_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"letters of {self.organisation_id}, {self.state}"


class Letter(Placed):
    """A letter to somebody in an office of its organisation, by mandate, or to its chair by name alone.

    Only the hash of its code is kept.

    Printed, or a message: then `notice_id` tells what became of it.

    Living: not used, not voided, `valid_until` ahead, and fewer tries than are given.
    """

    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(OfficerLogin, on_delete=models.PROTECT, related_name="letters")
    mandate_id = models.BigIntegerField(null=True, blank=True)
    notice_id = models.BigIntegerField(null=True, blank=True)
    code_hash = models.CharField(max_length=64)
    valid_until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    # Its organisation still lies in the branch that its issuer acted for: a move out of it kills the code.
    IN_ITS_BRANCH: ClassVar[Q] = Q(batch__branch=0) | Q(
        batch__branch__in=[F("region_id"), F("territory_id"), F("primary_id")]
    )

    class Meta:
        indexes = [
            models.Index(fields=["region", "territory"], name="letters_of_a_branch"),
            models.Index(fields=["organisation"], name="letters_of_an_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["login"],
                condition=Q(used_at__isnull=True, voided_at__isnull=True),
                name="one_living_letter_of_a_login",
            ),
        ]

    def __str__(self) -> str:
        return f"letter to login {self.login_id}"
