"""Enter what happened to a transfer in the journals of both organisations."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.models import Transfer


def enter_transfer(*, actor: Actor, verb: str, transfer: Transfer, at: datetime) -> None:
    """One entry for each side, in the transaction of the act; one alone where both lie in the same place."""
    places = {place.place: place for place in (transfer.source, transfer.target)}
    why = {"lapsed_because": str(transfer.lapsed_because)} if transfer.lapsed_because else {}
    for place in places.values():
        write_entry(
            actor=actor,
            verb=verb,
            about=About(type="transfer", id=transfer.pk, name=transfer.person.full_name),
            at_place=place,
            at=at,
            before={"organisation": transfer.source.name},
            after={"organisation": transfer.target.name, **why},
            reason=transfer.answer or transfer.note,
        )
