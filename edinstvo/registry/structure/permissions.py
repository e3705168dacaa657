"""Who may bring lists of organisations: the powers of this slice."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.powers import Power

SENTENCES = {
    Power.MANAGE_ORGANISATIONS: "brings lists of organisations into the branch, commits them and undoes them",
}


def visible_to(actor: Actor) -> Q:
    """The lists that the actor may see: those brought into the actor's branches, by whomever."""
    return actor.scope(Power.MANAGE_ORGANISATIONS)


def may_bring(actor: Actor, at: Placed) -> bool:
    """Whether the actor may bring a list of what stands below that place."""
    return actor.may(Power.MANAGE_ORGANISATIONS, at=at) and actor.may(Power.KEEP_MEMBERS, at=at)


def require_bringing(actor: Actor, at: Placed) -> None:
    """Raise PowerMissing unless the actor may: it founds organisations, and states their figures and contacts."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=at)
    actor.require(Power.KEEP_MEMBERS, at=at)
