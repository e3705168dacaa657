"""Let one person be found under every name that two rows bore, and take that back."""

from collections.abc import Iterator

from edinstvo.registry.members.actions.copy_search_keys import FormerName, learn_names
from edinstvo.registry.members.actions.remember import Memory, recalled
from edinstvo.registry.members.models import NameAlias, Person
from edinstvo.registry.members.rules.people import surname_parts

_KEPT = ("kind", "name", "key", "until")


def join_names(*, kept: Person, other: Person, former: FormerName) -> Memory:
    """Add the other row's names to the saved kept one, and the name it bore before (`former`), if that is not its own.

    Returns the other's aliases, and (kind, key) of those that were added.
    """
    theirs = list(NameAlias.objects.filter(person=other).exclude(kind=NameAlias.Kind.PART).values(*_KEPT))
    NameAlias.objects.filter(person=other).delete()
    known = set(NameAlias.objects.filter(person=kept).values_list("kind", "key"))
    wanted = [*theirs, *_merged_names(kept, other, former)]
    new = {(alias["kind"], alias["key"]): alias for alias in wanted if (alias["kind"], alias["key"]) not in known}
    NameAlias.objects.bulk_create(NameAlias(person=kept, **alias) for alias in new.values())
    learn_names(person=kept)
    return {"theirs": theirs, "added": [list(which) for which in new]}


def part_names(*, kept: Person, other: Person, memory: Memory) -> None:
    """Take from the kept person what was added, and give the other one back what was theirs."""
    for kind, key in memory["added"]:
        NameAlias.objects.filter(person=kept, kind=kind, key=key).delete()
    NameAlias.objects.bulk_create(NameAlias(person=other, **recalled(NameAlias, alias)) for alias in memory["theirs"])
    for person in (kept, other):
        learn_names(person=person)


def _merged_names(kept: Person, other: Person, former: FormerName) -> Iterator[Memory]:
    """The two names that stood until now, where the merged row bears another, and the parts of the other's surname."""
    for name, key in ((other.full_name, other.name_key), (former.name, former.key)):
        if key != kept.name_key:
            yield _alias(name, key)
    for part in surname_parts(other.last_name):
        if part not in surname_parts(kept.last_name):
            yield _alias(other.last_name, part)


def _alias(name: str, key: str) -> Memory:
    return {"kind": NameAlias.Kind.MERGED.value, "name": name, "key": key, "until": None}
