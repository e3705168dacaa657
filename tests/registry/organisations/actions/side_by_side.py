"""Two acts at one moment, over connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

import pytest
from django.db import connection, transaction

T = TypeVar("T")


def both(first: Callable[[], T], second: Callable[[], object]) -> tuple[T, object]:
    """Begin the first, let the second begin while its transaction is open, see the second wait, then let both end."""
    has_acted, may_end = Event(), Event()

    def slowly() -> T:
        try:
            with transaction.atomic():
                done = first()
                has_acted.set()
                may_end.wait(10)
            return done
        finally:
            has_acted.set()
            connection.close()

    def meanwhile() -> object:
        has_acted.wait(10)
        try:
            with transaction.atomic():
                return second()
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.submit(slowly), pool.submit(meanwhile)
        has_acted.wait(10)
        with pytest.raises(TimeoutError):
            other.result(timeout=0.3)
        may_end.set()
        return one.result(10), other.result(10)
