"""Which rows were merged into which."""

from collections.abc import Iterable, Mapping

from edinstvo.registry.members.models import PersonMerge


def merges_of(*, person_id: int) -> list[PersonMerge]:
    """The merges that stand and that this row was kept in, the newest first. The caller has seen the person already."""
    return list(PersonMerge.objects.filter(PersonMerge.STANDS, kept_id=person_id).defer("memory").order_by("-pk"))


def kept_instead(*, person_ids: Iterable[int]) -> dict[int, int]:
    """For each of the ids that was merged away, the id that leads to the person today; no entry for the others."""
    into: dict[int, int] = {}
    asked = set(person_ids)
    first = frozenset(asked)
    while asked:
        rows = PersonMerge.objects.filter(PersonMerge.STANDS, other_id__in=asked).values_list("other_id", "kept_id")
        step = dict(rows)
        into |= step
        asked = set(step.values()) - into.keys()
    return {id_: _end_of(id_, into) for id_ in first & into.keys()}


def _end_of(id_: int, into: Mapping[int, int]) -> int:
    while id_ in into:
        id_ = into[id_]
    return id_


def merged_ids(*, person_id: int) -> list[int]:
    """The ids of all rows that are this person by now, this one first."""
    ids, newest = [person_id], [person_id]
    while newest:
        rows = PersonMerge.objects.filter(PersonMerge.STANDS, kept_id__in=newest)
        newest = list(rows.values_list("other_id", flat=True))
        ids += newest
    return ids
