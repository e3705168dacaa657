"""Copy what a person is searched by onto their memberships, and teach the dictionary the surname."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F

from edinstvo.registry.members.actions.spread_other_keys import spread_other_keys
from edinstvo.registry.members.models import Membership, NameAlias, Person, SurnameDeletion
from edinstvo.registry.members.queries.person import present_record
from edinstvo.registry.members.rules.marks import MARKS
from edinstvo.registry.members.rules.people import (
    ESSENTIALS,
    deletions,
    given_key,
    missing_essentials,
    name_key,
    phone_tail,
    surname_parts,
    typo_words,
)

_MANY = 200
# What a stay carries of its person.
COPIES = ("name_key", "given_key", "birth_date", "phone", "phone_tail", "is_incomplete", "other_keys")
# A new union brings thousands of surnames, each with a dozen keys: objects would take ten times as long.
_LEARN = """
INSERT INTO members_surnamedeletion (deletion, surname) SELECT * FROM unnest(%s::text[], %s::text[])
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class FormerName:
    """A name as it was written, its key, and the first day of the next one where somebody said it."""

    name: str
    key: str
    until: date | None = None


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
    membership.other_keys = person.other_keys
    known = {name: getattr(person, name, None) or getattr(membership, name, None) for name in ESSENTIALS}
    membership.is_incomplete = bool(missing_essentials(known))
    for name in MARKS:
        setattr(membership, name, getattr(person, name))


def copy_identity(*, person: Person, besides: Membership) -> None:
    """Write name and birth date onto the person's other memberships: where they were once, they are found by them.

    The phone stays as it was there: it belongs to whoever keeps the person now.
    """
    Membership.objects.filter(person=person).exclude(pk=besides.pk).update(
        name_key=besides.name_key, given_key=besides.given_key, birth_date=besides.birth_date
    )


def spread_keys(*, person: Person) -> None:
    """Copy the keys of a saved person onto all their stays, after stays came to them or left them."""
    present = present_record(person_id=person.pk)
    copy_search_keys(person=person, membership=present)
    present.save()
    copy_identity(person=person, besides=present)


def learn_names(*, person: Person, former: FormerName | None = None) -> None:
    """Store the aliases of a saved person, and the surname's entries in the dictionary of typos.

    All stays of the person come to say under which other keys they are found.
    """
    NameAlias.objects.filter(person=person, kind=NameAlias.Kind.PART).delete()
    aliases = [
        NameAlias(person=person, kind=NameAlias.Kind.PART, name=person.last_name, key=part)
        for part in surname_parts(person.last_name)
    ]
    if former is not None:
        kind = NameAlias.Kind.FORMER
        aliases.append(NameAlias(person=person, kind=kind, name=former.name, key=former.key, until=former.until))
    NameAlias.objects.bulk_create(aliases, ignore_conflicts=True)
    person.other_keys = spread_other_keys(person_ids=[person.pk])[person.pk]
    learn_surnames(surnames=[person.name_key.split("  ")[0]])


def learn_surnames(*, surnames: Iterable[str]) -> None:
    """Enter surnames (folded) into the dictionary that finds them with one typo; known ones cost nothing."""
    words = {word for surname in surnames for word in typo_words(surname)}
    if len(words) > _MANY:
        # Each stands under itself too: one look at each instead of a dozen rows that are there already.
        known = SurnameDeletion.objects.filter(deletion__in=words, surname=F("deletion"))
        words -= set(known.values_list("surname", flat=True))
    # In one order, so that two lists that bring the same surname at once wait for each other and do not deadlock.
    pairs = sorted((key, word) for word in words for key in set(deletions(word)))
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(_LEARN, [list(column) for column in zip(*pairs, strict=True)])
