"""The timeline of an organisation as it is told: what it knows of itself, and what slices above add."""

from collections.abc import Sequence

from edinstvo.foundation.ui.timelines import TimelineLine, added_lines
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.timeline import Happening


def told_of(shown: Organisation, timeline: Sequence[Happening]) -> list[Happening | TimelineLine]:
    """All the lines, the latest first; of one day what was added stands below what it led to."""
    lines: list[Happening | TimelineLine] = [*timeline, *added_lines(of="organisation", subject=shown)]
    return sorted(lines, key=lambda line: line.on, reverse=True)
