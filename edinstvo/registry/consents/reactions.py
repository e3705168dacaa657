"""What follows for consents from what happens to members, at once."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import reacts_to
from edinstvo.registry.consents.actions.mark_people import mark_people
from edinstvo.registry.members.events import PeopleMerged, PeopleSplit


@reacts_to(PeopleMerged)
def mark_the_kept_one(event: PeopleMerged, *, actor: Actor, at: datetime) -> None:
    """What either of them agreed to, the one person has agreed to."""
    mark_people(person_ids=[event.kept_id])


@reacts_to(PeopleSplit)
def mark_both_again(event: PeopleSplit, *, actor: Actor, at: datetime) -> None:
    """Each has what they had given, and what was given since stays with the kept one."""
    mark_people(person_ids=[event.kept_id, event.other_id])
