"""Under which numbers a person was to be seen, and when: their own, and those of records merged with theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from edinstvo.registry.members.models import PersonMerge


@dataclass(frozen=True)
class Span:
    """Whoever looked at this number from `since` on and before `until` looked at the person; None: at any time."""

    person_id: int
    since: datetime | None = None
    until: datetime | None = None

    def at(self, moment: str) -> Q:
        """The rows whose field `moment` lies in the span."""
        wanted = Q()
        if self.since is not None:
            wanted &= Q(**{f"{moment}__gte": self.since})
        if self.until is not None:
            wanted &= Q(**{f"{moment}__lt": self.until})
        return wanted


def spans_of(*, person_id: int) -> list[Span]:
    """The numbers of a present person. One query where nothing was ever merged with theirs.

    The caller has seen the person already.
    """
    found: dict[int, PersonMerge] = {}
    asked, newest = {person_id}, {person_id}
    while newest:
        rows = PersonMerge.objects.filter(Q(kept_id__in=newest) | Q(other_id__in=newest)).defer("memory")
        found |= {row.pk: row for row in rows}
        newest = {id_ for row in found.values() for id_ in (row.kept_id, row.other_id)} - asked
        asked |= newest
    return list(spans(person_id, list(found.values())))


def spans(person_id: int, merges: Iterable[PersonMerge]) -> Iterator[Span]:
    """What the merges, standing and taken back, make of one number.

    A record that stands merged into this one is this person, so what was theirs before is too. While a record that has
    been taken apart again was a part of another, whoever looked at that other one saw it as well.
    """
    merges = list(merges)
    own, newest = [person_id], [person_id]
    while newest:
        newest = [one.other_id for one in merges if one.split_at is None and one.kept_id in newest]
        own += newest
    for number in own:
        yield Span(number)
        yield from _shared(Span(number), merges)


def _shared(mine: Span, merges: list[PersonMerge]) -> Iterator[Span]:
    """When the record was a part of others, and they of others still."""
    for one in merges:
        if one.other_id != mine.person_id or one.split_at is None:
            continue
        since = one.merged_at if mine.since is None else max(mine.since, one.merged_at)
        until = one.split_at if mine.until is None else min(mine.until, one.split_at)
        if since < until:
            part = Span(one.kept_id, since, until)
            yield part
            yield from _shared(part, merges)
