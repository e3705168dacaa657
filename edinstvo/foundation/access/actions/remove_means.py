"""Do without a means of the second step from now on: the app, or a passkey."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actions.hold_user import hold_user
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.models import Authenticator, Passkey, RecoveryCode, User
from edinstvo.foundation.access.second_factor import means_of
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class LastMeans(Exception):
    """A second factor is required of this person, and this is the only one."""


class NoSuchMeans(Exception):
    """It was removed already, or was never there."""


def remove_authenticator(*, actor: Actor, at: datetime) -> None:
    """The app's codes fit no more. Raises NoSuchMeans, LastMeans."""
    with transaction.atomic():
        user = hold_user(actor=actor)
        removed, _ = Authenticator.objects.filter(user=user).exclude(confirmed_at=None).delete()
        if not removed:
            raise NoSuchMeans
        _settle(actor, user, "authenticator_removed", {}, at)


def remove_passkey(*, actor: Actor, passkey_id: int, at: datetime) -> None:
    """The passkey fits no more. Raises NoSuchMeans, LastMeans."""
    with transaction.atomic():
        user = hold_user(actor=actor)
        passkey = Passkey.objects.filter(user=user, pk=passkey_id).first()
        if passkey is None:
            raise NoSuchMeans
        passkey.delete()
        _settle(actor, user, "passkey_removed", {"passkey": passkey.name}, at)


def _settle(actor: Actor, user: User, verb: str, before: dict[str, str], at: datetime) -> None:
    """Refuse what must not be, forget what is of no use any more, write it down."""
    if not means_of(user).are_set:
        if actor.needs_second_factor:
            raise LastMeans
        RecoveryCode.objects.filter(user=user).delete()
    about = About(type="user", id=user.pk, name=user.name)
    write_entry(actor=actor, verb=verb, about=about, at_place=None, at=at, before=before)
