"""Take the next numbers of a counter of ИНПО."""

from django.db import connection

_TAKE = """
INSERT INTO organisations_inpocounter AS counter (prefix, last) VALUES (%s, %s)
ON CONFLICT (prefix) DO UPDATE SET last = counter.last + excluded.last RETURNING last
"""


class NumbersExhausted(Exception):
    """Every number under this prefix has been given, and none is given twice."""

    def __init__(self, *, prefix: str) -> None:
        super().__init__(f"no numbers are left under {prefix}")
        self.prefix = prefix


def reserve_numbers(*, prefix: str, count: int, last: int) -> range:
    """The next `count` numbers under the prefix, not above `last`; raises NumbersExhausted.

    The counter's row stays locked until the transaction ends: two foundings under one parent follow each other, and a
    founding that fails gives its number back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [prefix, count])
        (taken,) = cursor.fetchone()
    if taken > last:
        raise NumbersExhausted(prefix=prefix)
    return range(taken - count + 1, taken + 1)
