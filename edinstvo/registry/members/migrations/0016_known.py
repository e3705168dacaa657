"""Whether somebody is on record anywhere in the union: the one question beyond the asker's branches (docs/decisions/0023)."""

from django.db import migrations

# It answers with numbers and no names, and notes for whoever keeps the record, and for the person, who has asked: the
# asker's number is the one of their signed sight. What they see anyway is no news and is not noted; neither is what
# somebody asks who sees the whole register for want of any sight (the worker, an act under whole_register).
KNOWN = """
CREATE FUNCTION members_known(named text, born date, number text, asked_at timestamptz, asker text, from_address text)
RETURNS TABLE (person bigint, stay bigint, goes_on boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  who bigint[] := edinstvo_sight('user');
  is_free boolean := (SELECT rolbypassrls FROM pg_roles WHERE rolname = session_user)
    OR (coalesce(edinstvo_sight('members') @> '{0}', false) AND coalesce(cardinality(who), 0) = 0);
BEGIN
  IF NOT is_free AND coalesce(cardinality(who), 0) = 0 THEN
    RAISE insufficient_privilege USING MESSAGE = 'nobody asks';
  END IF;
  IF NOT is_free THEN
    INSERT INTO journal_reading
      (at, how, purpose, actor_id, actor_name, address, person_id, words, region_id, territory_id, primary_id)
    SELECT asked_at, 'asked', 'keeping', who[1], left(asker, 200), left(from_address, 80), p.id,
      left(concat_ws(' ', p.last_name, p.first_name, nullif(p.middle_name, '')), 300),
      last.region_id, last.territory_id, last.primary_id
    FROM members_person p JOIN LATERAL (
      SELECT m.region_id, m.territory_id, m.primary_id FROM members_membership m WHERE m.person_id = p.id
      ORDER BY m.ended_on DESC NULLS FIRST, m.id DESC LIMIT 1) AS last ON true
    WHERE p.name_key = named AND p.birth_date = born AND (number = '' OR p.snils IN ('', number))
      AND NOT members_in_sight(p.id)
      AND NOT EXISTS (SELECT FROM journal_reading r WHERE r.person_id = p.id AND r.actor_id = who[1]
        AND r.how = 'asked' AND r.at > asked_at - interval '10 minutes');
  END IF;
  RETURN QUERY SELECT p.id, m.id, m.ended_on IS NULL
    FROM members_person p LEFT JOIN members_membership m ON m.person_id = p.id
    WHERE p.name_key = named AND p.birth_date = born AND (number = '' OR p.snils IN ('', number))
    ORDER BY p.id, m.ended_on DESC NULLS FIRST, m.id DESC;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0009_asked"), ("members", "0015_row_security")]
    operations = [
        migrations.RunSQL(KNOWN, "DROP FUNCTION members_known(text, date, text, timestamptz, text, text)"),
    ]
