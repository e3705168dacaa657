"""Close transfers of which nothing can come any more: both sides read why; inside the transaction of an act."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.enter_transfer import enter_transfer
from edinstvo.registry.members.actions.tell_side import tell_side
from edinstvo.registry.members.models import EndReason, LapseReason, Membership, Transfer, TransferState


def lapse_transfers(*, actor: Actor, stay: Membership, at: datetime) -> None:
    """Nobody waits any more for an answer about somebody who has left. The stay that has ended is locked."""
    because = LapseReason.DIED if stay.end_reason == EndReason.DIED else LapseReason.LEFT
    lapse_each(actor=actor, stay_ids=[stay.pk], because=because, at=at)


def lapse_each(*, actor: Actor, stay_ids: list[int], because: LapseReason, at: datetime) -> None:
    """Every transfer of these locked stays that waits."""
    waiting = Transfer.objects.select_for_update(of=("self",)).filter(Transfer.WAITS, stay_id__in=stay_ids)
    for transfer in waiting.select_related("person", "source", "target").order_by("pk"):
        lapse(actor=actor, transfer=transfer, because=because, at=at)


def lapse(*, actor: Actor, transfer: Transfer, because: LapseReason, at: datetime) -> None:
    """This one, which is locked."""
    transfer.state, transfer.lapsed_because = TransferState.LAPSED, because
    transfer.brings = {}
    transfer.closed_by_name, transfer.closed_at = actor.name, at
    transfer.save()
    enter_transfer(actor=actor, verb="transfer_lapsed", transfer=transfer, at=at)
    for side in (transfer.source, transfer.target):
        tell_side(actor=actor, transfer=transfer, side=side, what="lapsed", at=at)
