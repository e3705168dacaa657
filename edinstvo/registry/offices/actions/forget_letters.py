"""Forget printed letters: whoever lost them has new ones made."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from edinstvo.foundation.files.actions.forget_file import forget_file
from edinstvo.registry.offices.models import LetterBatch
from edinstvo.registry.offices.rules import KEPT_AFTER_DOWNLOAD, KEPT_AT_MOST


def forget_letters(*, at: datetime) -> int:
    """Forget the files downloaded a day ago, and those made a week ago anyway; return how many."""
    old = Q(downloaded_at__lt=at - KEPT_AFTER_DOWNLOAD) | Q(issued_at__lt=at - KEPT_AT_MOST)
    forgotten = 0
    for batch in LetterBatch.objects.filter(old, file__isnull=False):
        with transaction.atomic():
            file, batch.file = batch.file, None
            batch.save(update_fields=["file"])
            if file is not None:
                forget_file(file=file)
        forgotten += 1
    return forgotten
