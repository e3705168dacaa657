"""A regional organisation confirms how many primary organisations it has, each of which the register is to hold."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.state_change import state_change
from edinstvo.registry.organisations.models import REGIONAL_TYPES, ConfirmedStructure, Organisation
from edinstvo.registry.organisations.permissions import require_founding_below


class NotRegional(Exception):
    """Only a regional organisation confirms a structure."""


def confirm_structure(
    *,
    actor: Actor,
    organisation: Organisation,
    primaries: int,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
) -> Organisation:
    """Confirm that many from the day `on` until said otherwise; return the organisation.

    Whether the register holds them all is counted, never stated. The same day again is a correction. Said twice, done
    once. Raises NotRegional, PowerMissing, DayNotCome, BeforeFounding, OrganisationClosed, NothingChanges,
    EditedMeanwhile.
    """
    if organisation.type not in REGIONAL_TYPES:
        raise NotRegional
    require_founding_below(actor, organisation)
    refuse_future_day(on=on, at=at)
    said = ConfirmedStructure(organisation=organisation, valid_from=on, known_since=at, decision=decision)
    said.primaries = primaries
    return state_change(
        actor=actor,
        verb="structure_confirmed",
        said=said,
        fields=("primaries",),
        expected_version=expected_version,
        require=require_founding_below,
    )
