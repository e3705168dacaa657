"""Everybody adds to the journal; it is read by whoever may read it, and each author sees their own (docs/decisions/0023)."""

from django.db import migrations

_RULE = """ARRAY[0, region_id, territory_id, primary_id] && (SELECT edinstvo_sight('journal'))
  OR actor_id = ANY ((SELECT edinstvo_sight('user'))::bigint[])"""
_ENABLE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_sight ON {table} USING ({rule});
CREATE POLICY is_added_to ON {table} FOR INSERT WITH CHECK (true);
"""
_DISABLE = """
DROP POLICY in_sight ON {table};
DROP POLICY is_added_to ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_sight"), ("journal", "0007_minimised")]
    operations = [
        migrations.RunSQL(_ENABLE.format(table=table, rule=_RULE), _DISABLE.format(table=table))
        for table in ("journal_entry", "journal_reading")
    ]
