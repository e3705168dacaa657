"""Write down that a member bears another name now; the old one was right in its time and still finds them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.change_member import Renaming, Versions, change_member, lock_member
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.rules.people import FIRST_DAY


class RenamedInTheFuture(Exception):
    """The first day of the new name lies ahead."""


class RenamedBeforeBirth(Exception):
    """The first day of the new name lies before the person was born, or before anybody on record was."""


@dataclass(frozen=True, kw_only=True)
class Name:
    """The whole new name; the patronymic may be missing."""

    last_name: str
    first_name: str
    middle_name: str = ""


def rename_member(
    *,
    actor: Actor,
    membership_id: int,
    expected: Versions,
    name: Name,
    since: date | None,
    document: str,
    on: date,
    at: datetime,
) -> Membership:
    """Give the member the name they bear since a day (None: unknown), by a document; returns the membership.

    Raises RenamedInTheFuture, RenamedBeforeBirth, EditedMeanwhile, NotOnRecordHere, PowerMissing.
    """
    if since is not None and since > on:
        raise RenamedInTheFuture
    with transaction.atomic():
        membership = lock_member(actor=actor, membership_id=membership_id, expected=expected)
        if since is not None and since < (membership.person.birth_date or FIRST_DAY):
            raise RenamedBeforeBirth
        change_member(
            actor=actor,
            verb="member_renamed",
            membership=membership,
            person_values=vars(name),
            membership_values={},
            at=at,
            reason=document.strip(),
            renaming=Renaming(since),
        )
    return membership
