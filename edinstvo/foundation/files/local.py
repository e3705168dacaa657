"""A stored file as a path on this machine, wherever the store keeps it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import default_storage

from edinstvo.foundation.files.models import StoredFile


@contextmanager
def local_copy(*, file: StoredFile) -> Iterator[Path]:
    """The path of the file: its own in a folder store, of a copy that goes afterwards in any other."""
    try:
        yield Path(default_storage.path(file.key))
        return
    except NotImplementedError:
        pass
    with tempfile.NamedTemporaryFile() as copy, default_storage.open(file.key) as source:
        shutil.copyfileobj(source, copy)
        copy.flush()
        yield Path(copy.name)
