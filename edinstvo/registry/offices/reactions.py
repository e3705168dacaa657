"""What follows in the offices from what happens to members and organisations, at once."""

from datetime import datetime

from django.utils import timezone

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.events import reacts_to
from edinstvo.registry.members.events import MemberAdmitted, MembershipEnded
from edinstvo.registry.offices.actions.dismiss_staff import close_appointment
from edinstvo.registry.offices.actions.end_lost_mandates import end_lost_mandates
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.organisations.events import OrganisationsClosed


@reacts_to(MembershipEnded)
def end_mandates_with_the_membership(event: MembershipEnded, *, actor: Actor, at: datetime) -> None:
    """Who is on record no more holds no office."""
    end_lost_mandates(actor=actor, person_id=event.person_id, on=event.ended_on, at=at)


@reacts_to(MemberAdmitted)
def end_mandates_left_behind(event: MemberAdmitted, *, actor: Actor, at: datetime) -> None:
    """Who has gone over to another organisation keeps the offices above both, and no other."""
    on = min(event.registered_on, timezone.localdate(at))
    end_lost_mandates(actor=actor, person_id=event.person_id, on=on, at=at)


@reacts_to(OrganisationsClosed)
def dismiss_the_staff_of_the_closed(event: OrganisationsClosed, *, actor: Actor, at: datetime) -> None:
    """A closed organisation has no staff."""
    rows = Appointment.objects.filter(Appointment.OPEN, organisation__in=event.closed_on).order_by("pk")
    for held in rows.select_for_update(of=("self",)).select_related("user", "organisation"):
        on = max(held.since, event.closed_on[held.organisation_id])
        close_appointment(actor=actor, held=held, on=on, decision="", at=at)
