"""Accept a code of the second step, once."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.codes import digits_of, half_minute_of, is_of_an_app, recovery_hash
from edinstvo.foundation.access.models import Authenticator, RecoveryCode, User
from edinstvo.foundation.access.sealing import SealBroken, unseal
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class CodeRefused(Exception):
    """No such code of this user, or not of this minute."""


class CodeUsed(CodeRefused):
    """The code was right, and somebody has used it already."""


def use_code(*, actor: Actor, user: User, code: str, at: datetime) -> str:
    """The means: "app" or "recovery_code". Raises CodeRefused, CodeUsed: of two at once one is refused."""
    digits = digits_of(code)
    if is_of_an_app(digits):
        _use_of_app(user, digits, at)
        return "app"
    with transaction.atomic():
        _use_of_paper(user, digits, at)
        write_entry(
            actor=actor,
            verb="recovery_code_used",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
            after={"recovery_codes": RecoveryCode.objects.filter(user=user, used_at=None).count()},
        )
    return "recovery_code"


def _use_of_app(user: User, digits: str, at: datetime) -> None:
    app = Authenticator.objects.filter(user=user).exclude(confirmed_at=None).first()
    if app is None:
        raise CodeRefused
    try:
        step = half_minute_of(secret=unseal(app.sealed_secret), code=digits, at=at)
    except SealBroken as fault:
        raise CodeRefused from fault
    if step is None:
        raise CodeRefused
    # One statement looks and writes: the row decides between two who bring the same code.
    if not Authenticator.objects.filter(pk=app.pk, last_step__lt=step).update(last_step=step):
        raise CodeUsed


def _use_of_paper(user: User, digits: str, at: datetime) -> None:
    code = RecoveryCode.objects.filter(user=user, code_hash=recovery_hash(user=user, code=digits))
    if not code.filter(used_at=None).update(used_at=at):
        raise CodeUsed if code.exists() else CodeRefused
