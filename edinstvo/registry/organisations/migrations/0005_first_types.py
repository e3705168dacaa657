"""Organisations that stand already are of their type since their founding, known as long as their first name is."""

from django.db import migrations

FIRST_TYPES = """
INSERT INTO organisations_organisationkind (organisation_id, type, valid_from, known_since, decision)
SELECT o.id, o.type, o.founded_on, n.known_since, n.decision FROM organisations_organisation o
JOIN LATERAL (
  SELECT known_since, decision FROM organisations_organisationname
  WHERE organisation_id = o.id ORDER BY known_since, valid_from LIMIT 1) AS n ON true
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_types_and_figures_as_facts")]
    operations = [migrations.RunSQL(FIRST_TYPES, migrations.RunSQL.noop)]
