"""What follows in the lists from what happens to members, at once."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import reacts_to
from edinstvo.registry.imports.actions.empty_rows import empty_rows
from edinstvo.registry.members.events import ValuesRemoved


@reacts_to(ValuesRemoved)
def empty_the_rows_that_say_it_too(event: ValuesRemoved, *, actor: Actor, at: datetime) -> None:
    """What the register keeps of somebody no longer, no list keeps."""
    empty_rows(person_ids=event.person_ids, names=event.names)
