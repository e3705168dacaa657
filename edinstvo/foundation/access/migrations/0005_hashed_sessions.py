"""Sessions are kept under the hash of their key: whoever is signed in under an open one signs in once more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0004_sight"), ("sessions", "0001_initial")]
    operations = [migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop)]
