"""Take note that a paper about a member is printed: who sees a record may carry it away, but not unseen."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.members.models import Membership


class PurposeMissing(Exception):
    """Nobody said what the paper is for."""


def print_paper(*, actor: Actor, membership: Membership, paper: str, purpose: str, at: datetime) -> None:
    """Write down which paper of this record goes out and what for; the caller renders it.

    `paper` is a word of the journal, as "registration_card". Raises PowerMissing, PurposeMissing.
    """
    actor.require(Power.SEE_MEMBERS, at=membership)
    if not purpose.strip():
        raise PurposeMissing
    with transaction.atomic():
        write_entry(
            actor=actor,
            verb="member_printed",
            about=About(type="person", id=membership.person_id, name=membership.person.full_name),
            at_place=membership,
            at=at,
            after={"paper": paper, "organisation_id": membership.organisation_id},
            reason=purpose.strip(),
        )
