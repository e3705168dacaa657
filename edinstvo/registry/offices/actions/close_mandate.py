"""Close a mandate that is held already, with its powers and its letter; inside the transaction of an act."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.actions.enter_mandate import enter_mandate
from edinstvo.registry.offices.actions.give_powers import take_powers
from edinstvo.registry.offices.actions.keep_mandate_version import keep_mandate_version
from edinstvo.registry.offices.actions.tell_holder import tell_holder
from edinstvo.registry.offices.actions.void_letters import void_letters
from edinstvo.registry.offices.models import EndReason, Mandate


def close_mandate(
    *, actor: Actor, mandate: Mandate, ended_on: date, reason: EndReason, decision: str, at: datetime
) -> None:
    """End the open mandate; whoever calls has asked for the powers it takes and locked the row."""
    keep_mandate_version(mandate=mandate, at=at)
    mandate.ended_on, mandate.end_reason, mandate.end_decision = ended_on, reason, decision
    mandate.save()
    take_powers(actor=actor, mandate=mandate, at=at)
    tell_holder(actor=actor, mandate=mandate, at=at)
    void_letters(mandate=mandate, at=at)
    enter_mandate(
        actor=actor,
        verb="mandate_ended",
        mandate=mandate,
        at=at,
        after={"ended_on": ended_on.isoformat(), "end_reason": str(reason)},
        reason=decision,
    )
