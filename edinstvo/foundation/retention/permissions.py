"""Who sets how long what is kept."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power

SENTENCES = {
    Power.SET_PERIODS: "sets how long what is kept, and confirms the periods by a decision, over the whole union only",
    Power.READ_JOURNAL: "sees the periods, what is due, and of the people concerned those of the branch",
}


def may_set(actor: Actor) -> bool:
    """Whether the actor may set and confirm periods: one table holds for the whole union."""
    return actor.may(Power.SET_PERIODS, at=WHOLE_UNION)


def require_setting(actor: Actor) -> None:
    """Raise PowerMissing unless the actor may."""
    actor.require(Power.SET_PERIODS, at=WHOLE_UNION)


def may_watch(actor: Actor) -> bool:
    """Whether the actor may see the table."""
    return actor.may(Power.READ_JOURNAL)
