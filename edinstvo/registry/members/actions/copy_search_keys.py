"""Copy what a person is searched by onto the open membership, and teach the dictionary the surname."""

from collections.abc import Iterable

from edinstvo.registry.members.models import Membership, NameAlias, Person, SurnameDeletion
from edinstvo.registry.members.rules import (
    ESSENTIALS,
    deletions,
    given_key,
    missing_essentials,
    name_key,
    phone_tail,
    surname_parts,
)


def copy_search_keys(*, person: Person, membership: Membership | None) -> None:
    """Set the keys of both rows from the person's names (neither is saved here)."""
    person.name_key = name_key(last_name=person.last_name, first_name=person.first_name, middle_name=person.middle_name)
    if membership is None:
        return
    membership.name_key = person.name_key
    membership.given_key = given_key(first_name=person.first_name, middle_name=person.middle_name)
    membership.birth_date = person.birth_date
    membership.phone = person.phone
    membership.phone_tail = phone_tail(person.phone)
    known = {name: getattr(person, name, None) or getattr(membership, name, None) for name in ESSENTIALS}
    membership.is_incomplete = bool(missing_essentials(known))


def learn_names(*, person: Person, former: Iterable[tuple[str, str]] = ()) -> None:
    """Store the aliases of a saved person and the surname's entries in the dictionary of typos.

    `former` are (name as written, key) of names they bore before.
    """
    parts = [(NameAlias.Kind.PART, person.last_name, part) for part in surname_parts(person.last_name)]
    parts += [(NameAlias.Kind.FORMER, name, key) for name, key in former]
    NameAlias.objects.bulk_create(
        (NameAlias(person=person, kind=kind, name=name, key=key) for kind, name, key in parts), ignore_conflicts=True
    )
    learn_surnames(surnames=[key.split("  ")[0] for key in [person.name_key, *(key for _, key in former)]])


def learn_surnames(*, surnames: Iterable[str]) -> None:
    """Enter surnames (folded) into the dictionary that finds them with one typo; known ones cost nothing."""
    SurnameDeletion.objects.bulk_create(
        (
            SurnameDeletion(deletion=key, surname=surname)
            for surname in set(surnames)
            for key in set(deletions(surname))
        ),
        ignore_conflicts=True,
    )
