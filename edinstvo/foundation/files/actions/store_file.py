"""Put a file into the store, counting and hashing it on the way."""

import hashlib
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.files.models import StoredFile


class FileTooBig(Exception):
    """The file has more bytes than the caller allows."""


def store_file(*, actor: Actor, name: str, chunks: Iterable[bytes], at: datetime, most_bytes: int) -> StoredFile:
    """Store the chunks under a key of our own; raises FileTooBig before anything is kept.

    The person's name for the file is kept as a fact and never becomes a path.
    """
    digest, size = hashlib.sha256(), 0
    with tempfile.TemporaryFile() as spool:
        for chunk in chunks:
            size += len(chunk)
            if size > most_bytes:
                raise FileTooBig
            digest.update(chunk)
            spool.write(chunk)
        spool.seek(0)
        key = default_storage.save(f"{at:%Y/%m}/{uuid4().hex}", File(spool))
    return StoredFile.objects.create(
        name=PurePath(name.replace("\\", "/")).name[:255], key=key, size=size, sha256=digest.hexdigest(), stored_at=at
    )
