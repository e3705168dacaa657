"""Close the transfers of a stay that has ended otherwise; inside the transaction of the act that ended it."""

from datetime import datetime

from edinstvo.registry.members.models import Transfer, TransferState


def lapse_transfers(*, stay_id: int, at: datetime) -> None:
    """Nobody waits any more for an answer about somebody who has left. The caller has locked the stay."""
    waiting = Transfer.objects.filter(Transfer.WAITS, stay_id=stay_id)
    waiting.update(state=TransferState.LAPSED, closed_at=at)
