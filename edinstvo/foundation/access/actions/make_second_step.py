"""Make the second step: by the code of an app, by a code on paper, or by a passkey, within the tries there are."""

from collections.abc import Callable
from datetime import datetime

from edinstvo.foundation.access.actions.record_attempt import confirm_attempt, record_attempt
from edinstvo.foundation.access.actions.try_password import tell_of_the_lock
from edinstvo.foundation.access.actions.use_code import CodeRefused, use_code
from edinstvo.foundation.access.actions.use_passkey import use_passkey
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.passkeys import PasskeyRefused, Proof


def make_step_by_code(*, user: User, code: str, address: str, at: datetime) -> str:
    """The means it was: "app" or "recovery_code". Raises CodeRefused, CodeUsed, TooManyAttempts.

    Must not run inside a transaction: a failed try has to stay counted.
    """
    actor = Actor(user_id=user.pk, name=user.name, address=address)
    return _counted(lambda: use_code(actor=actor, user=user, code=code, at=at), user=user, address=address, at=at)


def make_step_by_passkey(*, user: User, proof: Proof, address: str, at: datetime) -> str:
    """The means: "passkey". Raises PasskeyRefused, CounterWentBack, TooManyAttempts. Not inside a transaction."""
    actor = Actor(user_id=user.pk, name=user.name, address=address)
    return _counted(lambda: use_passkey(actor=actor, user=user, proof=proof, at=at), user=user, address=address, at=at)


def _counted(step: Callable[[], str], *, user: User, address: str, at: datetime) -> str:
    # Tries of their own: a right password, which clears the tries at passwords, must not clear these. No login has
    # spaces, so the name can be nobody's.
    tried = f"second step of {user.pk}"
    attempt = record_attempt(login=tried, address=address, at=at)
    try:
        means = step()
    except (CodeRefused, PasskeyRefused):
        if attempt.is_last:
            tell_of_the_lock(login=user.login, address=address, at=at)
        raise
    confirm_attempt(attempt=attempt)
    return means
