"""Who may reorganise, as sentences and as checks: it takes the powers of all the acts that it consists of."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.organisations.models import Organisation

SENTENCES = {
    Power.MANAGE_ORGANISATIONS: "merges, closes and splits the organisations below the head of the branch",
    Power.KEEP_MEMBERS: "carries their members over, where the branch holds both organisations",
}


def may_reorganise(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor may begin with this organisation: they manage it and keep its people."""
    manages = actor.may(Power.MANAGE_ORGANISATIONS, at=organisation.place_above)
    return manages and actor.may(Power.KEEP_MEMBERS, at=organisation)


def visible_to(actor: Actor) -> Q:
    """The reorganisations whose source the actor may see."""
    return actor.scope(Power.SEE_ORGANISATIONS, via="source__")


def takers(actor: Actor) -> Q:
    """The organisations into which the actor may put people or organisations."""
    return actor.scope(Power.KEEP_MEMBERS) & actor.scope(Power.MANAGE_ORGANISATIONS)


def require_reorganising(actor: Actor, *, source: Organisation, target: Organisation) -> None:
    """Raise PowerMissing unless the actor may close the source and put its people or parts into the target."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=source.place_above)
    actor.require(Power.KEEP_MEMBERS, at=source)
    actor.require(Power.KEEP_MEMBERS, at=target)
    actor.require(Power.MANAGE_ORGANISATIONS, at=target)
