"""Visit every kind of page in both registers, turn by turn, so that what disturbs one disturbs the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from django.db import connections

from benchmarks.figures import percentile, progress
from benchmarks.pages.kinds import Kind
from benchmarks.pages.register import Register, Somebody
from benchmarks.visiting import Application, NoPage, Visit, visit

_TURN, _WARMING = 25, 10


@dataclass
class Seen:
    """All visits of one kind to one register: seconds, those of all statements, of the longest, and what came."""

    whole: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    raw: list[int] = field(default_factory=list)
    packed: list[int] = field(default_factory=list)

    def add(self, visited: Visit) -> None:
        """One more visit."""
        self.whole.append(visited.seconds)
        self.database.append(visited.database)
        self.longest.append(visited.longest)
        self.queries.append(len(visited.statements))
        self.rows.append(visited.body.count(b"<tr>"))
        self.raw.append(len(visited.body))
        self.packed.append(visited.packed)

    def middle(self, name: str) -> float:
        """The 50th percentile."""
        return percentile(getattr(self, name), 0.5)

    def late(self, name: str) -> float:
        """The 95th percentile."""
        return percentile(getattr(self, name), 0.95)


def measure(
    *, kinds: Sequence[Kind], registers: Sequence[Register], application: Application, requests: int
) -> dict[str, dict[int, Seen]]:
    """What was seen of each kind (by its words) in each register (by its number of members)."""
    seen: dict[str, dict[int, Seen]] = {}
    for kind in kinds:
        seen |= measure_together(kinds=[kind], registers=registers, application=application, requests=requests)
    return seen


def measure_together(
    *, kinds: Sequence[Kind], registers: Sequence[Register], application: Application, requests: int
) -> dict[str, dict[int, Seen]]:
    """The same of kinds that are compared with each other: they take turns as well."""
    progress(f"visiting: {', '.join(kind.words for kind in kinds)}")
    sides = [(kind, register) for register in registers for kind in kinds]
    ways = [_ways(kind, register, requests + _WARMING) for kind, register in sides]
    seen: dict[str, dict[int, Seen]] = {kind.words: {one.members: Seen() for one in registers} for kind in kinds}
    for (kind, register), people in zip(sides, ways, strict=True):
        _visits(kind, register, application, people, _WARMING, Seen())
    for begin in range(0, requests, _TURN):
        turn = min(_TURN, requests - begin)
        for (kind, register), people in zip(sides, ways, strict=True):
            _visits(kind, register, application, people, turn, seen[kind.words][register.members])
    return seen


def _ways(kind: Kind, register: Register, count: int) -> Iterator[Somebody]:
    """Whom each request is about: somebody else every time."""
    people = register.people[kind.level]
    return iter(Random(kind.words).sample(people, min(count, len(people))))  # noqa: S311 (nobody real, nothing secret)


def _visits(
    kind: Kind, register: Register, application: Application, ways: Iterator[Somebody], count: int, seen: Seen
) -> None:
    connections["default"] = register.connection
    for _ in range(count):
        one = next(ways)
        address = kind.address(one, register)
        visited = visit(application, address, cookie=register.cookies[one.head_id])
        if kind.shows not in visited.body:
            raise NoPage(f"{address}: not what was asked for")
        seen.add(visited)
