"""What random histories are about: the ledger, what can be taken back, and what an act is drawn by."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.members.models import PersonMerge
from edinstvo.registry.reorganisations.models import Reorganisation
from tests.registry.ledger import Ledger, Stay

Thing = TypeVar("Thing")
CATEGORIES = ("pedagogical", "support", "student")
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"


@dataclass(frozen=True)
class Draw:
    """What an act is about: numbers to choose by, and days."""

    one: int
    other: int
    day: date
    later: date


@dataclass
class World:
    """The ledger, and what can be taken back, each with how things were known before."""

    ledger: Ledger = field(default_factory=Ledger)
    names: dict[int, str] = field(default_factory=dict)
    merges: list[tuple[PersonMerge, dict[int, Stay], dict[int, Stay]]] = field(default_factory=list)
    reorganisations: list[tuple[Reorganisation, dict[int, Stay], dict[tuple[str, int], object]]] = field(
        default_factory=list
    )
    lists: list[ImportPlan] = field(default_factory=list)

    def new_name(self) -> str:
        """A name that nobody has yet."""
        number = len(self.names) + 20 * len(self.lists)
        return f"Белых Анна{LETTERS[number // len(LETTERS)]}{LETTERS[number % len(LETTERS)]}"


class NobodyFits(Exception):
    """There is nothing yet that this act could be about."""


def pick(things: Collection[Thing], number: int) -> Thing:
    if not things:
        raise NobodyFits
    return list(things)[number % len(things)]


Act: TypeAlias = Callable[[World, Draw, datetime], Any]
