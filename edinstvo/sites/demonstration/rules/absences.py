"""What else there is in an invented life: a membership suspended for a time, a second workplace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from edinstvo.registry.members.rules.people import age_on
from edinstvo.sites.demonstration.rules.planned import Planned

# Of those on record today: who is suspended, who was once, who works in a second place.
_SUSPENDED, _WAS_SUSPENDED, _WORKS_ELSEWHERE = 0.012, 0.02, 0.01
_LONGEST = {"army": 365, "childcare": 1000, "unemployed": 180, "other": 120}
_POSITIONS = ("учитель", "педагог дополнительного образования", "преподаватель", "воспитатель", "методист")


@dataclass(frozen=True, slots=True)
class Absence:
    """A suspension; without `until` it goes on."""

    since: date
    until: date | None
    expected_until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class SideJob:
    """A second workplace, in the organisation with this key."""

    at: str
    position: str
    since: date


class Absences:
    """Draws them by a lot of its own, so that everything else of a life stays as it was drawn."""

    def __init__(self, *, seed: int, today: date) -> None:
        self._rng, self._today = Random(seed), today

    def absence(self, *, since: date, born: date, sex: str) -> Absence | None:
        """A suspension of somebody on record since a day, or none."""
        chance = self._rng.random()
        if chance > _SUSPENDED + _WAS_SUSPENDED or (self._today - since).days < 60:
            return None
        reason = self._reason(age_on(born, self._today), sex)
        length = timedelta(days=self._rng.randint(40, _LONGEST[reason]))
        if chance < _SUSPENDED:
            # One in eight was to be over by now: somebody has to look.
            passed = length + timedelta(days=9) if self._rng.random() < 0.125 else length * self._rng.random()
            begin = max(since, self._today - passed)
            return Absence(begin, None, begin + length, reason)
        begin = since + (self._today - since - timedelta(days=40)) * self._rng.random()
        return Absence(begin, min(begin + length, self._today), begin + length, reason)

    def side_job(self, *, since: date, places: Sequence[Planned], besides: str) -> SideJob | None:
        """A second workplace of somebody on record since a day, in one of the places but that one, or none."""
        if not places or self._rng.random() > _WORKS_ELSEWHERE or since >= self._today:
            return None
        begin = since + (self._today - since) * self._rng.random()
        place = self._rng.choice(places)
        return None if place.key == besides else SideJob(place.key, self._rng.choice(_POSITIONS), begin)

    def _reason(self, age: int, sex: str) -> str:
        if sex == "male" and age <= 27:
            return "army"
        if sex == "female" and age <= 45:
            return "childcare"
        return self._rng.choice(("unemployed", "other"))
