"""A branch as it was on a past day: its organisations by the dated tree, and how many people were on their record."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.sight import Reason, whole_register
from edinstvo.registry.organisations.models import Organisation, OrganisationParent, known
from edinstvo.registry.organisations.permissions import may_see
from edinstvo.registry.organisations.queries.placed import people_models

# Deeper than any tree of the charter.
_DEEPEST = 10
_HELD = "WITH RECURSIVE held AS NOT MATERIALIZED ({facts}), stood AS ("
_BELOW = """
  SELECT organisation_id, parent_id, 1 AS depth FROM held WHERE parent_id = %s
  UNION ALL
  SELECT held.organisation_id, held.parent_id, depth + 1
    FROM stood JOIN held ON held.parent_id = stood.organisation_id WHERE depth < %s)
SELECT organisation_id, parent_id FROM stood ORDER BY depth
"""
_ABOVE = """
  SELECT parent_id, 1 AS depth FROM held WHERE organisation_id = %s
  UNION ALL
  SELECT held.parent_id, depth + 1 FROM stood JOIN held ON held.organisation_id = stood.parent_id WHERE depth < %s)
SELECT above.* FROM stood JOIN organisations_organisation AS above ON above.id = stood.parent_id ORDER BY depth DESC
"""


def ids_on(
    organisation: Organisation, *, on: date, known_on: date | None = None, levels: int = _DEEPEST
) -> dict[int, int]:
    """The ids of all that stood below the organisation on the day, closed or not, each with the id it stood under.

    Those above come first. One statement, whatever the depth.
    """
    return _below(organisation, _held(on, known_on), levels)


def ids_of_people_on(organisation: Organisation, *, on: date) -> list[int]:
    """The ids of the organisation and of all in which people on record on the day were its own.

    As `ids_on`, but somebody may be on record since before the day that an organisation is known to stand from: they
    were where it is first known to have stood.
    """
    return [organisation.pk, *_below(organisation, _held(on, None, also_before=True), _DEEPEST)]


def chain_on(organisation: Organisation, *, on: date, known_on: date | None = None) -> list[Organisation]:
    """Those that it stood under on the day, from the union down; their rows as they are today. One statement."""
    held, values = _held(on, known_on)
    return list(Organisation.objects.raw(held + _ABOVE, [*values, organisation.pk, _DEEPEST]))


def stood_below(*, inpo: str, id: int, on: date, known_on: date | None = None, seen_by: Actor) -> Organisation:
    """The organisation, if on the day it stood under one that the actor sees today, wherever it stands itself.

    For that day alone: its row says where it stands and how it is called today. Raises Organisation.DoesNotExist.
    """
    named = Q(inpo=inpo) if inpo else Q(pk=id)
    found = Organisation.objects.get(named)
    if not any(may_see(seen_by, above) for above in chain_on(found, on=on, known_on=known_on)):
        raise Organisation.DoesNotExist
    return found


@whole_register(reason=Reason.COUNTING)
def people_on(organisation: Organisation, *, on: date) -> int:
    """How many people were on record in the branch, as it stood on the day, by what is known today.

    A number, whoever asks: the names are those of the branches they lie in today.
    """
    is_union = organisation.level is Level.UNION
    below = Q() if is_union else Q(organisation_id__in=ids_of_people_on(organisation, on=on))
    return sum(model.objects.filter(model.counted_on(on), below).count() for model in people_models())


@whole_register(reason=Reason.COUNTING)
def people_elsewhere_on(
    organisation: Organisation, *, on: date, seen_by: Actor, ids: Collection[int] | None = None
) -> int:
    """How many of `people_on` the actor does not see: they are on record in branches that others keep today.

    `ids` are those of `ids_of_people_on`, where the caller has them.
    """
    scope = seen_by.scope(Power.SEE_MEMBERS)
    if not scope:
        return 0
    there = Q(organisation_id__in=ids_of_people_on(organisation, on=on) if ids is None else ids)
    return sum(model.objects.filter(model.counted_on(on), there).exclude(scope).count() for model in people_models())


def _below(organisation: Organisation, held: tuple[str, tuple[Any, ...]], levels: int) -> dict[int, int]:
    sql, values = held
    with connection.cursor() as cursor:
        cursor.execute(sql + _BELOW, [*values, organisation.pk, levels])
        return dict(cursor.fetchall())


def _held(on: date, known_on: date | None, *, also_before: bool = False) -> tuple[str, tuple[Any, ...]]:
    """The beginning of a statement about who stood under whom on the day, and its parameters.

    `also_before`: what did not stand yet is taken for where it first stood.
    """
    facts = OrganisationParent.objects.filter(known(on=known_on))
    # Not `in_force`: how many come of a recursion nobody can foresee, and its anti join would read the whole table for
    # each level of a small branch. A limited sub-select is asked by index, for the rows that came.
    of_it = facts.filter(organisation_id=OuterRef("organisation_id"))
    last = Subquery(of_it.filter(valid_from__lte=on).order_by("-valid_from").values("valid_from")[:1])
    first = Subquery(of_it.order_by("valid_from").values("valid_from")[:1])
    day: Any = Coalesce(last, first) if also_before else last
    held = facts.filter(valid_from=day).values_list("organisation_id", "parent_id")
    sql, values = held.query.sql_with_params()
    return _HELD.format(facts=sql), values
