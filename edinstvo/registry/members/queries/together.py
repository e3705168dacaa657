"""Rows of several tables in one statement, put together once: a page that tells a whole life asks once."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

# Stands for the numbers asked about while the statement is put together, each less by one: no id is negative.
_FIRST = -7_310_000


class Together:
    """The rows of each query in its order, by its name: few rows each, with their annotations and no related rows.

    `ask` gets the numbers that it is asked about by their names, and gives the queries. It is called once: only these
    numbers differ from one asking to the next, so nothing else of a query may depend on anything.
    """

    def __init__(self, ask: Callable[..., Mapping[str, QuerySet[Any]]], *about: str) -> None:
        self._ask, self._slots = ask, {_FIRST - place: name for place, name in enumerate(about)}

    def __call__(self, **about: int) -> dict[str, list[Any]]:
        """One statement."""
        statement, values, models = self._put_together
        known = [about[name] if (name := self._slots.get(value)) else value for value in values]
        with connection.cursor() as cursor:
            cursor.execute(statement, known)
            found = cursor.fetchone() or ()
        return {
            name: [_row(model, said) for said in (json.loads(part) if isinstance(part, str) else part)]
            for (name, model), part in zip(models.items(), found, strict=True)
        }

    @cached_property
    def _put_together(self) -> tuple[str, list[Any], dict[str, type[Model]]]:
        """(the statement, its values or what stands for them, the models by the names of the queries)."""
        asked = self._ask(**{name: slot for slot, name in self._slots.items()})
        parts: list[str] = []
        values: list[Any] = []
        for rows in asked.values():
            sql, parameters = rows.query.sql_with_params()
            parts.append(f"(SELECT coalesce(json_agg(row_to_json(part)), '[]') FROM ({sql}) AS part)")  # noqa: S608  # written by the ORM
            values += parameters
        return f"SELECT {', '.join(parts)}", values, {name: rows.model for name, rows in asked.items()}


def _row(model: type[Model], said: dict[str, Any]) -> Model:
    """The row from its columns as JSON has them; what is no column of the table is set beside them."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    row = model(
        **{fields[name].attname: fields[name].to_python(value) for name, value in said.items() if name in fields}
    )
    row._state.adding, row._state.db = False, connection.alias
    for name in said.keys() - fields.keys():
        setattr(row, name, said[name])
    return row
