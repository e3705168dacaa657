from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0011_what_comes_along_with_a_transfer"),
    ]

    operations = [
        migrations.AddField(
            model_name="bulkact",
            name="undone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="bulkact",
            name="undone_by_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
    ]
