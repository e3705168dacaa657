"""Which type may stand under which (domain.md 2), and the subjects of the Federation (domain.md 7)."""

import json
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ALLOWED = [
    ("regional", "union"),
    ("interregional", "union"),
    ("territorial", "regional"),
    ("territorial", "interregional"),
    ("primary", "territorial"),
    ("primary", "regional"),
    ("primary", "interregional"),
    ("primary_with_territorial_rights", "regional"),
    ("primary_with_territorial_rights", "interregional"),
    ("subdivision", "primary"),
    ("subdivision", "primary_with_territorial_rights"),
    ("group", "primary"),
    ("group", "primary_with_territorial_rights"),
    ("group", "subdivision"),
]


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    allowed, subject = apps.get_model("organisations", "AllowedParent"), apps.get_model("organisations", "FederalSubject")
    allowed.objects.bulk_create(allowed(type=type_, parent_type=parent_type) for type_, parent_type in ALLOWED)
    rows = json.loads((Path(__file__).parent.parent / "data" / "federal_subjects.json").read_text())
    subject.objects.bulk_create(subject(**row) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
