"""Rows of several tables in one statement: a page that tells a whole life asks once."""

import json
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


def together(**asked: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of each query in its order, by its name: few rows each, with their annotations and no related rows."""
    parts: list[str] = []
    values: list[Any] = []
    for rows in asked.values():
        sql, parameters = rows.query.sql_with_params()
        parts.append(f"(SELECT coalesce(json_agg(row_to_json(part)), '[]') FROM ({sql}) AS part)")  # noqa: S608  # written by the ORM
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        found = cursor.fetchone() or ()
    return {
        name: [_row(rows.model, said) for said in (json.loads(part) if isinstance(part, str) else part)]
        for (name, rows), part in zip(asked.items(), found, strict=True)
    }


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
