"""Approve a programme by a decision."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.write_entry import changes
from edinstvo.insight.programme.actions.write_down import write_down
from edinstvo.insight.programme.models import Programme
from edinstvo.registry.organisations.actions.hold_open import hold_open
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.models import Organisation


class NotAnOwner(Exception):
    """Programmes are approved by the union and by regional organisations."""


class DaysOutOfOrder(Exception):
    """The last day lies before the first one."""


class NameTaken(Exception):
    """Something of this name stands there already."""


@dataclass(frozen=True)
class ProgrammeDetails:
    """What a programme is called, from when to when it lasts, who decided it, when and under which number."""

    name: str
    begins_on: date
    ends_on: date
    body: str
    decision_on: date
    decision_number: str


def approve_programme(
    *, actor: Actor, organisation: Organisation, details: ProgrammeDetails, at: datetime
) -> Programme:
    """The new programme of the union, or of a region, without stages yet.

    Raises PowerMissing, NotAnOwner, OrganisationClosed, DaysOutOfOrder, DayNotCome, NameTaken.
    """
    if organisation.level not in (Level.UNION, Level.REGION):
        raise NotAnOwner
    refuse_wrong_days(details=details, at=at)
    with transaction.atomic():
        held = hold_open(organisation_id=organisation.pk)
        actor.require(Power.KEEP_PROGRAMME, at=held)
        try:
            with transaction.atomic():
                made = Programme.objects.create(organisation=held, approved_at=at, **asdict(details))
        except IntegrityError:
            raise NameTaken from None
        _, after = changes({}, asdict(details))
        write_down(actor=actor, verb="programme_approved", of=made, at=at, after=after)
    return made


def refuse_wrong_days(*, details: ProgrammeDetails, at: datetime) -> None:
    """Raise DaysOutOfOrder, DayNotCome: a decision lies behind, what it decides may lie ahead."""
    if details.ends_on < details.begins_on:
        raise DaysOutOfOrder
    refuse_future_day(on=details.decision_on, at=at)
