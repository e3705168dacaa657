"""Rows of other slices that lie where their organisation lies: found by their mark, never by their name.

A model says `FOLLOWS_ITS_ORGANISATION = True` when it has `organisation_id` and the three branch columns; one whose
rows are people on record also says who of them counts on a day (`counted_on`) and in the workforce (`in_workforce`).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Protocol, runtime_checkable

from django.apps import apps
from django.db.models import Manager, Model, Q


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
