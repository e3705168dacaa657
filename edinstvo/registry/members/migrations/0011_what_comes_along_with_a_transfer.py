from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0010_what_a_transfer_asks_and_why_it_lapses"),
    ]

    operations = [
        migrations.AddField(
            model_name="transfer",
            name="brings",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
    ]
