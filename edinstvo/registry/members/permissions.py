"""Who may do what with members: the powers of this slice, as sentences, as a check and as one SQL predicate."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Placed
from edinstvo.foundation.access.powers import Power

SENTENCES = {
    Power.SEE_MEMBERS: "sees the members, present and former, of the organisations in the branch",
    Power.KEEP_MEMBERS: "admits, edits, corrects and ends memberships in the branch",
    Power.EXPORT_MEMBERS: "takes lists of the members of the branch away as files",
    Power.IMPORT_MEMBERS: "brings lists of members into the organisations of the branch, and undoes them",
}


def visible_to(actor: Actor, *, via: str = "") -> Q:
    """The memberships that the actor may see; `via` leads to the membership from another model."""
    return actor.scope(Power.SEE_MEMBERS, via=via)


def may_see(actor: Actor, at: Placed) -> bool:
    """The same rule for a membership in hand."""
    return actor.may(Power.SEE_MEMBERS, at=at)


def require_keeping(actor: Actor, at: Placed) -> None:
    """Raise PowerMissing unless the actor may change the members of that place."""
    actor.require(Power.KEEP_MEMBERS, at=at)


def exportable_by(actor: Actor) -> Q:
    """The memberships that the actor may take away as a file: seen, and in a branch with the power."""
    return visible_to(actor) & actor.scope(Power.EXPORT_MEMBERS)


def kept_by(actor: Actor) -> Q:
    """The memberships that the actor may change."""
    return actor.scope(Power.KEEP_MEMBERS)
