"""Let the transfers happen that nobody answered in time."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.carry_over import carry_over
from edinstvo.registry.members.actions.lapse_transfers import lapse
from edinstvo.registry.members.actions.lock_transfer import TransferClosed, lock_transfer
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.models import LapseReason, Transfer


def complete_overdue_transfers(*, actor: Actor, on: date, at: datetime) -> int:
    """Complete each that is due, from today on, and return how many; one whose target has closed lapses.

    Each in a transaction of its own: one that fails keeps none of the others waiting.
    """
    due = Transfer.objects.filter(Transfer.WAITS, due_on__lte=on).order_by("due_on", "pk")
    return sum(_complete(actor, id_, on, at) for id_ in list(due.values_list("pk", flat=True)))


def _complete(actor: Actor, transfer_id: int, on: date, at: datetime) -> bool:
    try:
        with transaction.atomic():
            transfer, stay = lock_transfer(transfer_id=transfer_id)
            carry_over(actor=actor, transfer=transfer, stay=stay, moves_on=on, on=on, at=at)
    except TransferClosed:
        return False
    except OrganisationKeepsNoMembers:
        _lapse(actor, transfer_id, at)
        return False
    return True


def _lapse(actor: Actor, transfer_id: int, at: datetime) -> None:
    with transaction.atomic():
        transfer, _stay = lock_transfer(transfer_id=transfer_id)
        lapse(actor=actor, transfer=transfer, because=LapseReason.TARGET_CLOSED, at=at)
