"""What people lacked on a past day, told by the slices above that keep it: each says so in its `holdings.py`."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

# The predicate, on memberships, of whoever lacked it at the end of the day.
LackedOn = Callable[[date], Q]


def _on_paper(day: date) -> Q:
    return ~Q(electronic_on__lte=day)


_KNOWN: dict[str, LackedOn] = {"electronic_record": _on_paper}


class ToldTwice(Exception):
    """Two slices say who lacks the same."""


def tell_who_lacked(what: str, predicate: LackedOn) -> None:
    """Let lists of a past day ask who lacked it then; `what` is a key of `narrowing.LACKING`. Raises ToldTwice."""
    if what in _KNOWN:
        raise ToldTwice(what)
    _KNOWN[what] = predicate


def lacked_on(what: str, day: date) -> Q | None:
    """The predicate; None of what is known as of today only."""
    predicate = _KNOWN.get(what)
    return None if predicate is None else predicate(day)
