"""A predicate is forgotten: `scope`, `branches` and `within` narrow nothing for the modules that are named."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from django.db.models import Q

from edinstvo.foundation.access import branches
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.powers import Power
from tests.sites.office.predicates import CHOICES

_SCOPE, _BRANCHES = Actor.scope, Actor.branches
# Of whom `branches` is no predicate: `may` and `scope` themselves, and who only chooses by it.
_CHOICES = {Actor.__module__, *CHOICES}
# Where a predicate is given another name; whoever calls it asks the query.
_BETWEEN = ("permissions", "access.actor")
_EVERYWHERE = (Branch(level=Level.UNION, organisation_id=0),)


@contextmanager
def forgotten(is_forgotten: Callable[[str], bool]) -> Iterator[None]:
    """Inside the block, for each module (by its name) of which `is_forgotten` says so.

    Whether somebody may do something at a place at all (`may`, `require`) is asked as before.
    """

    def scope(self: Actor, power: Power, *, via: str = "") -> Q:
        return Q() if is_forgotten(_caller(sys._getframe(1))) else _SCOPE(self, power, via=via)

    def everywhere(self: Actor, power: Power) -> tuple[Branch, ...]:
        asker = sys._getframe(1)
        if asker.f_globals.get("__name__") not in _CHOICES and is_forgotten(_caller(asker)):
            return _EVERYWHERE
        return _BRANCHES(self, power)

    def place(of: Iterable[Branch], *, via: str = "") -> Q:
        return Q() if is_forgotten(_caller(sys._getframe(1))) else branches.within(of, via=via)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Actor, "scope", scope)
        patch.setattr(Actor, "branches", everywhere)
        for name in _who_say_within():
            patch.setattr(f"{name}.within", place)
        yield


def _who_say_within() -> list[str]:
    """Who says "in that branch" by themselves."""
    return [
        name
        for name, module in sorted(sys.modules.items())
        if name.startswith("edinstvo.")
        and not name.startswith("edinstvo.foundation.access.")
        and getattr(module, "within", None) is branches.within
    ]


def _caller(frame: FrameType | None) -> str:
    """The nearest module that asked, but for those that only give the predicate a name."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("edinstvo.") and not name.endswith(_BETWEEN):
            return name
        frame = frame.f_back
    return ""
