"""Lives: where each invented person was on record, from when to when, and how they came and went."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from edinstvo.registry.members.rules.people import MembershipDetails, PersonDetails, age_on
from edinstvo.sites.demonstration.rules.absences import Absence, Absences, SideJob
from edinstvo.sites.demonstration.rules.calendar import Calendar, Period, working_day
from edinstvo.sites.demonstration.rules.institutions import Kind
from edinstvo.sites.demonstration.rules.lists import shares
from edinstvo.sites.demonstration.rules.people import Career, People
from edinstvo.sites.demonstration.rules.planned import Arrival, Planned

# Of those on record today: how many joined in the years of the history, and how many moved in from elsewhere.
_JOINED, _MOVED = 0.22, 0.055
# How many leave in a year, of those on record.
_LEAVE = 0.042
_REASONS = shares({"dismissed": 48, "own_wish": 27, "died": 8, "other": 12, "expelled": 2})
_RARELY_DIE_BEFORE = 45
_NO_JOINING_DAY, _NO_CATEGORY, _HAS_TICKET = 0.015, 0.01, 0.6


@dataclass(frozen=True, slots=True)
class Stay:
    """Time on the record of one organisation, named by its key."""

    at: str
    registered_on: date
    details: MembershipDetails
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A person, their stays in order, the names they bore before the register was opened, what else there was."""

    person: PersonDetails
    stays: Sequence[Stay]
    former_names: Sequence[PersonDetails] = ()
    absences: Sequence[Absence] = ()
    side_jobs: Sequence[SideJob] = ()

    @property
    def last_fact_on(self) -> date:
        """The latest day of anything said of them."""
        days = [stay.ended_on or stay.registered_on for stay in self.stays]
        days += [one.until or one.since for one in self.absences]
        return max([*days, *(one.since for one in self.side_jobs)])


class Chronicle:
    """Writes the lives of the members of one organisation after another."""

    def __init__(
        self, *, rng: Random, people: People, calendar: Calendar, planned: Sequence[Planned], leave: float = _LEAVE
    ) -> None:
        self._rng, self._people, self._calendar, self._leave = rng, people, calendar, leave
        self._absences = Absences(seed=len(planned), today=calendar.eve)
        self._by_key = {one.key: one for one in planned}
        self._origins: dict[str, list[Planned]] = defaultdict(list)
        for one in planned:
            if one.kind and one.closed_on is None and one.founded_on < calendar.opened_on:
                self._origins[one.region].append(one)

    def lives(self, one: Planned, *, size: int) -> Iterator[Life]:
        """`size` people who are on its record today, and those who left in the years of the history."""
        for arrival in one.arrivals:
            for _ in range(arrival.people):
                yield self.arrived(one, arrival)
        for _ in range(max(size - sum(arrival.people for arrival in one.arrivals), 0)):
            yield self.present(one)
        yield from self.former(one)

    def former(self, one: Planned) -> Iterator[Life]:
        """Those who left in the years of the history."""
        for _ in range(self._rounded(one.size * self._leave * self._until(one).length / 365)):
            yield self._leaver(one)

    def joined(self, one: Planned, *, on: date) -> Life:
        """Somebody who joined there that day and is on record."""
        return self._joiner(one, self._category(one), on)

    def arrived(self, one: Planned, arrival: Arrival) -> Life:
        """Somebody who came with others from an organisation that was closed."""
        return self._mover(one, self._category(one), self._by_key[arrival.origin], arrival.on)

    def present(self, one: Planned) -> Life:
        """Somebody who is on record there today."""
        category, days = self._category(one), self._until(one)
        if category == "student":
            return self._joiner(one, category, self._student_day(one))
        if one.founded_on > self._calendar.opened_on or self._rng.random() < _JOINED:
            return self._joiner(one, category, self._calendar.joining_day(self._rng, days))
        if self._rng.random() < _MOVED / (1 - _JOINED) and (origins := self._origins[one.region]):
            return self._mover(one, category, self._rng.choice(origins), days.day(self._rng))
        return self._veteran(one, category)

    def _joiner(self, one: Planned, category: str, day: date) -> Life:
        """Joined the union here, in the years of the history."""
        career = self._people.career_from(category, day)
        return self._life(one, career, [self._stay(one, career, category, day)])

    def _veteran(self, one: Planned, category: str) -> Life:
        """Was here before the register was opened."""
        career = self._people.career_until(category, self._calendar.opened_on)
        return self._life(one, career, [self._stay(one, career, category, self._before_opening(one, career))])

    def _mover(self, one: Planned, category: str, origin: Planned, day: date) -> Life:
        """Came from another organisation without a break."""
        former = self._category(origin)
        career = self._people.career_until(former, self._calendar.opened_on)
        left = self._stay(origin, career, former, self._before_opening(origin, career), _End(day, "transferred"))
        return self._life(one, career, [left, self._stay(one, career, category, day)])

    def _leaver(self, one: Planned) -> Life:
        """Left the union in the years of the history."""
        category, days = self._category(one), self._until(one)
        end = _End(days.day(self._rng), self._reason(category))
        if end.reason == "graduated":
            end = _End(_graduation_day(near=end.on, last=days.last), end.reason)
        career = self._people.career_until(category, end.on)
        if end.reason == "died" and age_on(career.born, end.on) < _RARELY_DIE_BEFORE:
            end = _End(end.on, "dismissed")
        earliest = max(career.joined, min(one.founded_on, end.on))
        registered = earliest if self._rng.random() < 0.6 else self._between(earliest, end.on)
        return self._life(one, career, [self._stay(one, career, category, registered, end)])

    def _life(self, one: Planned, career: Career, stays: list[Stay]) -> Life:
        sex = _kind(one).sex(self._rng)
        person = self._people.details(sex=sex, born=career.born, region=one.region)
        former_names = self._people.former_name(person, career.born)
        last = stays[-1]
        if last.ended_on is not None or last.details.category in ("student", "retired"):
            return Life(person, stays, former_names)
        absence = self._absences.absence(since=last.registered_on, born=career.born, sex=sex)
        job = self._absences.side_job(since=last.registered_on, places=self._origins[one.region], besides=one.key)
        return Life(person, stays, former_names, [absence] if absence else [], [job] if job else [])

    def _stay(self, one: Planned, career: Career, category: str, registered: date, end: "_End | None" = None) -> Stay:
        rng, joined_here = self._rng, registered == career.joined
        has_papers = joined_here and rng.random() < (0.85 if registered >= self._calendar.opened_on else 0.35)
        details = MembershipDetails(
            application_on=registered - timedelta(days=rng.randint(1, 9)) if has_papers else None,
            decision_on=registered if has_papers else None,
            decision_number=str(rng.randint(1, 14)) if has_papers else "",
            joined_on=career.joined if joined_here or rng.random() >= _NO_JOINING_DAY else None,
            category=category if rng.random() >= _NO_CATEGORY else "",
            position=_kind(one).position(rng, category),
            ticket_number=f"{rng.randrange(1_000_000, 99_999_999):08d}" if rng.random() < _HAS_TICKET else "",
        )
        return Stay(one.key, registered, details, end.on if end else None, end.reason if end else "")

    def _category(self, one: Planned) -> str:
        """Groups of a university are its students' own; its other parts keep the staff."""
        kind = _kind(one)
        if kind.name != "university":
            return kind.category(self._rng)
        if one.type == "group":
            return "student"
        while (category := kind.category(self._rng)) == "student":
            pass
        return category

    def _reason(self, category: str) -> str:
        if category == "student" and self._rng.random() < 0.8:
            return "graduated"
        if category == "retired" and self._rng.random() < 0.5:
            return "died"
        return _REASONS.draw(self._rng)

    def _student_day(self, one: Planned) -> date:
        """The autumn of one of the last four school years."""
        today = self._until(one).last
        year = today.year - self._rng.randint(0, 3) - (today < date(today.year, 11, 10))
        return working_day(date(year, 9, 8) + timedelta(days=self._rng.randrange(60)), since=one.founded_on)

    def _before_opening(self, one: Planned, career: Career) -> date:
        """A day on record before the opening: the day of joining, or some day since where they came later."""
        earliest, opened = max(career.joined, one.founded_on), self._calendar.opened_on
        if earliest >= opened or (earliest == career.joined and self._rng.random() < 0.55):
            return min(earliest, opened)
        return self._between(earliest, opened)

    def _between(self, first: date, last: date) -> date:
        return Period(first, last).day(self._rng) if first < last else first

    def _until(self, one: Planned) -> Period:
        """The history of the organisation; the shown territory lives its last month by hand."""
        last = self._calendar.eve if one.is_fixed else self._calendar.today
        return Period(max(self._calendar.history.first, min(one.founded_on, last)), last)

    def _rounded(self, expected: float) -> int:
        """A whole number that is the expected one on average."""
        return int(expected + self._rng.random())


@dataclass(frozen=True, slots=True)
class _End:
    on: date
    reason: str


def _graduation_day(*, near: date, last: date) -> date:
    """The last working day of June of that year, or of the year before where it has not come."""
    june = date(near.year, 6, 30)
    return working_day(june if june <= last else date(near.year - 1, 6, 30), since=date(near.year - 1, 6, 1))


def _kind(one: Planned) -> Kind:
    if one.kind is None:
        raise ValueError(f"{one.name} keeps no members")
    return one.kind
