"""Lock a transfer for whoever closes it, with everything it is about, in the order that every act keeps."""

from edinstvo.registry.members.models import Membership, Transfer
from edinstvo.registry.organisations.actions.hold_open import hold_both


class NoSuchTransfer(Exception):
    """There is no transfer of this number."""


class TransferClosed(Exception):
    """Somebody answered or withdrew it before, or the member left; `transfer` says what came of it."""

    def __init__(self, *, transfer: Transfer) -> None:
        super().__init__(f"transfer {transfer.pk} is {transfer.state}")
        self.transfer = transfer


def lock_transfer(*, transfer_id: int) -> tuple[Transfer, Membership]:
    """The waiting transfer and the stay that would end: organisations held, stay, person and transfer locked.

    Raises NoSuchTransfer, TransferClosed. A stay never ends while a transfer of it waits (`lapse_transfers`).
    """
    found = Transfer.objects.filter(pk=transfer_id).first()
    if found is None:
        raise NoSuchTransfer
    source, target = hold_both(one=found.source_id, other=found.target_id)
    rows = Membership.objects.select_for_update(of=("person", "self")).select_related("person", "organisation")
    stay = rows.filter(pk=found.stay_id).first()
    transfer = Transfer.objects.select_for_update().get(pk=transfer_id)
    if stay is None or not transfer.is_waiting:
        raise TransferClosed(transfer=transfer)
    transfer.person, transfer.source, transfer.target = stay.person, source, target
    return transfer, stay
