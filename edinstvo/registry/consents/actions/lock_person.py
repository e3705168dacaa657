"""Hold somebody's present record while what they agreed to is written down."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import NotOnRecordHere, lock_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.person import present_record


def lock_person(*, actor: Actor, person_id: int) -> Membership:
    """The locked stay that speaks for the person, who is locked with it; whoever keeps it keeps their consents.

    Raises NotOnRecordHere (nobody, or gone elsewhere at this very moment), PowerMissing.
    """
    try:
        present = present_record(person_id=person_id)
    except IndexError:
        raise NotOnRecordHere from None
    locked = lock_member(actor=actor, membership_id=present.pk)
    if locked.person_id != person_id or present_record(person_id=person_id).pk != locked.pk:
        raise NotOnRecordHere
    return locked
