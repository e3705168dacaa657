"""Set up an app that shows codes, with the first of them."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actions.hold_user import hold_for_another
from edinstvo.foundation.access.actions.put_recovery_codes import put_first_recovery_codes
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.codes import digits_of, half_minute_of
from edinstvo.foundation.access.models import Authenticator
from edinstvo.foundation.access.sealing import SealBroken, unseal
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class NothingToConfirm(Exception):
    """No app waits for its first code: it is set up already, in another tab perhaps."""


class FirstCodeWrong(Exception):
    """The code is not of this secret and this minute."""


def confirm_authenticator(*, actor: Actor, code: str, at: datetime, is_arriving: bool = False) -> list[str]:
    """Recovery codes, if these are the first; a former app of the user counts no more.

    Raises SecondFactorStands, NothingToConfirm, FirstCodeWrong.
    """
    with transaction.atomic():
        user = hold_for_another(actor=actor, is_arriving=is_arriving)
        waiting = Authenticator.objects.filter(user=user, confirmed_at=None).first()
        if waiting is None:
            raise NothingToConfirm
        step = _step(waiting, code, at)
        if step is None:
            raise FirstCodeWrong
        Authenticator.objects.filter(user=user).exclude(confirmed_at=None).delete()
        waiting.confirmed_at, waiting.last_step = at, step
        waiting.save(update_fields=["confirmed_at", "last_step"])
        write_entry(
            actor=actor,
            verb="authenticator_set",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
        )
        return put_first_recovery_codes(user=user)


def _step(waiting: Authenticator, code: str, at: datetime) -> int | None:
    try:
        secret = unseal(waiting.sealed_secret)
    except SealBroken:
        return None
    return half_minute_of(secret=secret, code=digits_of(code), at=at)
