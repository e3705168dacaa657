"""Addresses without anybody's number in them: found once, the same on every page as long as the process lives."""

from functools import cache

from django.conf import settings
from django.urls import reverse


def fixed_address(name: str) -> str:
    """The address of a view that takes nothing; raises NoReverseMatch where there is none."""
    return _found(name, settings.ROOT_URLCONF)


@cache
def _found(name: str, _addresses: str) -> str:
    return reverse(name)
