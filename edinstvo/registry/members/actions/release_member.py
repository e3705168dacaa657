"""Agree to a transfer that the other side asked for."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.members.actions.carry_over import carry_over
from edinstvo.registry.members.actions.lock_transfer import lock_transfer
from edinstvo.registry.members.actions.tell_side import tell_side
from edinstvo.registry.members.models import Transfer
from edinstvo.registry.members.permissions import require_keeping


@whole_register(reason=Reason.TRANSFER)
def release_member(*, actor: Actor, transfer_id: int, moves_on: date, on: date, at: datetime) -> Transfer:
    """The member is on the record of the target from `moves_on`; returns the transfer done. `on` is today.

    The side that did not ask answers: the source releases the member, or the target takes them. Raises NoSuchTransfer,
    TransferClosed, PowerMissing, TransferDayDoesNotFit, EarlierThanAsked, OrganisationKeepsNoMembers (the target
    closed meanwhile).
    """
    with transaction.atomic():
        transfer, stay = lock_transfer(transfer_id=transfer_id)
        require_keeping(actor, transfer.answering)
        carry_over(actor=actor, transfer=transfer, stay=stay, moves_on=moves_on, on=on, at=at)
        tell_side(actor=actor, transfer=transfer, side=transfer.asking, what="released", at=at)
    return transfer
