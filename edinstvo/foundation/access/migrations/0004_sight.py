"""Who may be seen in this transaction: a signed setting, and the one function that believes it (docs/decisions/0023)."""

from django.db import migrations

SIGHT = """
CREATE TABLE access_sightkey (inner_key bytea NOT NULL, outer_key bytea NOT NULL, sees_all name[] NOT NULL);
DO $$
DECLARE
  role name;
BEGIN
  FOR role IN SELECT DISTINCT grantee FROM information_schema.table_privileges
    WHERE table_name = 'access_sightkey' AND grantee <> current_user
  LOOP
    EXECUTE format('REVOKE ALL ON access_sightkey FROM %I', role);
  END LOOP;
END $$;
CREATE FUNCTION edinstvo_sight(kind text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  token text := current_setting('edinstvo.sight', true);
  said text := split_part(token, '|', 1);
  key record;
BEGIN
  SELECT inner_key, outer_key, sees_all INTO key FROM public.access_sightkey;
  IF session_user = ANY (key.sees_all) THEN
    RETURN '{0}';
  END IF;
  IF token IS NULL OR split_part(token, '|', 2) IS DISTINCT FROM encode(sha256(key.outer_key || sha256(
    key.inner_key || convert_to(pg_backend_pid() || ':' || said, 'UTF8'))), 'hex') THEN
    RETURN NULL;
  END IF;
  RETURN ('{' || coalesce(substring(said FROM '(?:^|;)' || kind || '=([0-9,]*)'), '') || '}')::bigint[];
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_second_factor")]
    operations = [migrations.RunSQL(SIGHT, "DROP FUNCTION edinstvo_sight(text); DROP TABLE access_sightkey;")]
