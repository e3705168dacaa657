"""What is said to people is seen by them, and in the outbox of the branch by whoever reads its journal (docs/decisions/0023)."""

from django.db import migrations

POLICIES = {
    "notices_notice": "ARRAY[0, region_id, territory_id, primary_id] && (SELECT edinstvo_sight('journal'))"
    " OR user_id = ANY ((SELECT edinstvo_sight('user'))::bigint[])",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("access", "0004_sight")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
