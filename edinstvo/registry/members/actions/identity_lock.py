"""One admission of one person at a time: two forms, or a form and an import, never both find nobody."""

import zlib
from datetime import date

from django.db import connection

from edinstvo.foundation.folding import fold

# The first of the two keys of an advisory lock says what is locked; the second is a hash of who.
_IDENTITIES = 7_320_001


def hold_identity(*, last_name: str, first_name: str, birth_date: date | None) -> None:
    """Wait for and hold, until the transaction ends, the right to decide whether this person is known."""
    who = zlib.crc32(f"{fold(last_name)} {fold(first_name)} {birth_date or ''}".encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_IDENTITIES, who])
