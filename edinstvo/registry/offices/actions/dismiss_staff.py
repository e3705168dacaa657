"""Dismiss somebody of the staff, and end their powers with it."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actions.give_grant import require_giving
from edinstvo.foundation.access.actions.put_password import void_links
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.actions.write_entry import About, write_entry
from edinstvo.registry.offices.actions.end_mandate import EndsBeforeItBegan
from edinstvo.registry.offices.actions.give_powers import let_grant_go
from edinstvo.registry.offices.actions.tell_holder import tell_dismissed
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.organisations.actions.hold_open import hold
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day


class AppointmentEnded(Exception):
    """It has ended already, on another day; `appointment` says when."""

    def __init__(self, *, appointment: Appointment) -> None:
        super().__init__(f"ended on {appointment.ended_on}")
        self.appointment = appointment


class DismissesOneself(Exception):
    """Nobody dismisses themselves: a union could be left with nobody who may appoint."""


def dismiss_staff(*, actor: Actor, appointment_id: int, on: date, decision: str, at: datetime) -> Appointment:
    """End it: `on` is the first day without it; the next request of the dismissed meets no powers of it.

    Said twice, done once. Raises PowerMissing, DayNotCome, EndsBeforeItBegan, AppointmentEnded (on another day),
    DismissesOneself, Appointment.DoesNotExist.
    """
    refuse_future_day(on=on, at=at)
    with transaction.atomic():
        row = Appointment.objects.values("organisation_id").get(pk=appointment_id)
        organisation = hold(organisation_id=row["organisation_id"])
        held = Appointment.objects.select_for_update(of=("self",)).select_related("user").get(pk=appointment_id)
        held.organisation = organisation
        require_giving(actor=actor, role=Role(held.role), place=organisation.place)
        if held.ended_on == on:
            return held
        if not held.is_open:
            raise AppointmentEnded(appointment=held)
        if held.user_id == actor.user_id:
            raise DismissesOneself
        if on < held.since:
            raise EndsBeforeItBegan
        close_appointment(actor=actor, held=held, on=on, decision=decision.strip(), at=at)
    return held


def close_appointment(*, actor: Actor, held: Appointment, on: date, decision: str, at: datetime) -> None:
    """End the locked appointment with its powers and its link; whoever calls has been asked for theirs."""
    held.ended_on, held.end_decision = on, decision
    held.save(update_fields=["ended_on", "end_decision"])
    let_grant_go(actor=actor, grant_id=held.grant_id, at=at, place=held.organisation.place)
    void_links(user=held.user)
    tell_dismissed(actor=actor, appointment=held, at=at)
    write_entry(
        actor=actor,
        verb="staff_dismissed",
        about=About(type="user", id=held.user_id, name=held.user.name),
        at_place=held,
        at=at,
        after={"organisation": held.organisation.name, "role": held.role, "without_office_since": on.isoformat()},
        reason=decision,
    )
