"""Which kinds of consent there are, and what follows from a withdrawal (152-ФЗ; to be confirmed by the union's lawyers).

Processing: article 21, part 5, thirty days. Publication and photographs: article 10.1, part 14, three working days; three
days of the calendar are never later. Children's data serve one purpose and are destroyed with it. News stop at once.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Code: (whether it is required, what follows, in how many days, whether contacts are emptied).
KINDS = {
    "processing": (True, "decide", 30, True),
    "publication": (False, "take_down", 3, False),
    "photo": (False, "take_down", 3, False),
    "children": (False, "destroy", 30, False),
    "news": (False, "nothing", 0, False),
}


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    kind = apps.get_model("consents", "ConsentKind")
    kind.objects.bulk_create(
        kind(code=code, place=place, is_required=required, follow_up=what, days=days, clears_contacts=clears)
        for place, (code, (required, what, days, clears)) in enumerate(KINDS.items(), start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
