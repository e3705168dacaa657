"""Enter a new organisation into the register: its row, its first facts and the entry in the journal."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.organisations.actions.state_fact import state_fact
from edinstvo.registry.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
)


def enter_organisation(*, actor: Actor, organisation: Organisation, at: datetime, decision: str) -> None:
    """Save the new row with everything that is true of it from its first day on."""
    organisation.save(force_insert=True)
    fact = {
        "organisation": organisation,
        "valid_from": organisation.founded_on,
        "known_since": at,
        "decision": decision,
    }
    state_fact(fact=OrganisationName(name=organisation.name, short_name=organisation.short_name, **fact))
    state_fact(fact=OrganisationKind(type=organisation.type, **fact))
    state_fact(fact=OrganisationParent(parent_id=organisation.parent_id, **fact))
    state_fact(fact=OrganisationStatus(status=OrganisationStatus.Status.OPEN, **fact))
    write_entry(
        actor=actor,
        verb="organisation_founded",
        about=About(type="organisation", id=organisation.pk, name=organisation.name),
        at_place=organisation,
        at=at,
        after={
            "type": organisation.type,
            "name": organisation.name,
            "short_name": organisation.short_name,
            "inpo": organisation.number,
            "valid_from": organisation.founded_on.isoformat(),
        },
        reason=decision,
    )
