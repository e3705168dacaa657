"""Count a try to sign in before the password is looked at."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import connection, transaction

from edinstvo.foundation.access.models import SignInAttempt
from edinstvo.foundation.access.queries import lock_out_of


class TooManyAttempts(Exception):
    """The login or the address is locked until `until`; no password is looked at before."""

    def __init__(self, *, until: datetime) -> None:
        super().__init__(f"locked until {until}")
        self.until = until


@dataclass(frozen=True)
class Attempt:
    """A try that is counted as a failure until it is confirmed; `is_last` if failing it locks."""

    id: int
    is_last: bool


def record_attempt(*, login: str, address: str, at: datetime) -> Attempt:
    """Write the try down as failed, in a transaction of its own; raises TooManyAttempts when locked.

    Counting first and one at a time is what a hundred guesses sent at once cannot get around; and whatever becomes of
    the request, the try stays counted. A try at a locked login is not counted, or a stranger could lock it for ever.
    """
    with transaction.atomic(durable=True):
        # Always the login first: two tries can never wait for each other.
        _one_at_a_time(f"login {login}")
        _one_at_a_time(f"address {address}")
        if lock := lock_out_of(login=login, address=address, at=at):
            raise TooManyAttempts(until=lock.until)
        attempt = SignInAttempt.objects.create(login=login, address=address, at=at, succeeded=False)
        return Attempt(id=attempt.pk, is_last=lock_out_of(login=login, address=address, at=at) is not None)


def confirm_attempt(*, attempt: Attempt) -> None:
    """The password was right after all."""
    SignInAttempt.objects.filter(pk=attempt.id).update(succeeded=True)


def _one_at_a_time(what: str) -> None:
    key = int.from_bytes(sha256(what.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
