from django.conf import settings
from django.db import migrations, models

# Until now nothing stood here but what was entered here.
ELECTRONIC = f"""
UPDATE members_membership m SET electronic_on = greatest(m.registered_on, (coalesce(
  (SELECT min(v.known_since) FROM members_membershipversion v WHERE v.membership_id = m.id), m.known_since)
  AT TIME ZONE '{settings.TIME_ZONE}')::date)
"""
OF_VERSIONS = f"""
UPDATE members_membershipversion v SET electronic_on = greatest(v.registered_on, (
  (SELECT min(w.known_since) FROM members_membershipversion w WHERE w.membership_id = v.membership_id)
  AT TIME ZONE '{settings.TIME_ZONE}')::date)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0012_a_category_of_a_list_is_undone"),
    ]

    operations = [
        migrations.AddField("membership", "applied_online", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("membership", "electronic_on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "membershipversion", "applied_online", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField("membershipversion", "electronic_on", models.DateField(blank=True, null=True)),
        migrations.AddIndex(
            "membership",
            models.Index(
                fields=["region", "territory", "primary"],
                condition=models.Q(ended_on__isnull=True, electronic_on__isnull=True),
                name="membership_on_paper",
            ),
        ),
        migrations.RunSQL([ELECTRONIC, OF_VERSIONS], migrations.RunSQL.noop),
    ]
