"""The orders in which a list of members can be read."""

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractDay

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.powers import Power
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.queries.narrowing import Filters
from edinstvo.registry.organisations.models import Organisation

# What a list can be ordered by: the column, and whether the greatest comes first.
SORTS: dict[str, tuple[str, bool]] = {
    "name": ("name_key", False),
    "-name": ("name_key", True),
    "day": ("birth_day", False),
    "youngest": ("birth_date", True),
    "oldest": ("birth_date", False),
    "newest": ("registered_on", True),
    "longest": ("registered_on", False),
    "left": ("ended_on", True),
    "joined": ("joined_on", True),
}
# The day of the month of a birthday; what is not known comes last.
BIRTH_DAY = Coalesce(ExtractDay("birth_date"), Value(32))


def is_one_primary(*, organisation: Organisation | None, seen_by: Actor) -> bool:
    """Whether a list of that branch stays within one primary organisation (or a few, of one chair)."""
    if organisation is not None and organisation.keeps_members:
        return True
    return all(branch.level is Level.PRIMARY for branch in seen_by.branches(Power.SEE_MEMBERS))


def orders_open(*, filters: Filters, seen_by: Actor) -> list[str]:
    """The orders that the list asked for can be read in, the usual one first.

    Above a primary only by name: each further order there would want an index for every level (data.md "Schema");
    and by the day of the birthday, of which a month has few enough to be sorted, though not in the whole union. There
    whoever came, joined or left in a period stands in the order of that day: putting the names of a month in order
    would cost the more, the larger the union.
    """
    if is_one_primary(organisation=filters.organisation, seen_by=seen_by):
        return list(SORTS)
    if filters.organisation is None:
        return ["name", "-name"]
    if filters.organisation.level is not Level.UNION:
        return ["name", "-name", "day"]
    return _by_the_day(filters) or ["name", "-name"]


def _by_the_day(filters: Filters) -> list[str]:
    """The order of the day that a period is asked for, the latest first; none where no period is."""
    if filters.left_from or filters.left_to:
        return ["left"]
    if filters.came_from or filters.came_to:
        return ["newest"]
    return ["joined"] if filters.joined_from or filters.joined_to else []


def order_of(*, filters: Filters, seen_by: Actor) -> str:
    """The order that was asked for, or the usual one where that is not open."""
    open_ones = orders_open(filters=filters, seen_by=seen_by)
    return filters.sort if filters.sort in open_ones else open_ones[0]


def in_order(rows: QuerySet[Membership], *, filters: Filters, seen_by: Actor) -> QuerySet[Membership]:
    """The rows in that order, from the first to the last; without a value last."""
    column, descending = SORTS[order_of(filters=filters, seen_by=seen_by)]
    if column == "birth_day":
        rows = rows.annotate(birth_day=BIRTH_DAY)
    by = F(column).desc(nulls_last=True) if descending else F(column).asc()
    return rows.order_by(by, "-id" if descending else "id")
