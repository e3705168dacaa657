"""Let nobody be reached any more by what the register knows of them: the telephone and the e-mail go."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import change_member
from edinstvo.registry.members.models import Membership


def clear_contacts(*, actor: Actor, membership: Membership, reason: str, at: datetime) -> bool:
    """Empty them in the locked present record (`lock_member`); whether there was anything to empty.

    What was known stays in the versions. Inside a transaction.
    """
    return change_member(
        actor=actor,
        verb="contacts_cleared",
        membership=membership,
        person_values={"phone": "", "email": ""},
        membership_values={},
        at=at,
        reason=reason,
    )
