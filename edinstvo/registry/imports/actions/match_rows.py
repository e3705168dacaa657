"""Say of each row of a list whom it means in the register, and count what the list would do."""

from django.db import connection

from edinstvo.registry.imports.models import Action, ImportPlan
from edinstvo.registry.imports.queries.matching import matches_sql

_COUNT = "SELECT action, count(*) FROM imports_planrow WHERE plan_id = %(plan)s GROUP BY action"
_COUNT_PROBLEMS = "SELECT count(*) FROM imports_planrow WHERE plan_id = %(plan)s AND has_problems"


def match_rows(*, plan: ImportPlan) -> dict[str, int]:
    """Write the matches into the plan's rows; returns the counts by action, and of rows with problems.

    A row that turns out to repeat somebody, or whose person is on record elsewhere, is a problem to be looked at.
    """
    values = {"plan": plan.pk, "primary": plan.primary_id}
    with connection.cursor() as cursor:
        cursor.execute(_mark_sql(), values)
        cursor.execute(_COUNT, values)
        found = dict(cursor.fetchall())
        cursor.execute(_COUNT_PROBLEMS, values)
        problems = int(cursor.fetchone()[0])
    return {**{action.value: found.get(action.value, 0) for action in Action}, "problems": problems}


def _mark_sql() -> str:
    return f"""
UPDATE imports_planrow r SET action = now.action, person_id = now.person_id, person_version = now.person_version,
  membership_id = now.membership_id, membership_version = now.membership_version, changes = now.changes,
  has_problems = r.has_problems OR now.action IN ('duplicate', 'elsewhere')
FROM ({matches_sql()}) AS now WHERE r.id = now.row_id"""
