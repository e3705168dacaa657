"""What somebody has typed and not sent is theirs alone (docs/decisions/0023)."""

from django.db import migrations

POLICIES = {
    "ui_draft": "0 = ANY ((SELECT edinstvo_sight('members'))::bigint[])"
    " OR user_id = ANY ((SELECT edinstvo_sight('user'))::bigint[])",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("ui", "0001_initial"), ("access", "0004_sight")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
