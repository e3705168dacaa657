"""Give back the stays that a merge took: under their old numbers, with the days they had."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from edinstvo.registry.members.actions.join_stays import (
    hand_over,
    known_categories,
    put_categories,
)
from edinstvo.registry.members.actions.keep_version import keep_version
from edinstvo.registry.members.actions.open_membership import refuse_without_members
from edinstvo.registry.members.actions.remember import Memory, give_back, recalled, told
from edinstvo.registry.members.models import CategoryFact, Membership
from edinstvo.registry.organisations.models import Organisation


class StandsOnMerge(Exception):
    """A stay that the merge took over or widened has other days by now, or is gone; `stay` is it, if there is one."""

    def __init__(self, *, stay: Membership | None) -> None:
        super().__init__("a stay of the merge has changed since")
        self.stay = stay


def refuse_changed_stays(*, memory: Memory, stays: Mapping[int, Membership]) -> None:
    """Raise StandsOnMerge unless every stay of the merge still has the days that the merge left it with.

    `stays` are those of the kept person, by id.
    """
    for each in (*memory["moved"], *memory["widened"]):
        stay, days = stays.get(each["id"]), recalled(Membership, each["days"])
        if stay is None or told(stay, names=days) != days:
            raise StandsOnMerge(stay=stay)
    if not stays.keys() - {each["id"] for each in memory["moved"]}:
        raise StandsOnMerge(stay=None)


def part_stays(
    *,
    memory: Memory,
    stays: Sequence[Membership],
    organisations: Mapping[int, Organisation],
    to_id: int,
    at: datetime,
) -> None:
    """Give the stays back to the person `to_id`, who is there again.

    `stays` are those of the kept person, `organisations` are held. Raises OrganisationKeepsNoMembers where an open stay
    would come back to a closed organisation.
    """
    of = {stay.pk: stay for stay in stays}
    for each in memory["widened"]:
        _narrow(of[each["id"]], each, at)
    for each in memory["moved"]:
        hand_over(of[each["id"]], to_id=to_id, at=at)
    for each in memory["absorbed"]:
        _again(each, organisations, to_id, at)


def _narrow(stay: Membership, memory: Memory, at: datetime) -> None:
    if give_back(stay, before=memory["before"], after=memory["after"]):
        keep_version(row=stay, at=at)
        if not stay.is_open:
            stay.suspended_on = stay.resumes_on = None
        stay.save()
    was, became = (_from_json(categories) for categories in memory["categories"])
    if was != became and known_categories(stay.pk) == became:
        put_categories(stay_id=stay.pk, categories=was, at=at)


def _again(memory: Memory, organisations: Mapping[int, Organisation], to_id: int, at: datetime) -> None:
    """The absorbed stay, in the organisation where that stands today."""
    stay = Membership(**recalled(Membership, memory["row"]))
    stay.organisation = organisations[stay.organisation_id]
    if stay.is_open:
        refuse_without_members(stay.organisation)
    for name, id_ in stay.organisation.branch_columns.items():
        setattr(stay, name, id_)
    stay.person_id, stay.known_since, stay.version = to_id, at, stay.version + 1
    stay.save(force_insert=True)
    put_categories(stay_id=stay.pk, categories=_from_json(memory["categories"]), at=at)


def _from_json(categories: Sequence[Sequence[str]]) -> list[tuple[str, object]]:
    day = CategoryFact._meta.get_field("valid_from")
    return [(category, day.to_python(text)) for category, text in categories]
