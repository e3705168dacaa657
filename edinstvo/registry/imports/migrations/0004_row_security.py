"""Lists are seen in the branches they were brought into (docs/decisions/0023)."""

from django.db import migrations

POLICIES = {
    "imports_importplan": "ARRAY[0, region_id, territory_id, primary_id] && (SELECT edinstvo_sight('members'))",
    "imports_planrow": "EXISTS (SELECT FROM imports_importplan plan WHERE plan.id = plan_id)",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_rows_follow_the_locked_plan"), ("members", "0015_row_security")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
