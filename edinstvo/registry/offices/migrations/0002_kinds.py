"""Which office is held where, how somebody comes to it, and by how many at once (domain.md 2; ours where the charter is not public)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WITH_COMMITTEES = (
    "union", "regional", "interregional", "territorial", "primary", "primary_with_territorial_rights", "subdivision",
)
ACTING = WITH_COMMITTEES[:-1]
# Office: (how, how many at once, at which types of organisation).
KINDS = {
    "chair": ("elected", 1, WITH_COMMITTEES),
    "deputy": ("elected", None, WITH_COMMITTEES),
    "committee": ("elected", None, WITH_COMMITTEES),
    "treasurer": ("appointed", 1, WITH_COMMITTEES),
    "audit_chair": ("elected", 1, ACTING),
    "audit": ("elected", None, ACTING),
    "organiser": ("elected", 1, ("group",)),
    "operator": ("appointed", None, ACTING),
    "inspector": ("appointed", None, ACTING),
}


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    kind = apps.get_model("offices", "OfficeKind")
    kind.objects.bulk_create(
        kind(office=office, organisation_type=type_, way=way, most=most)
        for office, (way, most, types) in KINDS.items()
        for type_ in types
    )


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
