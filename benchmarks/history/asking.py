"""Counts and trees of a past day beside those of today, asked without a page around them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import progress
from benchmarks.history.past import THEN
from benchmarks.pages.register import Register
from benchmarks.people import TODAY
from benchmarks.union import OPERATOR
from edinstvo.foundation.tallies.queries import figure
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.queries.branch_on import people_on
from edinstvo.registry.organisations.queries.history import tree_on
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS


@dataclass
class Asked:
    """Seconds of each asking, the statements of one, and what came: a number of people or of organisations."""

    times: list[float] = field(default_factory=list)
    queries: int = 0
    found: int = 0


Question = Callable[[Organisation], int]
# Those of one group are compared with the first of it.
GROUPS: dict[str, dict[str, Question]] = {
    "region": {
        "people of a region today: its figure": lambda one: figure(measure=OPEN_MEMBERSHIPS, organisation_id=one.pk),
        "people of a region today: counted": lambda one: people_on(one, on=TODAY),
        "people of a region three years ago": lambda one: people_on(one, on=THEN),
    },
    "tree of a region": {
        "tree of a region today: its rows in their order": lambda one: _tree(one),
        "tree of a region as of today": lambda one: len(tree_on(one, on=TODAY, seen_by=OPERATOR)),
        "tree of a region three years ago": lambda one: len(tree_on(one, on=THEN, seen_by=OPERATOR)),
    },
    "tree of the union": {
        "tree of the union today: its rows in their order": lambda one: _tree(one),
        "tree of the union as of today": lambda one: len(tree_on(one, on=TODAY, seen_by=OPERATOR)),
        "tree of the union three years ago": lambda one: len(tree_on(one, on=THEN, seen_by=OPERATOR)),
    },
}


def ask(*, registers: Sequence[Register], times: int) -> dict[str, dict[int, Asked]]:
    """What each question (by its words) took in each register (by its number of members), in turns."""
    asked = {words: {one.members: Asked() for one in registers} for group in GROUPS.values() for words in group}
    for name, group in GROUPS.items():
        progress(f"asking: {name}")
        for number in range(times + 1):
            for register in registers:
                connections["default"] = register.connection
                one = _organisation(name, number)
                for words, question in group.items():
                    _ask(asked[words][register.members], question, one, is_first=number == 0)
    return asked


def _ask(asked: Asked, question: Question, organisation: Organisation, *, is_first: bool) -> None:
    """The first time warms up, and counts the statements."""
    if is_first:
        with CaptureQueriesContext(connection) as seen:
            asked.found = question(organisation)
        asked.queries = len(seen)
        return
    begun = time.perf_counter()
    question(organisation)
    asked.times.append(time.perf_counter() - begun)


def _organisation(group: str, number: int) -> Organisation:
    """The union, or another region each time."""
    if group == "tree of the union":
        return Organisation.objects.get(type=OrganisationType.UNION)
    regions = Organisation.objects.filter(type=OrganisationType.REGIONAL).order_by("pk")
    return regions[number % len(regions)]


def _tree(organisation: Organisation) -> int:
    """The bare minimum of a tree: the rows below, the parts after the whole."""
    below = Organisation.objects.filter(path__gt=organisation.path, path__lt=f"{organisation.path}~", closed_on=None)
    return len(below.order_by("path"))
