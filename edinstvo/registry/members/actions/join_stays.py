"""Give the stays of one person to another: taken over as they are, or absorbed by a stay on the same days."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.actions.remember import Memory, differing, told
from edinstvo.registry.members.models import CategoryFact, Membership
from edinstvo.registry.members.queries.pairs import Pair, categories_of
from edinstvo.registry.members.rules.people import MembershipDetails, merged_values

DETAILS = tuple(MembershipDetails.__dataclass_fields__)
ENDS = ("ended_on", "end_reason", "end_decision")
DAYS = ("organisation_id", "registered_on", *ENDS)
# A category and the first day it holds, as a merge remembers them.
Categories = list[tuple[str, Any]]


def join_stays(*, pair: Pair, into: Mapping[int, Membership], chosen: Collection[str], at: datetime) -> Memory:
    """Join the locked stays; returns what a split needs of it.

    `into` says which stay (by id) of the other person is absorbed by which stay of the kept one; `chosen` names the
    fields in which the other's stay is right.
    """
    moved = [stay for stay in pair.other_stays if stay.pk not in into]
    absorbed = [stay for stay in pair.other_stays if stay.pk in into]
    gone = {stay.pk: _absorbed(stay, at) for stay in absorbed}
    memory: Memory = {"absorbed": list(gone.values()), "widened": []}
    for keeping in {stay.pk: stay for stay in into.values()}.values():
        taken = [(stay, gone[stay.pk]["categories"]) for stay in absorbed if into[stay.pk] is keeping]
        memory["widened"].append(_widen(keeping, taken, chosen, at))
    for stay in moved:
        hand_over(stay, to_id=pair.kept.pk, at=at)
    memory["moved"] = [{"id": stay.pk, "days": told(stay, names=DAYS)} for stay in moved]
    return memory


def hand_over(stay: Membership, *, to_id: int, at: datetime) -> None:
    """Let the stay be the other person's; days and organisation stay as they are."""
    keep_version(row=stay, at=at)
    stay.person_id = to_id
    stay.save()


def widened(keeping: Membership, other: Membership, chosen: Collection[str]) -> dict[str, Any]:
    """The values of one stay made of two that share days in one organisation."""
    values = merged_values(vars(keeping), vars(other), DETAILS, chosen=chosen)
    joined = [day for day in (keeping.joined_on, other.joined_on) if day is not None]
    values["joined_on"] = min(joined, default=None)
    values["registered_on"] = min(keeping.registered_on, other.registered_on)
    last = max((keeping, other), key=lambda stay: (stay.is_open, stay.ended_on or stay.registered_on))
    return values | {name: getattr(last, name) for name in ENDS}


def put_categories(*, stay_id: int, categories: Categories, at: datetime) -> None:
    """Close what is known of the categories of a stay, and know these instead."""
    CategoryFact.objects.filter(membership_id=stay_id, known_until__isnull=True).update(known_until=at)
    CategoryFact.objects.bulk_create(
        CategoryFact(membership_id=stay_id, category=category, valid_from=day, known_since=at)
        for category, day in categories
    )


def known_categories(stay_id: int) -> Categories:
    """What is known of the categories of a stay, the oldest first."""
    return [(fact.category, fact.valid_from) for fact in categories_of(stay_id)]


def categories_since(stay_id: int, day: date) -> Categories:
    """What is known of the categories of a stay from the day on: the one of that day first, as of that day."""
    known = known_categories(stay_id)
    before = [category for category, since in known if since <= day]
    return [*((category, day) for category in before[-1:]), *(each for each in known if each[1] > day)]


def _absorbed(stay: Membership, at: datetime) -> Memory:
    """The stay goes; its versions and its closed categories say what was known of it."""
    memory = {"row": told(stay), "categories": known_categories(stay.pk)}
    keep_version(row=stay, at=at)
    put_categories(stay_id=stay.pk, categories=[], at=at)
    Membership.objects.filter(pk=stay.pk).delete()
    return memory


def _widen(
    keeping: Membership, taken: Iterable[tuple[Membership, Categories]], chosen: Collection[str], at: datetime
) -> Memory:
    """Let the stay hold the days of those it absorbs, each given with its categories."""
    names = (*DETAILS, "registered_on", *ENDS)
    stood, categories = told(keeping, names=names), known_categories(keeping.pk)
    became = categories
    keep_version(row=keeping, at=at)
    for other, categories_there in taken:
        values = widened(keeping, other, chosen)
        if values["category"] != keeping.category:
            became = categories_there
        for name, value in values.items():
            setattr(keeping, name, value)
    keeping.save()
    if became:
        (category, day), *later = became
        became = [(category, min(day, keeping.registered_on)), *later]
    if became != categories:
        put_categories(stay_id=keeping.pk, categories=became, at=at)
    before, after = differing(stood, told(keeping, names=names))
    days = told(keeping, names=DAYS)
    return {"id": keeping.pk, "days": days, "before": before, "after": after, "categories": [categories, became]}
