"""A transaction whose notes outlive a refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction

Answer = TypeVar("Answer")


@contextmanager
def noted(ask: Callable[[], Answer]) -> Iterator[Answer]:
    """Ask, then act upon the answer in one transaction; what `ask` has noted stays where the act is refused.

    An exception of the act takes back the act alone and is raised once the note stands; one of `ask` takes back both.
    """
    refusal: Exception | None = None
    with transaction.atomic():
        answer = ask()
        try:
            with transaction.atomic():
                yield answer
        except Exception as error:  # raised below, whatever it is
            refusal = error
    if refusal is not None:
        raise refusal
