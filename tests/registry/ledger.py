"""A plain log of all that was said to the register, and the recount that its answers are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

Said = tuple[datetime, date, object]


@dataclass
class Sayings:
    """What was said of organisations and when: (at, of which day, value); a value of None takes that day back."""

    said: dict[tuple[str, int], list[Said]] = field(default_factory=dict)
    # Of each day what was said of it and not taken back, the last on top: (at, value).
    standing: dict[tuple[str, int, date], list[tuple[datetime, object]]] = field(default_factory=dict)

    def say(self, kind: str, id_: int, at: datetime, day: date, value: object) -> None:
        """Take it down."""
        self.said.setdefault((kind, id_), []).append((at, day, value))
        upon = self.standing.setdefault((kind, id_, day), [])
        if not upon or upon[-1][1] != value:
            upon.append((at, value))

    def take_back(self, kind: str, id_: int, at: datetime, day: date, *, said_at: datetime | None = None) -> None:
        """The last thing said of the day never was, and the one before holds; `said_at`: only what was said then."""
        upon = self.standing[kind, id_, day]
        if upon and said_at in (None, upon[-1][0]):
            upon.pop()
            before = upon[-1][1] if upon else None
            self.said[kind, id_].append((at, day, before))

    def days(self, kind: str, id_: int, known_on: date | None = None) -> dict[date, object]:
        """The last thing said of each day, as far as known."""
        known = {
            of_day: value
            for at, of_day, value in self.said.get((kind, id_), [])
            if known_on is None or at.date() <= known_on
        }
        return {of_day: value for of_day, value in known.items() if value is not None}

    def answer(self, kind: str, id_: int, day: date, known_on: date | None = None) -> object:
        """The last thing said, as far as known, of the last day up to `day` of which anything holds."""
        known = self.days(kind, id_, known_on)
        held = [of_day for of_day in known if of_day <= day]
        return known[max(held)] if held else None

    def chain(self, id_: int | None, day: date, known_on: date | None = None) -> list[int]:
        """The ids from it up to the union, as they stood on the day."""
        ids: list[int] = []
        while id_ is not None and id_ not in ids:
            ids.append(id_)
            above = self.answer("parent", id_, day, known_on)
            id_ = above if isinstance(above, int) else None
        return ids

    def laid(self, id_: int | None, day: date) -> list[int]:
        """The same of whoever is on record there: before it is known to stand they were where it first stood."""
        ids: list[int] = []
        while id_ is not None and id_ not in ids:
            ids.append(id_)
            above = self.answer("parent", id_, max(day, min(self.days("parent", id_), default=day)))
            id_ = above if isinstance(above, int) else None
        return ids

    def ids(self) -> list[int]:
        """Every organisation that was ever founded."""
        return [id_ for kind, id_ in self.said if kind == "parent"]

    def stands(self, id_: int, day: date = date.max) -> bool:
        """Whether it stood on the day."""
        return self.answer("status", id_, day) == "open"


@dataclass(frozen=True)
class Stay:
    """Somebody's time on record: whose, where, from when till when, and the category from each day on."""

    person: int
    place: int
    begin: date
    end: date | None = None
    categories: tuple[tuple[date, str], ...] = ()

    def counts_on(self, day: date) -> bool:
        """Whether it counts on the day."""
        return self.begin <= day and not (self.end is not None and self.end <= day)

    def category_on(self, day: date) -> str:
        """The category of the day, "" where none was said."""
        return next((category for since, category in reversed(self.categories) if since <= day), "")

    def shares_days_with(self, other: "Stay") -> bool:
        """Whether a day is one of both."""
        if self.begin == self.end or other.begin == other.end:
            return False
        return self.begin < (other.end or date.max) and other.begin < (self.end or date.max)


@dataclass
class Ledger(Sayings):
    """The organisations, and of each stay what was said from which moment on; None: it never was."""

    stays: dict[int, list[tuple[datetime, Stay | None]]] = field(default_factory=dict)

    def tell(self, id_: int, stay: Stay | None, at: datetime) -> None:
        """Take down how the stay is from now on known."""
        self.stays.setdefault(id_, []).append((at, stay))

    def known_stays(self, moment: datetime | None = None) -> dict[int, Stay]:
        """The stays as known at the moment, by id."""
        told = {
            id_: [stay for at, stay in history if moment is None or at <= moment] for id_, history in self.stays.items()
        }
        return {id_: last for id_, stays in told.items() if stays and (last := stays[-1]) is not None}

    def counted(self, day: date, moment: datetime | None = None) -> Iterator[tuple[int, Stay]]:
        """The stays that counted on the day, as known at the moment."""
        return ((id_, stay) for id_, stay in self.known_stays(moment).items() if stay.counts_on(day))

    def open_stays(self) -> dict[int, Stay]:
        """The stays that go on today, by id."""
        return {id_: stay for id_, stay in self.known_stays().items() if stay.end is None}

    def last_stays(self) -> dict[int, int]:
        """For each person the id of the stay that speaks for them: the open one, else the last that ended."""
        stays = self.known_stays()
        order = sorted(stays, key=lambda id_: (stays[id_].end or date.max, stays[id_].begin, id_))
        return {stays[id_].person: id_ for id_ in order}
