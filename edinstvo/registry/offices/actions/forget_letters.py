"""Forget printed letters that were taken: whoever lost them has new ones made."""

from datetime import datetime

from django.db import transaction

from edinstvo.foundation.files.actions.forget_files import forget_files
from edinstvo.registry.offices.models import LetterBatch
from edinstvo.registry.offices.rules import KEPT_AFTER_DOWNLOAD


def forget_letters(*, at: datetime) -> int:
    """Forget the files downloaded a day ago; return how many. Those that nobody took: `retention.py`."""
    taken = LetterBatch.objects.filter(downloaded_at__lt=at - KEPT_AFTER_DOWNLOAD, file__isnull=False)
    with transaction.atomic():
        return forget_files(of=taken)
