"""Enter a reorganisation in the journals of both organisations."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.reorganisations.models import Kind, Reorganisation

VERBS = {
    Kind.MERGED: "organisation_merged",
    Kind.CLOSED: "organisation_closed_with_transfer",
    Kind.SPLIT: "organisation_split",
}


def enter_reorganisation(*, actor: Actor, verb: str, act: Reorganisation, at: datetime, reason: str) -> None:
    """One entry where the source stands and one where the target stands, each about its own; in the transaction."""
    for organisation in (act.source, act.target):
        write_entry(
            actor=actor,
            verb=verb,
            about=About(type="organisation", id=organisation.pk, name=organisation.name),
            at_place=organisation.place,
            at=at,
            before={"organisation": act.source.name},
            after={
                "organisation": act.target.name,
                "valid_from": act.on.isoformat(),
                "people": act.people,
                "organisations": len(act.moved),
            },
            reason=reason,
        )
