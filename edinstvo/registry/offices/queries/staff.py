"""Who is appointed to the staff of an organisation, and who was."""

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.offices.permissions import appointed_in
from edinstvo.registry.organisations.models import Organisation


def appointments(*, seen_by: Actor) -> QuerySet[Appointment]:
    """The appointments, open and ended, that the actor may see, with user and organisation."""
    return Appointment.objects.filter(appointed_in(seen_by)).select_related("user", "organisation")


def staff_of(organisation: Organisation, *, seen_by: Actor) -> QuerySet[Appointment]:
    """The staff of the very organisation today, by name."""
    return (
        appointments(seen_by=seen_by).filter(Appointment.OPEN, organisation=organisation).order_by("user__name", "pk")
    )


def former_staff_of(organisation: Organisation, *, seen_by: Actor) -> QuerySet[Appointment]:
    """Who was of the staff before, the last dismissed first."""
    ended = appointments(seen_by=seen_by).filter(organisation=organisation, ended_on__isnull=False)
    return ended.order_by("-ended_on", "-pk")


def appointment(*, id: int, seen_by: Actor) -> Appointment:
    """One of them; raises Appointment.DoesNotExist, for a foreign one too."""
    return appointments(seen_by=seen_by).get(pk=id)
