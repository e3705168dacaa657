"""Who decides whether a person is known: one form about one person at a time, and no form while a list is closing."""

import zlib
from datetime import date

from django.db import connection

from edinstvo.foundation.folding import fold

# The first of two keys of an advisory lock says what is locked, the second is a hash of who; the single key is the gate
# that every admission passes together with the others and a list, at the very end of its commit, alone.
_IDENTITIES = 7_320_001
_GATE = 7_320_002
# Lists are committed and undone one after another, and never while two people are made one.
_LISTS = 7_330_001


def hold_identity(*, last_name: str, first_name: str, birth_date: date | None) -> None:
    """Wait for and hold, until the transaction ends, the right to decide whether this person is known."""
    who = zlib.crc32(f"{fold(last_name)} {fold(first_name)} {birth_date or ''}".encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_GATE])
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_IDENTITIES, who])


def hold_all_identities() -> None:
    """Wait until no admission is deciding, and let none begin until the transaction ends: milliseconds, not a list."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_GATE])


def hold_lists() -> None:
    """Let no other list and no merge begin until the transaction ends; before any row of people is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LISTS])


def wait_for_lists() -> None:
    """Wait for the list that is being committed or undone, and let none begin until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LISTS])
