"""Say of which type an organisation is from a day on."""

from datetime import date, datetime

from django.db import transaction

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.hold_branch import hold_structure
from edinstvo.registry.organisations.actions.refuse_disorder import refuse_disorder
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.refuse_no_decision import refuse_no_decision
from edinstvo.registry.organisations.actions.refuse_other_version import refuse_other_version
from edinstvo.registry.organisations.actions.state_change import fact_of, refuse_day, save_with, write_change
from edinstvo.registry.organisations.actions.state_fact import state_fact
from edinstvo.registry.organisations.models import LEVEL_OF, Organisation, OrganisationKind, OrganisationType
from edinstvo.registry.organisations.permissions import require_managing


class TypeUnchanged(Exception):
    """The organisation was of this very type on that day."""


class LevelWouldChange(Exception):
    """An organisation keeps its level: its ИНПО says it, powers are given on it, people are counted by it."""


def change_type(
    *,
    actor: Actor,
    organisation: Organisation,
    type: OrganisationType,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
) -> Organisation:
    """State the type that the organisation is of from the day `on`, until its next change; return it as it stands.

    Within its level only: a primary gets territorial rights, a regional one becomes interregional. The day of a former
    change corrects that one. Said twice, done once. Raises PowerMissing, DayNotCome, DecisionMissing, LevelWouldChange,
    BeforeFounding, OrganisationClosed, TypeUnchanged, EditedMeanwhile, and what `refuse_disorder` raises.
    """
    require_managing(actor, organisation)
    refuse_future_day(on=on, at=at)
    refuse_no_decision(decision=decision)
    with transaction.atomic():
        hold_structure()
        # A full lock: whoever founds something below looks at the type.
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        require_managing(actor, held)
        said = OrganisationKind(organisation=held, type=type, valid_from=on, known_since=at, decision=decision)
        was = fact_of(said, on=on)
        if was is not None and (was.valid_from, was.type) == (on, type):
            return held
        refuse_other_version(organisation=held, expected_version=expected_version)
        refuse_day(organisation=held, on=on)
        if was is None or OrganisationType.UNION in (was.type, type) or LEVEL_OF[was.type] != LEVEL_OF[type]:
            raise LevelWouldChange
        if was.type == type:
            raise TypeUnchanged
        state_fact(fact=said)
        refuse_disorder(organisation=held, besides_below=True)
        latest = fact_of(said, on=date.max)
        save_with(organisation=held, type=latest.type if latest else type)
        write_change(actor=actor, verb="organisation_type_changed", held=held, was=was, said=said, fields=("type",))
    return held
