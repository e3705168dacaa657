"""Set the category of one member from a day on, as a part of an act on many."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import lock_member
from edinstvo.registry.members.actions.copy_search_keys import copy_search_keys
from edinstvo.registry.members.actions.count_members import count_change, counted
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.actions.set_category import set_category


class StayEnded(Exception):
    """The member is not on record there any more."""


def recategorise_member(
    *, actor: Actor, membership_id: int, category: str, since: date, on: date, at: datetime
) -> bool:
    """Set it and keep the version before; whether it changed. Inside a transaction that writes the journal.

    Refuses before it writes. Raises StayEnded, CategoryDayDoesNotFit, NotOnRecordHere, PowerMissing.
    """
    membership = lock_member(actor=actor, membership_id=membership_id)
    if not membership.is_open:
        raise StayEnded
    if membership.category == category:
        return False
    set_category(membership=membership, category=category, valid_from=since, on=on, at=at)
    before = counted([membership])
    keep_version(row=membership, at=at)
    membership.category = category
    copy_search_keys(person=membership.person, membership=membership)
    membership.save()
    count_change(before=before, after=counted([membership]))
    return True
