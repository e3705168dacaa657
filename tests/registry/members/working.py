"""Second workplaces stated by the tests."""

from datetime import date, datetime

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.actions.state_workplace import Workplace, state_workplace
from edinstvo.registry.members.models import Membership, SecondWorkplace
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY

SINCE = date(2026, 3, 1)


def works_too(
    stay: Membership,
    place: Organisation | str,
    *,
    since: date = SINCE,
    actor: Actor = OPERATOR,
    at: datetime = NOW,
) -> SecondWorkplace:
    """The member works in the place besides, an organisation or an employer in words."""
    if isinstance(place, str):
        said = Workplace(employer=place, position="Концертмейстер", since=since)
    else:
        said = Workplace(organisation_id=place.pk, position="Учитель музыки", since=since)
    return state_workplace(actor=actor, stay_id=stay.pk, said=said, on=TODAY, at=at)
