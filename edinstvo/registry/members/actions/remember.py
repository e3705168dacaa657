"""Rows as JSON and back: what a merge keeps so that it can be taken back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

Memory = dict[str, Any]


def told(row: Model, *, names: Iterable[str] | None = None) -> Memory:
    """The columns of a row by name, or only these; dates go into JSON as they are (DjangoJSONEncoder)."""
    columns = [field.attname for field in row._meta.concrete_fields] if names is None else names
    return {name: getattr(row, name) for name in columns}


def recalled(model: type[Model], values: Mapping[str, Any]) -> Memory:
    """The values as Python has them, from their JSON."""
    return {name: model._meta.get_field(name).to_python(value) for name, value in values.items()}  # type: ignore[union-attr]  # columns all


def differing(before: Memory, after: Memory) -> tuple[Memory, Memory]:
    """Of two tellings of one row, only what differs."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def give_back(row: Model, *, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Set what the merge had changed to what it was, but what was changed again since; returns the names set."""
    was, became = recalled(type(row), before), recalled(type(row), after)
    names = [name for name in became if getattr(row, name) == became[name]]
    for name in names:
        setattr(row, name, was[name])
    return names
