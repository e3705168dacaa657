"""Tell whoever held an office, inside the house, that it has ended; inside the transaction of the act that ended it."""

from collections.abc import Mapping
from datetime import datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.notices.actions.send_notice import Message, send_notice
from edinstvo.foundation.notices.models import Channel
from edinstvo.registry.offices.models import Appointment, EndReason, Mandate, Office, OfficerLogin
from edinstvo.registry.offices.queries.sight import OFFICE_LOST, ROLES


def tell_holder(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """A line for the holder of a mandate that has just ended, if they have a login."""
    if mandate.end_reason == EndReason.DIED:
        return
    login = OfficerLogin.objects.filter(person_id=mandate.person_id, ended_at=None).first()
    if login is not None:
        said = {"office": Office(mandate.office).label, "reason": EndReason(mandate.end_reason).label}
        _tell(actor, login.user_id, mandate, {**said, "has_powers": mandate.carries_powers}, at)


def tell_dismissed(*, actor: Actor, appointment: Appointment, at: datetime) -> None:
    """The same for somebody of the staff."""
    _tell(actor, appointment.user_id, appointment, {"office": ROLES[appointment.role], "has_powers": True}, at)


def _tell(actor: Actor, user_id: int, ended: Mandate | Appointment, said: Mapping[str, object], at: datetime) -> None:
    """Whoever ended it themselves knows."""
    if user_id == actor.user_id:
        return
    values = {**said, "organisation": ended.organisation.short_name, "decision": ended.end_decision}
    values |= {"ended_on": ended.ended_on, "was_mistaken": ended.ended_on == ended.since}
    message = Message(
        channel=Channel.IN_APP,
        template=OFFICE_LOST,
        values=values,
        user_id=user_id,
        organisation_id=ended.organisation_id,
        at_place=ended,
    )
    send_notice(actor=actor, message=message, at=at)
