from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0021_who_came_and_left")]
    operations = [
        migrations.RemoveIndex("membership", "membership_by_registration"),
        migrations.AddIndex(
            "membership", models.Index(fields=["registered_on", "id"], name="membership_by_registration")
        ),
        migrations.AddIndex("membership", models.Index(fields=["joined_on", "id"], name="membership_by_joining")),
        migrations.RemoveIndex("membership", "membership_by_end"),
        migrations.AddIndex(
            "membership",
            models.Index(fields=["ended_on", "id"], condition=Q(ended_on__isnull=False), name="membership_by_end"),
        ),
        migrations.AddIndex(
            "membership",
            models.Index(fields=["name_key", "id"], condition=Q(applied_online=True), name="membership_online_by_name"),
        ),
    ]
