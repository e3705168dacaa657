from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0009_what_is_removed"),
    ]

    operations = [
        migrations.AddField(
            model_name="transfer",
            name="wanted_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="transfer",
            name="lapsed_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("left", "The member has left the union"),
                    ("died", "The member has died"),
                    ("reorganised", "A reorganisation has brought the member to another organisation"),
                    ("closed", "The organisation they were to go to was closed"),
                ],
                default="",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=Q(("lapsed_because", ""), ("state", "lapsed"), _connector="OR"),
                name="transfer_lapsed_because",
            ),
        ),
    ]
