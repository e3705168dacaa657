"""Offices, letters and staff are seen in their branches, and one's own record always (docs/decisions/0023)."""

from django.db import migrations

# As of the members' own, and whoever holds an office there, and oneself.
IN_SIGHT = """
CREATE OR REPLACE FUNCTION members_in_sight(person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = public, pg_temp AS $$
DECLARE
  sight bigint[] := edinstvo_sight('members');
BEGIN
  RETURN sight IS NOT NULL AND (0 = ANY (sight)
    OR EXISTS (SELECT FROM members_membership m
      WHERE m.person_id = person AND ARRAY[m.region_id, m.territory_id, m.primary_id] && sight)
    OR EXISTS (SELECT FROM members_transfer t JOIN organisations_organisation o ON o.id IN (t.source_id, t.target_id)
      WHERE t.person_id = person AND ARRAY[o.region_id, o.territory_id, o.primary_id] && sight)
    OR EXISTS (SELECT FROM members_secondworkplace w JOIN organisations_organisation o ON o.id = w.organisation_id
      WHERE w.person_id = person AND ARRAY[o.region_id, o.territory_id, o.primary_id] && sight)
    OR EXISTS (SELECT FROM offices_mandate m
      WHERE m.person_id = person AND ARRAY[m.region_id, m.territory_id, m.primary_id] && sight)
    OR EXISTS (SELECT FROM offices_officerlogin l
      WHERE l.person_id = person AND l.ended_at IS NULL AND l.user_id = ANY (edinstvo_sight('user'))));
END $$;
"""
_PLACED = "ARRAY[0, region_id, territory_id, primary_id] && (SELECT edinstvo_sight('organisations'))"
POLICIES = {
    "offices_mandate": f"{_PLACED} OR members_in_sight(person_id)",
    "offices_mandateversion": f"{_PLACED} OR members_in_sight(person_id)",
    "offices_letterbatch": _PLACED,
    "offices_letter": _PLACED,
    "offices_appointment": f"{_PLACED} OR user_id = ANY ((SELECT edinstvo_sight('user'))::bigint[])",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("members", "0015_row_security"), ("offices", "0007_staff")]
    operations = [
        migrations.RunSQL(IN_SIGHT, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
            for table, rule in POLICIES.items()
        ),
    ]
