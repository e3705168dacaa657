"""The journal is only ever added to, but for what retention periods take: values of entries are emptied, old rows deleted.

The database itself lets nothing else happen, and only inside a transaction that says that it minimises.
"""

from django.db import migrations

_LATELY = "interval '11 months'"
GUARD = f"""
CREATE FUNCTION journal_values_are_emptied(was jsonb, becomes jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM jsonb_each(was) o FULL JOIN jsonb_each(becomes) n USING (key)
    WHERE o.value IS DISTINCT FROM n.value
      AND (o.value IS NULL OR n.value IS DISTINCT FROM to_jsonb('value_removed'::text)))
$$;
CREATE FUNCTION journal_is_minimised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('edinstvo.minimising', true) = 'on' THEN
    IF TG_OP = 'DELETE' AND OLD.at < now() - {_LATELY} THEN
      RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'journal_entry' THEN
      IF to_jsonb(NEW) - 'before' - 'after' - 'reason' = to_jsonb(OLD) - 'before' - 'after' - 'reason'
        AND NEW.reason IN (OLD.reason, 'value_removed')
        AND journal_values_are_emptied(OLD.before, NEW.before)
        AND journal_values_are_emptied(OLD.after, NEW.after) THEN
        RETURN NEW;
      END IF;
    END IF;
  END IF;
  RAISE EXCEPTION 'the journal is only ever added to';
END $$;
DROP TRIGGER journal_is_only_added ON journal_entry;
CREATE TRIGGER journal_is_only_added BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_is_minimised();
DROP TRIGGER readings_are_only_added ON journal_reading;
CREATE TRIGGER readings_are_only_added BEFORE UPDATE OR DELETE ON journal_reading
  FOR EACH ROW EXECUTE FUNCTION journal_is_minimised();
"""
UNGUARD = """
DROP TRIGGER journal_is_only_added ON journal_entry;
CREATE TRIGGER journal_is_only_added BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added();
DROP TRIGGER readings_are_only_added ON journal_reading;
CREATE TRIGGER readings_are_only_added BEFORE UPDATE OR DELETE ON journal_reading
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added();
DROP FUNCTION journal_is_minimised();
DROP FUNCTION journal_values_are_emptied(jsonb, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0006_lists_by_place")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
