"""Make new recovery codes in place of the former ones."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actions.hold_user import hold_user
from edinstvo.foundation.access.actions.put_recovery_codes import put_recovery_codes
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.second_factor import means_of
from edinstvo.foundation.journal.actions.write_entry import About, write_entry


class NothingToRecover(Exception):
    """There is no app and no passkey that codes could stand in for."""


def renew_recovery_codes(*, actor: Actor, at: datetime) -> list[str]:
    """Ten new codes, shown now and never again. Raises NothingToRecover."""
    with transaction.atomic():
        user = hold_user(actor=actor)
        if not means_of(user).are_set:
            raise NothingToRecover
        write_entry(
            actor=actor,
            verb="recovery_codes_made",
            about=About(type="user", id=user.pk, name=user.name),
            at_place=None,
            at=at,
        )
        return put_recovery_codes(user=user)
