"""What the plan says of one organisation."""

from dataclasses import dataclass, field
from datetime import date

from edinstvo.sites.demonstration.rules.institutions import Kind
from edinstvo.sites.demonstration.rules.places import Town


@dataclass(frozen=True)
class Renaming:
    """Another name from a day on."""

    on: date
    name: str
    short_name: str


@dataclass(frozen=True)
class Arrival:
    """People who came together from an organisation that was closed that day."""

    on: date
    origin: str
    people: int


@dataclass(frozen=True)
class Move:
    """Until that day it stood under another parent of this key."""

    until: date
    parent: str


@dataclass
class Planned:
    """An organisation of the plan. `size` is how many members are right on its record today, its parts left out."""

    key: str
    parent: str
    type: str
    name: str
    short_name: str
    founded_on: date
    region: str
    kind: Kind | None = None
    town: Town | None = None
    size: int = 0
    is_fixed: bool = False
    seat: str = ""
    subjects: tuple[str, ...] = ()
    closed_on: date | None = None
    renamed: list[Renaming] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
