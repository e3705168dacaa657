"""Forget the files of rows that stay without them."""

from typing import Any

from django.db.models import QuerySet

from edinstvo.foundation.files.actions.forget_file import forget_file


def forget_files(*, of: QuerySet[Any]) -> int:
    """Lock the rows, take their `file` from each, and return how many had one; inside a transaction."""
    rows = [row for row in of.select_for_update(of=("self",)) if row.file is not None]
    for row in rows:
        file, row.file = row.file, None
        row.save(update_fields=["file"])
        forget_file(file=file)
    return len(rows)
