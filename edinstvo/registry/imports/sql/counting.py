"""What the people of a plan count for, by organisation. Parameter: plan."""

from edinstvo.registry.members.queries.essentials import counts_of_new_sql, counts_sql

BROUGHT_BACK = "r.action = 'update' OR (r.action = 'new' AND r.person_id IS NOT NULL)"
REVERSED = "r.action IN ('new', 'update') AND r.outcome = 'reversed'"

# Of those who stay on record: their organisations, besides that of the plan.
PLACES = """
SELECT DISTINCT m.organisation_id FROM imports_planrow r JOIN members_membership m ON m.id = r.membership_id
WHERE r.plan_id = %(plan)s AND r.action = 'update'
"""

# Wherever those whom the register knew before are or were on record: how they counted there may have changed.
KNOWN_ELSEWHERE = """
SELECT DISTINCT m.organisation_id FROM imports_planrow r JOIN members_membership m ON m.person_id = r.person_id
WHERE r.plan_id = %(plan)s AND r.action IN ('new', 'update') AND r.person_id IS NOT NULL
"""

# The rows themselves say it, so that nobody new is looked up: 100,000 of them in one pass.
OF_NEW = f"""
SELECT %(organisation)s, {counts_of_new_sql(row="r")}
FROM imports_planrow r WHERE r.plan_id = %(plan)s AND r.action = 'new' AND r.person_id IS NULL
"""


def of_known(rows: str) -> str:
    """Counts the open memberships that these rows of the plan have made or changed, as they stand."""
    return f"""
SELECT m.organisation_id, {counts_sql()} FROM imports_planrow r
JOIN members_membership m ON m.id = CASE r.action WHEN 'new' THEN r.new_membership_id ELSE r.membership_id END
JOIN members_person p ON p.id = m.person_id
WHERE r.plan_id = %(plan)s AND ({rows}) AND m.ended_on IS NULL GROUP BY m.organisation_id"""
