"""What follows for cards from what happens to members, at once."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import reacts_to
from edinstvo.membership.cards.actions.mark_people import mark_people
from edinstvo.registry.members.events import PeopleMerged, PeopleSplit


@reacts_to(PeopleMerged)
def mark_the_kept_one(event: PeopleMerged, *, actor: Actor, at: datetime) -> None:
    """What either of them held, the one person holds."""
    mark_people(person_ids=[event.kept_id])


@reacts_to(PeopleSplit)
def mark_both_again(event: PeopleSplit, *, actor: Actor, at: datetime) -> None:
    """Each holds what is theirs again."""
    mark_people(person_ids=[event.kept_id, event.other_id])
