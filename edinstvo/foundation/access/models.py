"""Users, their dated grants, attempts to sign in, and links that open once."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class UserManager(BaseUserManager["User"]):
    """Finds a user by login, whatever the case it is typed in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this login; logins are kept in lower case."""
        return self.get(login=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody with a login. What they may do is said by grants, never by flags here."""

    login = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    # The roles of any day, where they came with the user (`backends.GrantedBackend`).
    known_grants: "list[Grant] | None" = None
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(login=""), name="user_has_a_login")]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role in a branch for a time: valid from the first day to the day before the last one named.

    The organisation is a plain id: the foundation does not know the registry. Level says which column of a placed row
    is compared with it (`branches.within`); it is 0 for the whole union.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20)
    level = models.CharField(max_length=10)
    organisation_id = models.BigIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "valid_from"], name="grant_by_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="grant_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation_id"],
                condition=Q(valid_until__isnull=True),
                name="one_open_grant_of_a_role_at_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.level} {self.organisation_id}"

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on the day."""
        return self.valid_from <= day and (self.valid_until is None or self.valid_until > day)


class SignInAttempt(models.Model):
    """One try to sign in; the lock-out counts the failures of a login and of an address."""

    login = models.CharField(max_length=64)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["login", "at"], name="attempt_by_login"),
            models.Index(fields=["address", "at"], name="attempt_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.login} at {self.at}"


class OneTimeLink(models.Model):
    """A link that opens a password form once. Only the hash of its token is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link for {self.user_id}"


class UserSession(models.Model):
    """Where somebody is, or was, signed in. Of the key of the session and of the device's cookie only the hash is kept.

    `ended_at` is when it was ended before its time; a session that nobody ended is over at `expires_at`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)
    device_hash = models.CharField(max_length=64)
    user_agent = models.CharField(max_length=300)
    address = models.CharField(max_length=45)
    signed_in_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "expires_at"], name="session_by_user")]

    def __str__(self) -> str:
        return f"session of {self.user_id} since {self.signed_in_at}"


class Authenticator(models.Model):
    """An app that shows a code every half minute. Its secret is sealed (`sealing.py`).

    It counts once its first code was typed. `last_step` is the half minute of the last code that was accepted, counted
    from 1970: a code is good once.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sealed_secret = models.CharField(max_length=255)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(confirmed_at__isnull=False), name="one_authenticator_of_a_user"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(confirmed_at__isnull=True), name="one_authenticator_to_be_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return f"authenticator of {self.user_id}"


class Passkey(models.Model):
    """A key that a phone, a computer or a token keeps (WebAuthn): we know its public half.

    `counter` grows with each use, if the device counts at all; one that goes back was copied.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    credential_id = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    counter = models.BigIntegerField()
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user"], name="passkey_by_user")]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code for the day the phone is lost; works once. Only a keyed hash of it is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_codes_differ")]

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"
