"""What the database answers when it is asked without a predicate."""

from django.db import connection


def ids(asked: str, **values: object) -> set[int]:
    """The ids that a question finds."""
    with connection.cursor() as cursor:
        cursor.execute(asked, values or None)
        return {id_ for (id_,) in cursor.fetchall()}


def rows(asked: str) -> list[tuple[object, ...]]:
    """Whatever a statement answers with."""
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return list(cursor.fetchall()) if cursor.description else []
