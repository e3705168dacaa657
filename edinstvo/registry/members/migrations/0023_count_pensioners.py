"""Count the pensioners on record, once: coverage leaves them out, and from here on every act counts them."""

from django.db import migrations

COUNT = """
INSERT INTO tallies_delta (measure, organisation_id, amount)
SELECT 'retired_members', above.id::bigint, sum(own.amount)
FROM (
  SELECT m.organisation_id, count(*) AS amount FROM members_membership m
  WHERE m.ended_on IS NULL AND m.category = 'retired' GROUP BY m.organisation_id) AS own
JOIN organisations_organisation o ON o.id = own.organisation_id
CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from o.path), '/')) AS above(id)
GROUP BY above.id
"""
FORGET = """
DELETE FROM tallies_delta WHERE measure = 'retired_members';
DELETE FROM tallies_total WHERE measure = 'retired_members';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0022_the_latest_first"),
        ("organisations", "0012_regions_and_their_primaries"),
        ("tallies", "0002_past_change"),
    ]
    operations = [migrations.RunSQL(COUNT, FORGET)]
