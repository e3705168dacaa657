"""Remove at once what else would go when its time is over: a former member has taken back the consent to keep it."""

from datetime import date, datetime, timedelta

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.retention.kinds import Portion
from edinstvo.registry.members.actions.remove_values import remove_contacts, remove_particulars
from edinstvo.registry.members.models import Membership


class StillOnRecord(Exception):
    """What the record of a member says stands as long as the membership; `membership` is it."""

    def __init__(self, *, membership: Membership) -> None:
        super().__init__(f"person {membership.person_id} is on record")
        self.membership = membership


def destroy_values(*, actor: Actor, person_id: int, on: date, at: datetime) -> None:
    """Contacts and particulars go, wherever they stand; name, birth date and history stay (ADR 0020).

    The person is locked (`lock_people`), in the transaction of an act. `on` is today. Raises StillOnRecord.
    """
    if stay := Membership.objects.filter(Membership.OPEN, person_id=person_id).first():
        raise StillOnRecord(membership=stay)
    portion = Portion(ids=[person_id], before=on + timedelta(days=1), at=at, actor=actor)
    remove_contacts(portion)
    remove_particulars(portion)
