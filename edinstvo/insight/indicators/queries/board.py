"""Who is behind on what, today: organisations with what they have reached, the widest gap (in people) first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.tallies.queries import figure_of_row, several_figures
from edinstvo.registry.members.queries.listing import Cursor, Page, keyset_page
from edinstvo.registry.members.rules.marks import HOLDING_MEASURES, PAPER_RECORDS
from edinstvo.registry.members.rules.people import INCOMPLETE_RECORDS
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisations
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS

# For each goal the measure that is kept of it, and whether that counts those who have reached it or those who lack it.
_KEPT = {
    "registered": (PAPER_RECORDS, False),
    "plastic": (HOLDING_MEASURES["has_plastic_card"], True),
    "virtual": (HOLDING_MEASURES["has_virtual_card"], True),
    "bonus": (HOLDING_MEASURES["has_bonus"], True),
    "complete": (INCOMPLETE_RECORDS, False),
}
GOALS = tuple(_KEPT)
_MEASURES = (OPEN_MEMBERSHIPS, *(measure for measure, _ in _KEPT.values()))


@dataclass(frozen=True)
class Standing:
    """How far an organisation with everything below it has come: of `members` on record, how many reached each goal."""

    organisation: Organisation
    members: int
    reached: dict[str, int]

    def gap(self, goal: str) -> int:
        """How many people are missing."""
        return self.members - self.reached[goal]

    def percent(self, goal: str) -> float | None:
        """How much of all it is; None where nobody is on record."""
        return 100 * self.reached[goal] / self.members if self.members else None


def standings_of(places: Sequence[Organisation]) -> list[Standing]:
    """The same for each of the organisations, which the caller has seen: one query, exact as of its statement."""
    figures = several_figures(measures=_MEASURES, organisation_ids=[place.pk for place in places])
    return [_standing(place, figures[place.pk]) for place in places]


def furthest_behind(
    above: Organisation, *, goal: str, seen_by: Actor, cursor: Cursor | None = None, size: int = 50
) -> Page[Organisation]:
    """A page of the open organisations right under this one, the widest gap (`.gap`, in people) first."""
    return keyset_page(_below(above, goal, seen_by), column="gap", descending=True, cursor=cursor, size=size)


def all_below(above: Organisation, *, seen_by: Actor) -> list[Organisation]:
    """Every open organisation below this one, however deep, with the one that it stands right under."""
    rows = organisations(seen_by=seen_by).filter(path__startswith=above.path, closed_on=None).exclude(pk=above.pk)
    return list(rows.select_related("parent"))


def cursor_below(*, id: int, above: Organisation, goal: str, back: bool, seen_by: Actor) -> Cursor | None:
    """The cursor after (or, going back, before) this organisation in that order; None when there is no such."""
    row = _below(above, goal, seen_by).filter(pk=id).first()
    return None if row is None else Cursor(value=getattr(row, "gap", 0), id=id, back=back)


def _standing(place: Organisation, figures: dict[str, int]) -> Standing:
    members = figures[OPEN_MEMBERSHIPS]
    reached = {
        goal: figures[measure] if counts_reached else members - figures[measure]
        for goal, (measure, counts_reached) in _KEPT.items()
    }
    return Standing(place, members, reached)


def _below(above: Organisation, goal: str, seen_by: Actor) -> QuerySet[Organisation]:
    measure, counts_reached = _KEPT[goal]
    gap = figure_of_row(measure=measure, column="organisations_organisation.id")
    rows = organisations(seen_by=seen_by).filter(parent=above, closed_on=None)
    if not counts_reached:
        return rows.annotate(gap=gap)
    return rows.annotate(gap=figure_of_row(measure=OPEN_MEMBERSHIPS, column="organisations_organisation.id") - gap)
