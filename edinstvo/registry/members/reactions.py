"""What follows for members from what happens to organisations, at once."""

from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import reacts_to
from edinstvo.registry.members.actions.leave_workplaces import leave_workplaces, return_to_workplaces
from edinstvo.registry.organisations.events import OrganisationReopened, OrganisationsClosed


@reacts_to(OrganisationsClosed)
def end_workplaces_there(event: OrganisationsClosed, *, actor: Actor, at: datetime) -> None:
    """Nobody works in an organisation that does not stand."""
    leave_workplaces(actor=actor, closed_on=event.closed_on, at=at)


@reacts_to(OrganisationReopened)
def let_workplaces_go_on(event: OrganisationReopened, *, actor: Actor, at: datetime) -> None:
    """As if it had never been closed."""
    return_to_workplaces(actor=actor, organisation_id=event.organisation_id, closed_at=event.closed_at, at=at)
