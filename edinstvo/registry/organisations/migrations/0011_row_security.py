"""Contacts name a chair: they are seen by whoever sees the organisation (docs/decisions/0023)."""

from django.db import migrations

POLICIES = {
    "organisations_contact": "EXISTS (SELECT FROM organisations_organisation o WHERE o.id = organisation_id"
    " AND ARRAY[0, o.region_id, o.territory_id, o.primary_id] && (SELECT edinstvo_sight('organisations')))",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("organisations", "0010_confirmed_structures"), ("access", "0004_sight")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
