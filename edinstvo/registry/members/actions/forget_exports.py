"""Forget exported files after some days: what was taken of whom and why stays, what it said of them does not."""

from datetime import datetime, timedelta

from django.db import transaction

from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.registry.members.models import Export

KEPT_FOR = timedelta(days=7)


def forget_exports(*, at: datetime) -> int:
    """Forget every file older than KEPT_FOR and return how many (152-ФЗ, art. 5: no longer than the purpose lasts)."""
    forgotten = 0
    for export in Export.objects.filter(file__isnull=False, done_at__lt=at - KEPT_FOR).select_related("file"):
        with transaction.atomic():
            file, export.file = export.file, None
            export.save(update_fields=["file"])
            if file is not None:
                forget_file(file=file)
        forgotten += 1
    return forgotten
