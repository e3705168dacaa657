"""What everything that is asked of a whole list has in common: who asks where, as many as were agreed to, the work."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.actions.start_work import start_work
from edinstvo.registry.members.models import ActOnMany, AskedOfMany, Membership
from edinstvo.registry.members.queries.asked import MOST_AT_ONCE, at_most, places_for
from edinstvo.registry.members.queries.kept_filters import as_json
from edinstvo.registry.members.queries.narrowing import Filters


class CountChanged(Exception):
    """The list is not as long as it was when its number was agreed to; `count` is the present one."""

    def __init__(self, *, count: int) -> None:
        super().__init__(f"there are {count} now")
        self.count = count


class TooMany(Exception):
    """More than MOST_AT_ONCE."""


def as_many_as_agreed(rows: QuerySet[Membership], *, expected: int) -> list[int]:
    """The stays of the list, by id. Raises TooMany, CountChanged."""
    ids = list(at_most(rows).values_list("pk", flat=True))
    if len(ids) > MOST_AT_ONCE:
        raise TooMany
    if len(ids) != expected:
        raise CountChanged(count=len(ids))
    return ids


def columns_of(*, actor: Actor, power: Power, filters: Filters, words: str, at: datetime) -> dict[str, Any]:
    """What AskedOfMany keeps of the question, `words` being the same in the asker's language.

    Without a place it is about every branch in which the actor has the power. Raises PowerMissing.
    """
    places = places_for(power, organisation=filters.organisation, seen_by=actor)
    if not places:
        raise PowerMissing(power=power)
    return {
        "filters": as_json(filters),
        "words": words[:600],
        "place_ids": [place.pk for place in places],
        "asked_by_id": actor.user_id,
        "asked_by_name": actor.name,
        "asked_at": at,
    }


def write_lines(act: ActOnMany, ids: Collection[int]) -> None:
    """Write down who is concerned, each as a line that waits."""
    line = act.lines.model
    line._default_manager.bulk_create([line(act=act, membership_id=id_) for id_ in ids], batch_size=5000)


def start(asked: AskedOfMany, *, actor: Actor, kind: str, title: str, name: str = "act") -> None:
    """Start the work that does it, in the transaction that wrote it down; the job finds its id under `name`."""
    work = start_work(actor=actor, kind=kind, title=title, parameters={name: asked.pk}, at=asked.asked_at)
    asked.work_id = work.pk
    asked.save(update_fields=["work_id"])
