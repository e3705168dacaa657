"""Annotations that are always the same: told to the database in words that were put together once."""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL


def compiled(rows: QuerySet) -> dict[str, RawSQL]:  # type: ignore[type-arg]  # of whatever model
    """The annotations of the query by name, as SQL: for other queries of the same model that join nothing before them.

    Putting four subqueries together takes longer than the database needs to answer them. They may ask about the row
    (OuterRef), but about no person or day in hand: that one would be asked about ever after.
    """
    compiler = rows.query.get_compiler(connection=connection)
    told = ((name, expression, *compiler.compile(expression)) for name, expression in rows.query.annotations.items())
    return {
        name: RawSQL(sql, params, expression.output_field)  # noqa: S611  # written by the ORM, values beside it
        for name, expression, sql, params in told
    }
