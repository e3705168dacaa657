"""Let an organisation and all that lies in it stand under another one: tree, placed rows and figures at once."""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Model, Value
from django.db.models.functions import Concat, Substr

from edinstvo.foundation.tallies.actions.carry_figures import carry_figures
from edinstvo.foundation.tallies.actions.note_past_change import note_past_change
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.placed import placed_models


def place_anew(*, head: Organisation, parent: Organisation, ids: Sequence[int]) -> None:
    """Place `head` with the organisations `ids` (it and all below it, all held) under the parent; saves the head too.

    Set-based, in the caller's transaction. What the head shares with everything below it are the branch columns above
    its own level; rows that have them already are not written.
    """
    level = head.level or ""
    place = parent.place.with_head(level=level, id=head.pk)
    above, path = head.chain_ids[:-1], f"{parent.path}{head.pk}/"
    columns = place.columns_above(level=level)
    Organisation.objects.filter(pk__in=ids).update(
        path=Concat(Value(path), Substr("path", len(head.path) + 1)), **columns
    )
    for model in placed_models():
        _place(model, columns, ids)
    head.parent, head.path = parent, path
    for name, value in columns.items():
        setattr(head, name, value)
    head.save(update_fields=["parent"])
    note_past_change(organisation_ids=ids)
    common = {*above} & {*parent.chain_ids}
    carry_figures(
        organisation_id=head.pk,
        away_from=[id_ for id_ in above if id_ not in common],
        onto=[id_ for id_ in parent.chain_ids if id_ not in common],
    )


def _place(model: type[Model], columns: Mapping[str, int | None], ids: Sequence[int]) -> None:
    if not columns:
        return
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    values = ", ".join(["%s::bigint"] * len(columns))
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET ({names}) = ROW({values}) "  # noqa: S608  names of our own columns
        f"WHERE organisation_id = ANY(%s) AND ({names}) IS DISTINCT FROM ({values})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*columns.values(), list(ids), *columns.values()])
