"""Ask whether somebody of a name and a birth date is on record anywhere in the union, and note who was told so."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.rules.people import PersonDetails, name_key

_ASK = "SELECT person, stay, goes_on FROM members_known(%s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Known:
    """Ids of the people of this name and birth date, the oldest row first, and of their stays.

    `open_stay` is one that goes on, None where none does.
    """

    people: tuple[int, ...] = ()
    open_stay: int | None = None


def ask_whether_known(*, actor: Actor, person: PersonDetails, at: datetime) -> Known:
    """The only question that is asked beyond the actor's branches (docs/decisions/0023), in one statement.

    The database notes it for each person found whom the actor does not see. Without a birth date nobody is known, and
    whose СНИЛС is another one is somebody else.
    """
    if person.birth_date is None:
        return Known()
    key = name_key(last_name=person.last_name, first_name=person.first_name, middle_name=person.middle_name)
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [key, person.birth_date, person.snils, at, actor.name, actor.address])
        rows = cursor.fetchall()
    going_on = [stay for _person, stay, goes_on in rows if stay is not None and goes_on]
    return Known(
        people=tuple(dict.fromkeys(person_id for person_id, *_stay in rows)),
        open_stay=min(going_on, default=None),
    )
