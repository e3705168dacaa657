"""Let an organisation and all that lies in it stand under another one: tree, placed rows and figures at once."""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Model

from edinstvo.foundation.tallies.actions.carry_figures import carry_figures
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.placed import placed_models

_PATHS = "UPDATE organisations_organisation SET path = %s || substr(path, %s) WHERE id = ANY(%s)"


def place_anew(*, head: Organisation, parent: Organisation, ids: Sequence[int]) -> None:
    """Place `head` with the organisations `ids` (it and all below it, all held) under the parent; saves the head too.

    Set-based, in the caller's transaction. What the head shares with everything below it are the branch columns above
    its own level; rows that have them already are not written.
    """
    level = head.level or ""
    place = parent.place.with_head(level=level, id=head.pk)
    above, path = head.chain_ids[:-1], f"{parent.path}{head.pk}/"
    with connection.cursor() as cursor:
        cursor.execute(_PATHS, [path, len(head.path) + 1, list(ids)])
    columns = place.columns_above(level=level)
    _set(Organisation, columns, key="id", ids=ids)
    for model in placed_models():
        _set(model, columns, key="organisation_id", ids=ids)
    head.parent, head.path = parent, path
    for name, value in columns.items():
        setattr(head, name, value)
    head.save(update_fields=["parent"])
    common = {*above} & {*parent.chain_ids}
    carry_figures(
        organisation_id=head.pk,
        away_from=[id_ for id_ in above if id_ not in common],
        onto=[id_ for id_ in parent.chain_ids if id_ not in common],
    )


def _set(model: type[Model], columns: Mapping[str, int | None], *, key: str, ids: Sequence[int]) -> None:
    if not columns:
        return
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    values = ", ".join(["%s::bigint"] * len(columns))
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET ({names}) = ROW({values}) "  # noqa: S608  names of our own columns
        f"WHERE {quote(key)} = ANY(%s) AND ({names}) IS DISTINCT FROM ({values})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*columns.values(), list(ids), *columns.values()])
