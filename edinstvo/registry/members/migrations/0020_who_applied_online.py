from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0019_when_a_stay_was_written")]
    operations = [
        migrations.AddIndex(
            "membership",
            models.Index(
                fields=["region", "territory", "primary"],
                condition=Q(applied_online=True),
                name="membership_applied_online",
            ),
        ),
    ]
