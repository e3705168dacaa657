"""Lives that allow what is wished of them, and the cards and days that come of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from edinstvo.sites.demonstration.rules.calendar import Period
from edinstvo.sites.demonstration.rules.histories import Chronicle, Life
from edinstvo.sites.demonstration.rules.lists import shares
from edinstvo.sites.demonstration.rules.planned import Planned
from edinstvo.sites.demonstration.rules.simulation.days import Days
from edinstvo.sites.demonstration.rules.simulation.marks import CardOf, Marks, marks_of
from edinstvo.sites.demonstration.rules.simulation.quotas import Quota

# Of those with an electronic record.
_VIRTUAL = 0.18
_REASONS = shares({"dismissed": 55, "own_wish": 35, "died": 10})
_WAS_THERE = 900


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card of somebody; `ended_on` and why, where nobody holds it any more."""

    kind: str
    issued_on: date
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A life, and what it brought: an electronic record, cards, the bonus programme, an application online."""

    life: Life
    electronic_on: date | None = None
    is_online: bool = False
    cards: Sequence[DrawnCard] = ()
    bonus_on: date | None = None


class Lives:
    """Draws the people of one organisation after another."""

    def __init__(self, *, rng: Random, chronicle: Chronicle, days: Days) -> None:
        self._rng, self._chronicle, self._days = rng, chronicle, days

    def of(self, one: Planned, quota: Quota) -> Iterator[Drawn]:
        """Everybody who is on its record on the day as of, then those who left."""
        came = [arrival for arrival in one.arrivals for _ in range(arrival.people)]
        for marks in marks_of(quota, rng=self._rng):
            together = came.pop() if came and not (marks.is_first or marks.is_late or marks.is_online) else None
            life = self._chronicle.arrived(one, together) if together else self._life(one, marks)
            yield self._drawn(life, marks)
        for _ in range(quota.left):
            yield self._left(one)
        yield from (Drawn(life) for life in self._chronicle.former(one))

    def _life(self, one: Planned, marks: Marks) -> Life:
        """On record since a day that allows everything that is wished."""
        days, targets = self._days, self._days.targets
        if marks.is_late:
            return self._chronicle.joined(one, on=self._day(targets.base + timedelta(days=1), targets.as_of))
        latest = self._latest(marks)
        if marks.is_online:
            first = days.pilot_on if days.pilot_on < latest else latest - timedelta(days=300)
            return self._chronicle.joined(one, on=self._day(max(first, one.founded_on), latest))
        life = self._chronicle.present(one)
        if life.stays[-1].registered_on <= latest:
            return life
        first = max(latest - timedelta(days=_WAS_THERE), one.founded_on, days.calendar.history.first)
        return self._chronicle.joined(one, on=self._day(first, latest))

    def _latest(self, marks: Marks) -> date:
        """The last day on which somebody can have come of whom that is wished."""
        days = self._days
        found = [days.targets.base]
        if marks.is_first:
            found.append(days.elected_on)
        if marks.lost or marks.card is CardOf.YEAR:
            found.append(days.year_first)
        if marks.card is CardOf.OTHER and days.year_last >= days.targets.as_of:
            found.append(days.year_first - timedelta(days=60))
        return min(found)

    def _drawn(self, life: Life, marks: Marks) -> Drawn:
        if not marks.is_registered:
            return Drawn(life, is_online=marks.is_online)
        since = life.stays[-1].registered_on
        cards = list(self._cards(since, marks))
        until = min([card.issued_on for card in cards], default=self._days.targets.as_of)
        electronic = self._day(max(since, min(self._days.pilot_on, until)), until)
        if self._rng.random() < _VIRTUAL:
            cards.append(DrawnCard("virtual", self._day(electronic, self._days.targets.as_of)))
        bonus = self._day(electronic, self._days.targets.as_of) if marks.has_bonus else None
        return Drawn(life, electronic, marks.is_online, cards, bonus)

    def _cards(self, since: date, marks: Marks) -> Iterator[DrawnCard]:
        """Plastic cards, one after another; whoever holds one of another year has it before that year, or after it."""
        days, as_of = self._days, self._days.targets.as_of
        of_year = sorted(
            self._day(max(since, days.year_first), days.year_last)
            for _ in range(marks.lost + (marks.card is CardOf.YEAR))
        )
        held: date | None = of_year.pop() if marks.card is CardOf.YEAR else None
        if marks.card is CardOf.OTHER:
            held = self._day_besides_the_year(since, is_after=bool(marks.lost))
        for number, issued_on in enumerate(of_year):
            following = [*of_year[number + 1 :], *([held] if held and held >= issued_on else [])]
            reason = "replaced" if following else "lost"
            yield DrawnCard("plastic", issued_on, following[0] if following else self._day(issued_on, as_of), reason)
        if held:
            yield DrawnCard("plastic", held)

    def _day_besides_the_year(self, since: date, *, is_after: bool) -> date:
        days, as_of = self._days, self._days.targets.as_of
        eve, morrow = days.year_first - timedelta(days=1), days.year_last + timedelta(days=1)
        can_be_before, can_be_after = since <= eve, morrow <= as_of
        if can_be_after and (is_after or not can_be_before or self._rng.random() < 0.4):
            return self._day(max(since, morrow), as_of)
        return self._day(max(since, min(days.pilot_on, eve)), eve)

    def _left(self, one: Planned) -> Drawn:
        """Was there on the base day, and left after it."""
        targets = self._days.targets
        life = self._life(one, Marks(False, False, False, CardOf.NONE, 0, False, False))
        end = self._day(targets.base + timedelta(days=1), targets.as_of)
        last = replace(life.stays[-1], ended_on=end, end_reason=_REASONS.draw(self._rng))
        return Drawn(Life(life.person, [*life.stays[:-1], last], life.former_names))

    def _day(self, first: date, last: date) -> date:
        return Period(first, last).day(self._rng) if first < last else last
