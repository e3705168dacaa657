from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0018_other_keys_on_stays")]
    operations = [
        migrations.AddIndex(
            "membership", BrinIndex(autosummarize=True, fields=["known_since"], name="membership_by_known_since")
        ),
    ]
