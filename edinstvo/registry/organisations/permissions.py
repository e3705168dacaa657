"""Who may do what with organisations: sentences, the check for a row in hand, and the same rule as SQL."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.rules import Place

SENTENCES = {
    Power.SEE_ORGANISATIONS: "sees the organisation that heads the branch, all below it, and the names of those above",
    Power.MANAGE_ORGANISATIONS: "founds, renames, moves and closes the organisations below the head of the branch",
    Power.KEEP_MEMBERS: "states the workforce and the members on paper of the organisations in the branch",
}


def visible_to(actor: Actor, *, via: str = "") -> Q:
    """The organisations that the actor may see; `via` leads to the organisation from another model."""
    return actor.scope(Power.SEE_ORGANISATIONS, via=via)


def may_see(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor may see the organisation."""
    return actor.may(Power.SEE_ORGANISATIONS, at=organisation)


def may_found_below(actor: Actor, parent: Organisation) -> bool:
    """Whether the actor may found something right under the organisation."""
    return actor.may(Power.MANAGE_ORGANISATIONS, at=parent)


def foundable_below(actor: Actor) -> Q:
    """The organisations right under which the actor may found something, or bring something."""
    return actor.scope(Power.MANAGE_ORGANISATIONS)


def may_manage(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor may rename, move or close the organisation: it lies below the head of a branch of theirs."""
    return actor.may(Power.MANAGE_ORGANISATIONS, at=organisation.place_above)


def require_founding_below(actor: Actor, parent: Organisation) -> None:
    """Raise PowerMissing unless the actor may found something right under the organisation."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=parent)


def require_managing(actor: Actor, organisation: Organisation) -> None:
    """Raise PowerMissing unless the actor may rename, move or close the organisation."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=organisation.place_above)


def may_state_figures(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor may state what is counted on paper there: whoever keeps its members."""
    return actor.may(Power.KEEP_MEMBERS, at=organisation)


def require_stating_figures(actor: Actor, organisation: Organisation) -> None:
    """Raise PowerMissing unless the actor may state what is counted on paper there."""
    actor.require(Power.KEEP_MEMBERS, at=organisation)


def require_everywhere(actor: Actor) -> None:
    """Raise PowerMissing unless the actor manages the organisations of the whole union."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=Place())
