"""Letters know in which branch their issuer acted; those issued before, in that of their organisation."""

from django.db import migrations, models

_ISSUED_BEFORE = """
UPDATE offices_letterbatch b SET branch = CASE WHEN o.parent_id IS NULL THEN 0 ELSE o.id END
FROM organisations_organisation o WHERE o.id = b.organisation_id
"""


class Migration(migrations.Migration):
    dependencies = [("offices", "0005_letters_to_mandates")]

    operations = [
        migrations.AddField("letterbatch", "branch", models.BigIntegerField(default=0), preserve_default=False),
        migrations.RunSQL(_ISSUED_BEFORE, migrations.RunSQL.noop),
    ]
