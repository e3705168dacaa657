"""Give a user a password that is strong enough; the one place where passwords are written."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from edinstvo.foundation.access.models import OneTimeLink, User


class PasswordTooWeak(Exception):
    """The password is too short, too common, or digits only; `sentences` say which, to the person who chose it."""

    def __init__(self, *, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def put_password(*, user: User, password: str) -> None:
    """Check the password and put its hash into the row in hand, without saving it; raises PasswordTooWeak.

    A session knows the hash it was opened with, so every session of the old password ends by itself.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordTooWeak(sentences=list(error.messages)) from error
    user.set_password(password)


def void_links(*, user: User) -> None:
    """Forget the links that wait for this user: a password set since makes them a second key to the door."""
    OneTimeLink.objects.filter(user=user, used_at=None).delete()
