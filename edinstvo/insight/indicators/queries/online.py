"""Who had joined online by the end of a day, organisation by organisation: from kept figures, in either tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.folding import fold
from edinstvo.insight.indicators.queries.board_on import DayAsked, Tree
from edinstvo.insight.indicators.queries.past import figures_in_todays_tree
from edinstvo.insight.indicators.queries.stood import figures_as_it_stood
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.history import tree_on
from edinstvo.registry.organisations.queries.standing import organisations


@dataclass(frozen=True)
class Online:
    """An organisation with everything below it: how many `people` had ever joined it online by the day.

    `name` is that of the day; `is_seen`: today's page is the actor's; `is_open`: it stood on the day.
    """

    organisation: Organisation
    name: str
    is_seen: bool
    is_open: bool
    people: int


def online_on(above: Organisation, *, asked: DayAsked, seen_by: Actor) -> tuple[Online, list[Online]]:
    """The organisation itself, and what stood right under it on the day, the most people first.

    Of those that were closed by then only whoever has anybody: they are part of the sum. Raises StillCounting.
    """
    below = list(_below(above, asked, seen_by))
    figures_of = figures_as_it_stood if asked.tree is Tree.THEN else figures_in_todays_tree
    figures = figures_of(organisation_ids=[above.pk, *(place.pk for place, _name, _is_seen in below)], on=asked.on)
    head, *found = (
        Online(place, name, is_seen, _is_open(place, asked.on), figures[place.pk]["joined_online"])
        for place, name, is_seen in [(above, above.short_name, True), *below]
    )
    shown = [one for one in found if one.is_open or one.people]
    return head, sorted(shown, key=lambda one: (-one.people, fold(one.name), one.organisation.pk))


def _below(above: Organisation, asked: DayAsked, seen_by: Actor) -> Iterator[tuple[Organisation, str, bool]]:
    """(organisation, its name, whether its page is the actor's)."""
    if asked.tree is Tree.THEN:
        for stood in tree_on(above, on=asked.on, seen_by=seen_by, levels=1):
            yield stood.organisation, stood.short_name, stood.is_seen
    rows = organisations(seen_by=seen_by).filter(parent=above)
    # What was closed by then stays where it stood last.
    for row in rows.filter(closed_on__lte=asked.on) if asked.tree is Tree.THEN else rows:
        yield row, row.short_name, True


def _is_open(place: Organisation, day: date) -> bool:
    return place.founded_on <= day and (place.closed_on is None or place.closed_on > day)
