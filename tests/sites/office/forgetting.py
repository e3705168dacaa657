"""A predicate is forgotten: `Actor.scope` and `within` narrow nothing for the modules that are named."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from django.db.models import Q

from edinstvo.foundation.access import branches
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power

_SCOPE = Actor.scope
# Where a predicate is given another name; whoever calls it asks the query.
_BETWEEN = ("permissions", "access.actor")
# Who says "in that branch" by themselves.
_WITHIN = [
    name
    for name, module in sorted(sys.modules.items())
    if name.startswith("edinstvo.registry.") and getattr(module, "within", None) is branches.within
]


@contextmanager
def forgotten(is_forgotten: Callable[[str], bool]) -> Iterator[None]:
    """Inside the block, for each module (by its name) of which `is_forgotten` says so."""

    def scope(self: Actor, power: Power, *, via: str = "") -> Q:
        return Q() if is_forgotten(_caller(sys._getframe(1))) else _SCOPE(self, power, via=via)

    def place(of: Iterable[branches.Branch], *, via: str = "") -> Q:
        return Q() if is_forgotten(_caller(sys._getframe(1))) else branches.within(of, via=via)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Actor, "scope", scope)
        for name in _WITHIN:
            patch.setattr(f"{name}.within", place)
        yield


def _caller(frame: FrameType | None) -> str:
    """The nearest module that asked, but for those that only give the predicate a name."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("edinstvo.") and not name.endswith(_BETWEEN):
            return name
        frame = frame.f_back
    return ""
