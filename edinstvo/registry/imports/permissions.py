"""Who may bring lists: the powers of this slice."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.powers import Power

SENTENCES = {
    Power.IMPORT_MEMBERS: "brings lists into the organisations of the branch, commits them and undoes them",
}


def visible_to(actor: Actor) -> Q:
    """The lists that the actor may see: those brought into the actor's branches, by whomever."""
    return actor.scope(Power.IMPORT_MEMBERS)


def require_importing(actor: Actor, at: Placed) -> None:
    """Raise PowerMissing unless the actor may bring lists into that place."""
    actor.require(Power.IMPORT_MEMBERS, at=at)
