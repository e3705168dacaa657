"""Reports and steps of one's own name people: they are seen by whoever sees the organisation (docs/decisions/0023)."""

from django.db import migrations

# The owner of a programme stands above whoever takes part, and so sees it: a region its territories, the union all.
_REPORTING = (
    "EXISTS (SELECT FROM organisations_organisation o WHERE o.id = organisation_id"
    " AND ARRAY[0, o.region_id, o.territory_id, o.primary_id] && (SELECT edinstvo_sight('organisations')))"
)
POLICIES = {"programme_stepreport": _REPORTING, "programme_ownstep": _REPORTING}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_first"),
        ("organisations", "0011_row_security"),
        ("access", "0004_sight"),
    ]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
