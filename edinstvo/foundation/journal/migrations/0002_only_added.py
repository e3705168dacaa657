"""The journal is only ever added to: the database itself refuses to change or delete an entry."""

from django.db import migrations

GUARD = """
CREATE FUNCTION journal_is_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is only ever added to';
END $$;
CREATE TRIGGER journal_is_only_added BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added();
"""
UNGUARD = "DROP TRIGGER journal_is_only_added ON journal_entry; DROP FUNCTION journal_is_only_added();"


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
