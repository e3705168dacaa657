"""Lock people with everything that is said of them, in the order that a merge and a split keep (ADR 0014)."""

from collections.abc import Collection
from dataclasses import dataclass

from edinstvo.registry.members.actions.change_member import NotOnRecordHere
from edinstvo.registry.members.actions.identity_lock import hold_identity, wait_for_lists
from edinstvo.registry.members.models import Membership, Person
from edinstvo.registry.organisations.actions.hold_open import hold_several
from edinstvo.registry.organisations.models import Organisation


class RecordsChanged(Exception):
    """One of the records was saved since somebody looked at them: look again, then merge."""


@dataclass(frozen=True)
class Locked:
    """People by id and all their stays in the order of ids, with the organisations held, by id."""

    people: dict[int, Person]
    stays: list[Membership]
    organisations: dict[int, Organisation]


def lock_people(*, ids: Collection[int], also_at: Collection[int] = ()) -> Locked:
    """Lock the people and their stays; `also_at` are organisations to hold besides theirs.

    Raises NotOnRecordHere where one of them is gone, RecordsChanged where a stay began meanwhile.
    """
    rows = Membership.objects.filter(person_id__in=ids)
    held = hold_several(ids={*rows.values_list("organisation_id", flat=True), *also_at})
    wait_for_lists()
    names = Person.objects.filter(pk__in=ids).values_list("last_name", "first_name", "birth_date")
    for last_name, first_name, birth_date in sorted(names, key=str):
        hold_identity(last_name=last_name, first_name=first_name, birth_date=birth_date)
    people = {one.pk: one for one in Person.objects.filter(pk__in=ids).select_for_update().order_by("pk")}
    if len(people) < len(set(ids)):
        raise NotOnRecordHere
    # Nobody can add a stay of theirs any more; one that was added since their organisations were looked up is told.
    stays = list(rows.select_for_update().order_by("pk"))
    for stay in stays:
        if stay.organisation_id not in held:
            raise RecordsChanged
        stay.organisation, stay.person = held[stay.organisation_id], people[stay.person_id]
    return Locked(people=people, stays=stays, organisations=held)
