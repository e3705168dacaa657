"""Who answers for a stage and who reminded may be people's names: seen by whoever sees the programme (0023)."""

from django.db import migrations

# The same as `permissions.visible_to`: the owner itself, a region below the union, a territory below its region.
_STAGE = """EXISTS (
  SELECT FROM programme_programme p JOIN organisations_organisation owner ON owner.id = p.organisation_id
  WHERE p.id = programme_id AND (
    0 = ANY ((SELECT edinstvo_sight('organisations'))::bigint[])
    OR EXISTS (
      SELECT FROM unnest((SELECT edinstvo_sight('organisations'))) AS seen(id)
      JOIN organisations_organisation head ON head.id = seen.id
      WHERE head.id = head.region_id AND (owner.id = head.id OR owner.type = 'union')
        OR head.id = head.territory_id AND owner.id = head.region_id)))"""
# The sub-select shows only the stages that are in sight.
_REMINDER = "EXISTS (SELECT FROM programme_stage stage WHERE stage.id = stage_id)"
POLICIES = {"programme_stage": _STAGE, "programme_reminder": _REMINDER}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_row_security")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
