"""The figures of an organisation on several days, as the tree was on each of them or in today's tree."""

from collections.abc import Collection
from datetime import date

from edinstvo.insight.indicators.queries.board import Standing
from edinstvo.insight.indicators.queries.board_on import DATED_GOALS, Tree
from edinstvo.insight.indicators.queries.past import figures_of_days
from edinstvo.insight.indicators.queries.stood import figures_of_days_as_it_stood
from edinstvo.registry.organisations.models import Organisation


def standings_on_days(place: Organisation, *, days: Collection[date], tree: Tree) -> dict[date, Standing]:
    """By day, of an organisation that the caller has seen: three statements at most. Raises StillCounting."""
    read = figures_of_days_as_it_stood if tree is Tree.THEN else figures_of_days
    figures = {day: one[place.pk] for day, one in read(organisation_ids=[place.pk], days=days).items()}
    return {
        day: Standing(place, one["members"], {goal: one[goal] for goal in DATED_GOALS})
        for day, one in sorted(figures.items())
    }
