"""State in what kind of institution each primary of a branch stands, and how many work and study there year by year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from math import ceil
from random import Random

from django.db.models import Count, Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.registry.members.models import Category, Membership
from edinstvo.registry.organisations.actions.state_many import state_many
from edinstvo.registry.organisations.models import PRIMARY_TYPES, Organisation, OrganisationInstitution, Workforce
from edinstvo.sites.demonstration.rules.institutions import Kind

_REPORT = "Сводный статистический отчёт"
# One of ten has never said how many work there; of those who did, this share are members: at least, usually, at most.
_SILENT, _MEMBERS = 0.1, (0.45, 0.8, 0.97)
# By how much that share differs from one year to the next, at most.
_DRIFT = 0.03


def state_institutions(
    *, actor: Actor, head: Organisation, kinds: Mapping[int, Kind], days: Sequence[date], rng: Random, at: datetime
) -> None:
    """`kinds` by the ids of organisations below `head`: those of them that are primaries and stand are stated.

    The workforce is as large as the members who counted on each of the days make believable. A dozen statements.
    """
    standing = list(Organisation.objects.filter(pk__in=kinds, type__in=PRIMARY_TYPES, closed_on=None).order_by("pk"))
    institutions = [
        OrganisationInstitution(
            organisation=one, valid_from=one.founded_on, known_since=at, institution=kinds[one.pk].institution
        )
        for one in standing
    ]
    members = _members(standing, days)
    workforces = [fact for one in standing for fact in _workforces(one, members.get(one.pk, {}), rng, at)]
    state_many(actor=actor, head=head, facts=[*institutions, *workforces])


def _members(primaries: Sequence[Organisation], days: Sequence[date]) -> dict[int, dict[date, tuple[int, int]]]:
    """By each of the primaries: how many members who worked and who studied there counted on each of the days."""
    studies = Q(category=Category.STUDENT)
    counts = {
        f"{word}_{number}": Count("pk", filter=Membership.counted_on(day) & who)
        for number, day in enumerate(days)
        for word, who in (("work", ~studies), ("study", studies))
    }
    stays = Membership.objects.filter(Membership.in_workforce(), primary__in=primaries)
    rows = stays.values("primary_id").order_by("primary_id").annotate(**counts)
    return {
        row["primary_id"]: {day: (row[f"work_{number}"], row[f"study_{number}"]) for number, day in enumerate(days)}
        for row in rows
    }


def _workforces(
    one: Organisation, members: Mapping[date, tuple[int, int]], rng: Random, at: datetime
) -> Iterator[Workforce]:
    """What the primary stated on each of the days on which it had members."""
    is_silent, share = rng.random() < _SILENT, rng.triangular(_MEMBERS[0], _MEMBERS[2], _MEMBERS[1])
    for day, (workers, students) in members.items():
        share = min(max(share + rng.uniform(-_DRIFT, _DRIFT), _MEMBERS[0]), 1)
        if not is_silent and workers + students and day >= one.founded_on:
            yield Workforce(
                organisation=one,
                valid_from=day,
                known_since=at,
                decision=_REPORT,
                workers=ceil(workers / share),
                students=ceil(students / share),
            )
