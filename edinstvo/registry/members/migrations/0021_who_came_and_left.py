from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0020_who_applied_online")]
    operations = [
        migrations.AddIndex(
            "membership", models.Index(fields=["registered_on"], name="membership_by_registration")
        ),
        migrations.AddIndex(
            "membership",
            models.Index(fields=["ended_on"], condition=Q(ended_on__isnull=False), name="membership_by_end"),
        ),
    ]
