"""Take a file out of the store for good."""

from django.core.files.storage import default_storage
from django.db import transaction

from edinstvo.foundation.files.models import StoredFile


def forget_file(*, file: StoredFile) -> None:
    """Delete the facts now and the bytes once that is committed; nothing may point to the file any more."""
    key = file.key
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(key))
