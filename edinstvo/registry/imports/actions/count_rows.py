"""What the people of a plan count for, in every organisation above them; inside the transaction of an act."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from edinstvo.foundation.tallies.actions.note_past_change import note_past_change
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.imports.sql.counting import KNOWN_ELSEWHERE, PLACES
from edinstvo.registry.members.actions.count_members import Counted
from edinstvo.registry.members.queries.essentials import MEASURES
from edinstvo.registry.organisations.actions.hold_open import hold, hold_several
from edinstvo.registry.organisations.models import Organisation


def hold_places(*, plan_id: int) -> tuple[Organisation, dict[int, Organisation]]:
    """The organisation of the plan, and by id all those where its rows change anybody; all held.

    A part of a primary can move too: held, it does not before its figures are written. Raises ImportPlan.DoesNotExist.
    """
    own = ImportPlan.objects.values_list("organisation_id", flat=True).get(pk=plan_id)
    with connection.cursor() as cursor:
        cursor.execute(PLACES, {"plan": plan_id})
        ids = {own, *(id_ for (id_,) in cursor.fetchall())}
    held = hold_several(ids=ids) if len(ids) > 1 else {own: hold(organisation_id=own)}
    return held[own], held


def counted_rows(statement: str, *, values: Mapping[str, Any], places: Mapping[int, Organisation]) -> Counted:
    """What the statement counts (an organisation id, then one number for each of MEASURES), along the chains above."""
    figures: Counted = Counted()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for organisation_id, *amounts in cursor.fetchall():
            for id_ in places[organisation_id].chain_ids:
                figures.update({(measure, id_): amount for measure, amount in zip(MEASURES, amounts, strict=True)})
    return figures


def note_rows(*, values: Mapping[str, Any], places: Mapping[int, Organisation]) -> None:
    """Say that the past of all whom the plan brings, changes or takes back is to be counted again."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_ELSEWHERE, values)
        known = {id_ for (id_,) in cursor.fetchall()}
    note_past_change(organisation_ids=known | places.keys())
