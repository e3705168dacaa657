"""Who chairs an organisation, and how it is reached, from a day on."""

from dataclasses import dataclass
from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.organisations.actions.refuse_future_day import refuse_future_day
from edinstvo.registry.organisations.actions.state_change import state_change
from edinstvo.registry.organisations.models import Contact, Organisation
from edinstvo.registry.organisations.permissions import require_stating_figures

FIELDS = ("chair_last_name", "chair_first_name", "chair_middle_name", "phone", "email", "address")


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The fields of a `Contact`: what is not known is empty."""

    chair_last_name: str = ""
    chair_first_name: str = ""
    chair_middle_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def state_contacts(
    *,
    actor: Actor,
    organisation: Organisation,
    contacts: Reached,
    on: date,
    at: datetime,
    decision: str,
    expected_version: int,
) -> Organisation:
    """State whom to turn to there from the day `on` until said otherwise; return the organisation.

    The same day again is a correction. Said twice, done once. Raises PowerMissing, DayNotCome, BeforeFounding,
    OrganisationClosed, NothingChanges, EditedMeanwhile.
    """
    require_stating_figures(actor, organisation)
    refuse_future_day(on=on, at=at)
    said = Contact(organisation=organisation, valid_from=on, known_since=at, decision=decision, **vars(contacts))
    return state_change(
        actor=actor,
        verb="organisation_contacts_stated",
        said=said,
        fields=FIELDS,
        expected_version=expected_version,
        require=require_stating_figures,
    )
