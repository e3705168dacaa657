"""Lists of organisations, and whom they name, are seen in the branches they were brought into (docs/decisions/0023)."""

from django.db import migrations

POLICIES = {
    "structure_structureplan": "ARRAY[0, region_id, territory_id, primary_id] && (SELECT edinstvo_sight('organisations'))",
    "structure_structurerow": "EXISTS (SELECT FROM structure_structureplan plan WHERE plan.id = plan_id)",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("structure", "0002_left_columns"), ("access", "0004_sight")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
