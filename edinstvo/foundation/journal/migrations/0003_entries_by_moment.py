"""A day is found in a journal of any length: entries come in the order of time, so a block range index is enough."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_only_added")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX entry_by_moment ON journal_entry USING brin (at) WITH (pages_per_range = 16)",
            "DROP INDEX entry_by_moment",
        )
    ]
