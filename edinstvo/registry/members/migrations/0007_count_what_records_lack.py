"""Count what the records on file lack, once: from here on every act counts what it changes (docs/decisions/0018)."""

from django.db import migrations

COUNT = """
INSERT INTO tallies_delta (measure, organisation_id, amount)
SELECT lack.measure, above.id::bigint, count(*)
FROM members_membership m
JOIN members_person p ON p.id = m.person_id
JOIN organisations_organisation o ON o.id = m.organisation_id
CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from o.path), '/')) AS above(id)
CROSS JOIN LATERAL (VALUES
  ('lacking_birth_date', m.birth_date IS NULL),
  ('lacking_sex', p.sex = ''),
  ('lacking_category', m.category = ''),
  ('lacking_joined_on', m.joined_on IS NULL),
  ('lacking_phone', m.phone = ''),
  ('incomplete_records', m.birth_date IS NULL OR p.sex = '' OR m.category = '' OR m.joined_on IS NULL OR m.phone = '')
) AS lack(measure, is_so)
WHERE m.ended_on IS NULL AND m.is_incomplete AND lack.is_so
GROUP BY lack.measure, above.id
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0006_consent_mark"), ("organisations", "0007_contacts"), ("tallies", "0001_initial")]
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
