"""The list of members: filters that live in the address, keyset pages, counts capped at a thousand."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, within
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.permissions import visible_to
from edinstvo.registry.members.rules import YOUNG_UNTIL
from edinstvo.registry.organisations.models import Organisation

COUNTED_TO = 1000
STATES = ("current", "former", "all")
# What a list can be ordered by: the column, and whether the greatest comes first.
SORTS: dict[str, tuple[str, bool]] = {
    "name": ("name_key", False),
    "-name": ("name_key", True),
    "youngest": ("birth_date", True),
    "oldest": ("birth_date", False),
    "newest": ("registered_on", True),
    "longest": ("registered_on", False),
}
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of the list is wanted. `organisation` cuts a branch; ages are full years on the day of the question."""

    organisation: Organisation | None = None
    state: str = "current"
    category: str = ""
    age_from: int | None = None
    age_to: int | None = None
    incomplete: bool = False
    sort: str = "name"


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after (or, going back, before) the row with this value of the sort column and this id."""

    value: Any
    id: int
    back: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows and the cursors to its neighbours, None where there is none."""

    rows: list[Row]
    previous: Cursor | None
    next: Cursor | None


def memberships(*, seen_by: Actor) -> QuerySet[Membership]:
    """The memberships, open and ended, that the actor may see."""
    return Membership.objects.filter(visible_to(seen_by))


def filtered(*, filters: Filters, on: date, seen_by: Actor) -> QuerySet[Membership]:
    """The visible memberships that the filters leave, in no order."""
    found = memberships(seen_by=seen_by).filter(in_branch(filters.organisation), _state(filters.state))
    if filters.category:
        found = found.filter(category=filters.category)
    if filters.age_from is not None:
        found = found.filter(birth_date__lte=_years_before(on, filters.age_from))
    if filters.age_to is not None:
        found = found.filter(birth_date__gt=_years_before(on, filters.age_to + 1))
    return found.filter(is_incomplete=True) if filters.incomplete else found


def page_of_members(
    *, filters: Filters, on: date, seen_by: Actor, cursor: Cursor | None = None, size: int = 50
) -> Page[Membership]:
    """One page of the list with persons and organisations, by keyset: the last page costs what the first one does."""
    column, descending = SORTS[filters.sort]
    rows = filtered(filters=filters, on=on, seen_by=seen_by).exclude(**{f"{column}__isnull": True})
    return keyset_page(
        rows.select_related("person", "organisation"), column=column, descending=descending, cursor=cursor, size=size
    )


def keyset_page(rows: QuerySet[Row], *, column: str, descending: bool, cursor: Cursor | None, size: int) -> Page[Row]:
    """The page of rows at the cursor, ordered by (column, id)."""
    back = cursor is not None and cursor.back
    downwards = descending != back
    if cursor is not None:
        rows = rows.filter(_beyond(column, cursor, downwards))
    sign = "-" if downwards else ""
    taken = list(rows.order_by(f"{sign}{column}", f"{sign}id")[: size + 1])
    more, shown = len(taken) > size, taken[:size]
    if back:
        shown.reverse()
    first = Cursor(getattr(shown[0], column), shown[0].pk, back=True) if shown else None
    last = Cursor(getattr(shown[-1], column), shown[-1].pk) if shown else None
    has_previous, has_next = (more, True) if back else (cursor is not None, more)
    return Page(rows=shown, previous=first if has_previous else None, next=last if has_next else None)


def capped_count(rows: QuerySet[Row]) -> int:
    """How many rows there are, but never more than COUNTED_TO + 1, which reads «more than a thousand»."""
    return rows.order_by()[: COUNTED_TO + 1].count()


def counts(*, filters: Filters, on: date, seen_by: Actor) -> dict[str, int]:
    """Capped counts for the chips of the list: current, incomplete, young, former, in that branch."""
    kinds = {
        "incomplete": Filters(organisation=filters.organisation, incomplete=True),
        "young": Filters(organisation=filters.organisation, age_to=YOUNG_UNTIL),
        "former": Filters(organisation=filters.organisation, state="former"),
    }
    return {name: capped_count(filtered(filters=kind, on=on, seen_by=seen_by)) for name, kind in kinds.items()}


def in_branch(organisation: Organisation | None) -> Q:
    """The predicate of the rows placed in the organisation or below it; None is the whole union."""
    if organisation is None:
        return Q()
    if organisation.level is None:
        return Q(organisation__path__gte=organisation.path, organisation__path__lt=f"{organisation.path}~")
    return within([Branch(level=organisation.level, organisation_id=organisation.pk)])


def _state(state: str) -> Q:
    return {"current": Membership.OPEN, "former": ~Membership.OPEN}.get(state, Q())


def _beyond(column: str, cursor: Cursor, downwards: bool) -> Q:
    """(column, id) after the cursor, written so that one range of the index serves it."""
    edge, rest = ("lte", "gte") if downwards else ("gte", "lte")
    return Q(**{f"{column}__{edge}": cursor.value}) & ~Q(**{column: cursor.value, f"id__{rest}": cursor.id})


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February
        return on.replace(year=on.year - years, day=28)
