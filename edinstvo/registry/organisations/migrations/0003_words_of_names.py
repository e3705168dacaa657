"""Search by any word of a name: a plain index over the words of `name_key`, no extension and no language in it."""

from django.db import migrations

# The key is folded already; array_to_tsvector takes its words as they are, so no parser and no locale can differ.
WORDS = """
CREATE INDEX organisation_words ON organisations_organisation
  USING gin (array_to_tsvector(array_remove(string_to_array(name_key, ' '), '')))
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_allowed_parents_and_subjects")]
    operations = [migrations.RunSQL(WORDS, "DROP INDEX organisation_words")]
