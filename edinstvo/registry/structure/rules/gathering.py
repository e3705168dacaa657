"""The organisations of a list as they come together: a territory may be named in many rows and is one organisation."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from edinstvo.registry.structure.rules.kinds import TERRITORIAL, is_region
from edinstvo.registry.structure.rules.naming import LONGEST, exact_key, may_be_one, name_problems, telling_words
from edinstvo.registry.structure.rules.organisation import LeftColumn, ReadOrganisation
from edinstvo.registry.structure.rules.problems import OF_NAMES, Code, Problem

# What a territory's own row adds to what its name, met before, said already.
_DETAILS = ("inpo", "chair_last_name", "chair_first_name", "chair_middle_name", "phone", "email", "address", "as_of")
# A word that more territories share tells none of them apart.
_MOST_COMPARED = 300


@dataclass(frozen=True)
class Head:
    """The organisation that a list is brought into: its names, whether it is regional."""

    names: Collection[str]
    is_regional: bool

    def is_meant(self, name: str) -> bool:
        """Whether a name in the list means it."""
        if any(exact_key(name) == exact_key(own) or may_be_one(name, own) for own in self.names):
            return True
        return self.is_regional and is_region(name)


class Gathering:
    """Takes organisations in the order of the rows."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self._all: list[ReadOrganisation] = []
        self._territories: dict[str, ReadOrganisation] = {}
        self._with_word: dict[str, list[ReadOrganisation]] = {}
        self._seen: dict[tuple[str, str], ReadOrganisation] = {}
        self._left: dict[tuple[str, ...], LeftColumn] = {}

    def organisations(self) -> list[ReadOrganisation]:
        """All of them; a territory stands where it was named first, so before those below it."""
        return self._all

    def left_columns(self) -> list[LeftColumn]:
        """The columns of which nothing was taken, each heading once."""
        return list(self._left.values())

    def leave(self, column: LeftColumn) -> None:
        """Remember that nothing is taken of a column that says something."""
        key = (exact_key(column.heading),) if column.heading else (column.sheet, column.column)
        self._left.setdefault(key, column)

    def territory(self, name: str, *, sheet: str, row: int, type_: str = TERRITORIAL) -> str:
        """The name by which those below call a territory, "" for the head; one not met before is an organisation."""
        if not name or self.head.is_meant(name):
            return ""
        key = exact_key(name)
        if key not in self._territories:
            read = ReadOrganisation(sheet=sheet, row=row, type=type_, name=name[:LONGEST])
            read.problems.extend([*name_problems(name), *self._alike(name)])
            self._territories[key] = read
            self._all.append(read)
            for word in telling_words(name):
                self._with_word.setdefault(word, []).append(read)
        return self._territories[key].name

    def _alike(self, name: str) -> Iterator[Problem]:
        """The territory met before that may be the same under another name; those looked at share a telling word."""
        sharing = (one for word in sorted(telling_words(name)) for one in self._with_word.get(word, ()))
        if first := next((one for one in islice(sharing, _MOST_COMPARED) if may_be_one(name, one.name)), None):
            params = {"known": first.name, "sheet": first.sheet, "row": str(first.row)}
            yield Problem(column="", field="name", code=Code.ALIKE_TERRITORY, params=params)

    def named_in_full(self, tab: str) -> str:
        """The territory that the name of a sheet stands for: tabs are cut and shortened. Itself, if none or several."""
        fitting = [one.name for one in self._territories.values() if may_be_one(tab, one.name)]
        return fitting[0] if len(fitting) == 1 and exact_key(tab) not in self._territories else tab

    def add_territory(self, read: ReadOrganisation) -> str:
        """A territory's own row: what it says is added to what is known of it. Returns what those below call it.

        Of two such rows the first counts, the second fills in what the first left empty and is told.
        """
        if self.head.is_meant(read.name):
            read.is_head = True
            self._all.append(read)
            return ""
        name = self.territory(read.name, sheet=read.sheet, row=read.row)
        if not name:
            self._all.append(read)
            return ""
        known = self._territories[exact_key(read.name)]
        for detail in _DETAILS:
            setattr(known, detail, getattr(known, detail) or getattr(read, detail))
        if known.raw:
            params = {"sheet": read.sheet, "row": str(read.row)}
            known.problems.append(Problem(column="", field="name", code=Code.SAID_AGAIN, params=params))
        known.raw = known.raw or read.raw
        # Of its name everything has been said where it was met first.
        known.problems.extend(problem for problem in read.problems if problem.code not in OF_NAMES)
        return name

    def add(self, read: ReadOrganisation) -> None:
        """Any other organisation; the second of a name under one parent is a duplicate."""
        first = self._seen.setdefault((exact_key(read.parent), exact_key(read.name)), read)
        if read.name and first is not read:
            params = {"sheet": first.sheet, "row": str(first.row)}
            read.problems.append(Problem(column="", field="name", code=Code.DUPLICATE_ROW, params=params))
        self._all.append(read)
