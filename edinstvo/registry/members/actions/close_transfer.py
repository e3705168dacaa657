"""Refuse a transfer, or withdraw it: the member stays where they are."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.members.actions.correct_member import ReasonMissing
from edinstvo.registry.members.actions.enter_transfer import enter_transfer
from edinstvo.registry.members.actions.lock_transfer import lock_transfer
from edinstvo.registry.members.actions.tell_side import tell_side
from edinstvo.registry.members.models import Transfer, TransferState
from edinstvo.registry.members.permissions import require_keeping


@whole_register(reason=Reason.TRANSFER)
def refuse_transfer(*, actor: Actor, transfer_id: int, reason: str, at: datetime) -> Transfer:
    """The side that was asked says no, and why: both sides read it.

    Raises ReasonMissing, NoSuchTransfer, TransferClosed, PowerMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        transfer, _stay = lock_transfer(transfer_id=transfer_id)
        require_keeping(actor, transfer.answering)
        _close(actor, transfer, TransferState.REFUSED, reason, at)
        enter_transfer(actor=actor, verb="transfer_refused", transfer=transfer, at=at)
        tell_side(actor=actor, transfer=transfer, side=transfer.asking, what="refused", at=at)
    return transfer


@whole_register(reason=Reason.TRANSFER)
def withdraw_transfer(*, actor: Actor, transfer_id: int, reason: str, at: datetime) -> Transfer:
    """The side that asked wants it no more. Raises NoSuchTransfer, TransferClosed, PowerMissing."""
    with transaction.atomic():
        transfer, _stay = lock_transfer(transfer_id=transfer_id)
        require_keeping(actor, transfer.asking)
        _close(actor, transfer, TransferState.WITHDRAWN, reason, at)
        enter_transfer(actor=actor, verb="transfer_withdrawn", transfer=transfer, at=at)
        tell_side(actor=actor, transfer=transfer, side=transfer.answering, what="withdrawn", at=at)
    return transfer


def _close(actor: Actor, transfer: Transfer, state: TransferState, reason: str, at: datetime) -> None:
    transfer.state, transfer.answer = state, reason.strip()
    transfer.brings = {}
    transfer.closed_by_name, transfer.closed_at = actor.name, at
    transfer.save()
