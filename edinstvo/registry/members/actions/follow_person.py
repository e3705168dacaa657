"""Let the rows of all slices that point to a person point to another one: found by their key, never by their name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model

from edinstvo.registry.members.models import Membership, NameAlias, Person

# Ours, joined with a rule of their own.
_JOINED = (Membership, NameAlias)


class RowsInTheWay(Exception):
    """Both have what one person has once (a login, an open mandate of one office); `model` is the table's name."""

    def __init__(self, *, model: str) -> None:
        super().__init__(f"both have a row of {model}")
        self.model = model


def follow_person(*, from_id: int, to_id: int) -> dict[str, list[int]]:
    """Turn every row to the other person; returns the ids of the rows by "app.Model.field". Raises RowsInTheWay."""
    followed: dict[str, list[int]] = {}
    for key in pointing():
        model, name = key.model, key.name
        rows = model._base_manager.filter(**{name: from_id})
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        if ids:
            followed[f"{model._meta.label}.{name}"] = ids
            _turn(model, name, ids, from_id, to_id)
    return followed


def follow_back(*, from_id: int, to_id: int, followed: Mapping[str, Sequence[int]]) -> None:
    """Turn those of the rows that are still there and still point to the person. Raises RowsInTheWay."""
    for label, ids in followed.items():
        model, name = label.rsplit(".", 1)
        _turn(apps.get_model(model), name, ids, from_id, to_id)


def pointing() -> Iterator["ForeignKey[Any, Any]"]:
    """Every key to Person of whatever slice, but those of stays and names; each row of a table that inherits once."""
    for model in sorted(apps.get_models(), key=lambda model: model._meta.db_table):
        if model not in _JOINED:
            for field in model._meta.local_fields:
                if isinstance(field, ForeignKey) and field.related_model is Person:
                    yield field


def _turn(model: type[Model], name: str, ids: Sequence[Any], from_id: int, to_id: int) -> None:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=ids, **{name: from_id}).update(**{name: to_id})
    except IntegrityError as error:
        raise RowsInTheWay(model=model._meta.label) from error
