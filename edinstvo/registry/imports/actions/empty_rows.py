"""Empty what rows of lists say of people of whom the register keeps it no longer."""

from collections.abc import Collection

from django.db import connection

from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.imports.sql.emptying import emptying_sql, emptying_values

_OF_THEM = "plan_id = ANY(%(plans)s) AND (person_id = ANY(%(people)s) OR new_person_id = ANY(%(people)s))"


def empty_rows(*, person_ids: Collection[int], names: Collection[str]) -> None:
    """Empty these names in the rows that mean these people, in the lists that are kept still; the older have nothing.

    A list that can be undone yet is undone without them: what it would give back is not kept any more.
    """
    plans = list(ImportPlan.objects.filter(file__isnull=False).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        values = {**emptying_values(names=names), "plans": plans, "people": list(person_ids)}
        cursor.execute(f"{emptying_sql(names=names, rows=_OF_THEM)} RETURNING plan_id", values)
        concerned = {plan_id for (plan_id,) in cursor.fetchall()}
    # The samples beside the headings are cells of the first rows, whosever they are.
    for plan in ImportPlan.objects.filter(pk__in=concerned).only("sheets"):
        plan.sheets = [{**sheet, "samples": []} for sheet in plan.sheets]
        plan.save(update_fields=["sheets"])
