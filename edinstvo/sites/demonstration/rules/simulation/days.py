"""The days that a simulated history turns on."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from edinstvo.sites.demonstration.rules.calendar import Calendar
from edinstvo.sites.demonstration.rules.simulation.targets import YEARS, Targets


@dataclass(frozen=True)
class Days:
    """Lives are drawn up to the base day; what came after it until the day as of is drawn for those it is wished of."""

    targets: Targets

    @cached_property
    def calendar(self) -> Calendar:
        """The ten years before the base day."""
        return Calendar(self.targets.base, full_years=YEARS)

    @cached_property
    def year_first(self) -> date:
        """The first day of the year whose cards are counted."""
        return date(self.targets.issued_year, 1, 1)

    @cached_property
    def year_last(self) -> date:
        """Its last day that has come by the day as of."""
        return min(date(self.targets.issued_year, 12, 31), self.targets.as_of)

    @cached_property
    def pilot_on(self) -> date:
        """Records became electronic, and people could join online, from a year before that year on."""
        return min(date(self.targets.issued_year - 1, 1, 1), date(self.targets.base.year - 1, 1, 1))

    @cached_property
    def elected_on(self) -> date:
        """Chairs were elected two Octobers before the first of all these days."""
        first = min(self.targets.structured_by, self.targets.base, self.year_first)
        return date(first.year - 2, 10, 15)

    @cached_property
    def tree_stands_since(self) -> date:
        """Nothing is founded, closed or moved any more: whoever is elected was on record there."""
        return self.elected_on - timedelta(days=365)
