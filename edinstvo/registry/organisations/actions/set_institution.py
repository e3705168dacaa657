"""In what kind of institution an organisation stands, from a day on."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.state_change import state_change
from edinstvo.registry.organisations.models import Institution, Organisation, OrganisationInstitution
from edinstvo.registry.organisations.permissions import require_managing


def set_institution(
    *,
    actor: Actor,
    organisation: Organisation,
    institution: Institution,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
) -> Organisation:
    """State the kind of institution that it stands in, from the day `on` until said otherwise; return the organisation.

    The same day again is a correction. Said twice, done once. Raises PowerMissing, DayNotCome, BeforeFounding,
    OrganisationClosed, NothingChanges, EditedMeanwhile.
    """
    require_managing(actor, organisation)
    refuse_future_day(on=on, at=at)
    said = OrganisationInstitution(organisation=organisation, valid_from=on, known_since=at, decision=decision)
    said.institution = institution
    return state_change(
        actor=actor,
        verb="organisation_institution_set",
        said=said,
        fields=("institution",),
        expected_version=expected_version,
        require=require_managing,
    )
