"""Rows of other slices that lie where their organisation lies: found by their mark, never by their name.

A model says `FOLLOWS_ITS_ORGANISATION = True` when it has `organisation_id` and the three branch columns; one whose
rows are people on record also has the day `ended_on`, None while it goes on, and says who of them counts on a day
(`counted_on`) and in the workforce (`in_workforce`).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Protocol, runtime_checkable

from django.apps import apps
from django.db.models import Count, Manager, Max, Model, Q


@runtime_checkable
class OnRecord(Protocol):
    """A placed model whose rows are people on the record of organisations."""

    objects: ClassVar[Manager[Any]]

    def counted_on(self, day: date) -> Q: ...
    def in_workforce(self) -> Q: ...


def placed_models() -> list[type[Model]]:
    """Every model marked to follow its organisation, in the order of their tables."""
    marked = [model for model in apps.get_models() if getattr(model, "FOLLOWS_ITS_ORGANISATION", False)]
    return sorted(marked, key=lambda model: model._meta.db_table)


def people_models() -> Iterator[OnRecord]:
    """Those of them whose rows are people on record."""
    for model in placed_models():
        if isinstance(model, OnRecord):
            yield model


def left_after(organisation_id: int, *, on: date) -> tuple[int, date | None]:
    """How many stays on record of the organisation itself ended later than that day, and when the last of them did."""
    count, last = 0, None
    for model in people_models():
        later = model.objects.filter(organisation_id=organisation_id, ended_on__gt=on)
        found = later.aggregate(count=Count("pk"), last=Max("ended_on"))
        count += found["count"]
        last = max((day for day in (last, found["last"]) if day is not None), default=None)
    return count, last
