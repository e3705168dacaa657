"""What people have agreed to is seen by whoever sees the people (docs/decisions/0023)."""

from django.db import migrations

_ALL = "0 = ANY ((SELECT edinstvo_sight('members'))::bigint[])"
_STAYS = "EXISTS (SELECT FROM members_membership seen WHERE seen.person_id = {table}.person_id)"
POLICIES = {
    "consents_consent": f"{_ALL} OR {_STAYS.format(table='consents_consent')}",
    "consents_duty": f"{_ALL} OR {_STAYS.format(table='consents_duty')}",
    "consents_manyconsentsline": f"{_ALL} OR EXISTS (SELECT FROM members_membership seen WHERE seen.id = membership_id)",
}
_ENABLE = "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY in_sight ON {table} USING ({rule});"
_DISABLE = "DROP POLICY in_sight ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [("consents", "0002_kinds"), ("members", "0015_row_security")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=rule), _DISABLE.format(table=table))
        for table, rule in POLICIES.items()
    ]
