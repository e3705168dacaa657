from django.db import migrations, models

# Whoever is known under another key already.
COPY = """
WITH said AS (
  SELECT a.person_id, '|' || string_agg(DISTINCT a.key, '|' ORDER BY a.key) || '|' AS keys
  FROM members_namealias a GROUP BY a.person_id),
stays AS (UPDATE members_membership m SET other_keys = said.keys FROM said WHERE m.person_id = said.person_id)
UPDATE members_person p SET other_keys = said.keys FROM said WHERE p.id = said.person_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0017_names_in_detail"),
    ]

    operations = [
        migrations.AddField(
            "membership", "other_keys", models.TextField(blank=True, db_collation="C", db_default="", default="")
        ),
        migrations.AddField(
            "person", "other_keys", models.TextField(blank=True, db_collation="C", db_default="", default="")
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.AddIndex(
            "membership",
            models.Index(
                fields=["primary"], condition=models.Q(("other_keys", ""), _negated=True), name="membership_also_in_primary"
            ),
        ),
        migrations.AddIndex(
            "membership",
            models.Index(
                fields=["territory"], condition=models.Q(("other_keys", ""), _negated=True), name="membership_also_in_terr"
            ),
        ),
    ]
