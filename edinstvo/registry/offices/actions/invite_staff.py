"""Open the door for somebody of the staff once: the first time, or after a forgotten password."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from edinstvo.foundation.access.actions.give_grant import require_giving
from edinstvo.foundation.access.actions.issue_one_time_link import issue_one_time_link
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Role
from edinstvo.registry.offices.actions.dismiss_staff import AppointmentEnded
from edinstvo.registry.offices.actions.holds_more import HoldsMore, who_holds_more
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.organisations.actions.hold_open import hold

VALID_FOR = timedelta(days=7)


def invite_staff(*, actor: Actor, appointment_id: int, at: datetime) -> str:
    """The token of a new link, good for a week and shown once; a former one dies.

    Whoever opens a door could walk in: only where the actor could give all that the login holds. Raises PowerMissing,
    AppointmentEnded, HoldsMore, Appointment.DoesNotExist.
    """
    with transaction.atomic():
        row = Appointment.objects.values("organisation_id").get(pk=appointment_id)
        organisation = hold(organisation_id=row["organisation_id"])
        held = Appointment.objects.select_for_update(of=("self",)).select_related("user").get(pk=appointment_id)
        require_giving(actor=actor, role=Role(held.role), place=organisation.place)
        if not held.is_open:
            raise AppointmentEnded(appointment=held)
        if who_holds_more(actor=actor, users=[held.user_id], on=timezone.localdate(at)):
            raise HoldsMore
        return issue_one_time_link(actor=actor, user=held.user, at=at, valid_for=VALID_FOR, place=organisation.place)
