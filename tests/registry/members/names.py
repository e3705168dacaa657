"""What people and their stays say of their other names, against the names themselves."""

from edinstvo.registry.members.models import Membership, NameAlias, Person
from edinstvo.registry.members.rules.people import joined_keys


def names_wrongly_told() -> list[Person | Membership]:
    """The rows that say anything else than the aliases of their people."""
    keys: dict[int, list[str]] = {}
    for person_id, key in NameAlias.objects.values_list("person_id", "key"):
        keys.setdefault(person_id, []).append(key)
    people = [one for one in Person.objects.all() if one.other_keys != joined_keys(keys.get(one.pk, ()))]
    stays = [one for one in Membership.objects.all() if one.other_keys != joined_keys(keys.get(one.person_id, ()))]
    return [*people, *stays]
