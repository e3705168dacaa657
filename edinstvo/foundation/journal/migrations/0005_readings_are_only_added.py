"""Readings are only ever added, as entries are."""

from django.db import migrations

GUARD = """
CREATE TRIGGER readings_are_only_added BEFORE UPDATE OR DELETE ON journal_reading
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_readings")]
    operations = [migrations.RunSQL(GUARD, "DROP TRIGGER readings_are_only_added ON journal_reading;")]
