"""Let those above look at the records of the shown chairs, so that each of them finds out who looked."""

from collections.abc import Mapping
from datetime import date, timedelta

from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.actions.note_reading import note_reading
from edinstvo.foundation.journal.models import Reading
from edinstvo.registry.members.models import Person
from edinstvo.registry.organisations.models import Organisation
from edinstvo.sites.demonstration.actions.world import World

# Who looked how many days ago, and what for.
_LOOKS = (
    ("auditor", 12, Reading.Purpose.INSPECTING),
    ("region", 5, Reading.Purpose.KEEPING),
    ("district", 2, Reading.Purpose.KEEPING),
)


def look_at_chairs(*, world: World, chairs: Mapping[int, int], today: date) -> None:
    """`chairs` are {organisation: person}; whoever may not see the organisation does not look."""
    people = Person.objects.in_bulk(list(chairs.values()))
    places = Organisation.objects.in_bulk(list(chairs))
    for login, days, purpose in _LOOKS:
        for place_id, person_id in chairs.items():
            place = places[place_id]
            if login in world.users and world.actor(login).may(Power.SEE_MEMBERS, at=place):
                note_reading(
                    actor=world.actor(login),
                    how=Reading.How.OPENED,
                    purpose=purpose,
                    words=people[person_id].full_name,
                    person_id=person_id,
                    at_place=place,
                    at=world.office_hour(today - timedelta(days=days)),
                )
