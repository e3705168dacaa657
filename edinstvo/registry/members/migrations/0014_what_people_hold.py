from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0013_electronic_records'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='has_bonus',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='membership',
            name='has_plastic_card',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='membership',
            name='has_virtual_card',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='person',
            name='has_bonus',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='person',
            name='has_plastic_card',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='person',
            name='has_virtual_card',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
