"""The list of members: filters that live in the address, keyset pages, counts capped at a thousand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, Q, QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Level, within
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.tallies.queries import figure_sql
from edinstvo.registry.members.models import Membership
from edinstvo.registry.members.permissions import visible_to
from edinstvo.registry.members.queries.narrowing import Filters, narrowed
from edinstvo.registry.members.queries.orders import BIRTH_DAY, SORTS, is_one_primary, order_of
from edinstvo.registry.members.rules.people import INCOMPLETE_RECORDS, YOUNG_UNTIL
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS

COUNTED_TO = 1000
STATES = ("current", "former", "all")
# What is kept as a figure of every organisation.
_KEPT = {"current": OPEN_MEMBERSHIPS, "incomplete": INCOMPLETE_RECORDS}
_SHOWN = (
    "name_key birth_date phone category position ticket_number joined_on registered_on ended_on end_reason "
    "is_incomplete suspended_on resumes_on person__last_name person__first_name person__middle_name person__sex "
    "organisation__short_name"
).split()
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after (or, going back, before) the row with this value of the sort column and this id.

    Rows without a value stand at the end of every order, by id.
    """

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
    place = in_branch(filters.organisation)
    if filters.as_of is not None:
        # By the dated tree, never by the columns of today (docs/decisions/0009).
        place = Q() if filters.stood_below is None else Q(organisation_id__in=filters.stood_below)
    return narrowed(memberships(seen_by=seen_by).filter(place), filters=filters, on=on)


def page_of_members(
    *, filters: Filters, on: date, seen_by: Actor, cursor: Cursor | None = None, size: int = 50
) -> Page[Membership]:
    """One page of the list with persons and organisations, by keyset: the last page costs what the first one does.

    An order that is not open (`queries/orders.py`) falls back to the usual one.
    """
    column, descending = SORTS[order_of(filters=filters, seen_by=seen_by)]
    rows = as_lines(filtered(filters=filters, on=on, seen_by=seen_by))
    if column == "birth_day":
        rows = rows.annotate(birth_day=BIRTH_DAY)
    return keyset_page(rows, column=column, descending=descending, cursor=cursor, size=size)


def as_lines(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """The rows with no more of themselves, their persons and organisations than a line of a list shows."""
    return rows.select_related("person", "organisation").only(*_SHOWN)


def cursor_at(*, id: int, sort: str, back: bool, seen_by: Actor) -> Cursor | None:
    """The cursor after (or, going back, before) this membership in that order; None when the actor sees no such."""
    column, _ = SORTS[sort]
    rows = memberships(seen_by=seen_by).filter(pk=id).annotate(birth_day=BIRTH_DAY)
    row = rows.values_list(column, flat=True)[:1]
    return Cursor(value=row[0], id=id, back=back) if row else None


def keyset_page(rows: QuerySet[Row], *, column: str, descending: bool, cursor: Cursor | None, size: int) -> Page[Row]:
    """The page of rows at the cursor, ordered by (column, id), those without a value last."""
    back = cursor is not None and cursor.back
    taken: list[Row] = []
    for part in _parts(rows, column, descending, cursor):
        taken += part[: size + 1 - len(taken)]
        if len(taken) > size:
            break
    more, shown = len(taken) > size, taken[:size]
    if back:
        shown.reverse()
    first = Cursor(getattr(shown[0], column), shown[0].pk, back=True) if shown else None
    last = Cursor(getattr(shown[-1], column), shown[-1].pk) if shown else None
    has_previous, has_next = (more, True) if back else (cursor is not None, more)
    return Page(rows=shown, previous=first if has_previous else None, next=last if has_next else None)


def capped_counts(counted: Mapping[str, QuerySet[Any]], *, head_id: int | None = None) -> dict[str, int]:
    """How many rows each query has, in one statement, but never more than COUNTED_TO + 1: «more than a thousand».

    With `head_id` come "current" and "incomplete" as well, exact from the tallies: who is on record there, and whose
    record lacks something.
    """
    parts: list[str] = []
    values: list[Any] = []
    for rows in counted.values():
        try:
            sql, parameters = rows.order_by().values("pk")[: COUNTED_TO + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, parameters = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS capped)")  # noqa: S608  # written by the ORM
        values += parameters
    kept = {} if head_id is None else {name: (measure, head_id) for name, measure in _KEPT.items()}
    for measure, id_ in kept.values():
        sql, parameters = figure_sql(measure=measure, organisation_id=id_)
        parts.append(sql)
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return dict(zip([*counted, *kept], cursor.fetchone() or (), strict=True))


def counts(*, organisation: Organisation | None, on: date, seen_by: Actor) -> dict[str, int | None]:
    """How many in the branch are current, incomplete, young, former: one statement at any size.

    The first two come exact from the tallies, the others capped; the young of a wide branch are not counted (None).
    """
    kinds = {"former": Filters(state="former")}
    if is_one_primary(organisation=organisation, seen_by=seen_by):
        kinds["young"] = Filters(age_to=YOUNG_UNTIL)
    head = _head_id(organisation, seen_by)
    if head is None:
        kinds |= {"current": Filters(), "incomplete": Filters(incomplete=True)}
    place = _exactly_in(organisation)
    rows = {name: filtered(filters=kind, on=on, seen_by=seen_by).filter(place) for name, kind in kinds.items()}
    return {"young": None, **capped_counts(rows, head_id=head)}


def rare(*, organisation: Organisation | None, on: date, seen_by: Actor, **asked: Any) -> QuerySet[Membership]:
    """Who of the branch is asked for (`lacks="consent"`, `suspended="now"`): what is rare has an index of its own, and
    is counted in a branch of any size.
    """
    rows = filtered(filters=Filters(organisation=organisation, **asked), on=on, seen_by=seen_by)
    return rows.filter(_exactly_in(organisation))


def in_branch(organisation: Organisation | None) -> Q:
    """The predicate of the rows placed in the organisation or below it; None is the whole union."""
    if organisation is None:
        return Q()
    if organisation.level is None:
        return Q(organisation__path__gte=organisation.path, organisation__path__lt=f"{organisation.path}~")
    return within([Branch(level=organisation.level, organisation_id=organisation.pk)])


def _head_id(organisation: Organisation | None, seen_by: Actor) -> int | None:
    """The organisation whose figure says how many are on record in the branch, if one figure does."""
    if organisation is not None:
        return organisation.pk if seen_by.may(Power.SEE_MEMBERS, at=organisation) else None
    branches = seen_by.branches(Power.SEE_MEMBERS)
    if len(branches) != 1:
        return None
    if branches[0].level is Level.UNION:
        return Organisation.objects.filter(type=OrganisationType.UNION).values_list("pk", flat=True).first()
    return branches[0].organisation_id


def _exactly_in(organisation: Organisation | None) -> Q:
    """`in_branch` with the columns above it as well: the indexes of what is rare begin with the region."""
    place = in_branch(organisation)
    if organisation is not None:
        known = {name: id_ for name, id_ in organisation.branch_columns.items() if id_ is not None}
        place &= Q(**known)
    return place


def _parts(rows: QuerySet[Row], column: str, descending: bool, cursor: Cursor | None) -> Iterator[QuerySet[Row]]:
    """The rest of the list from the cursor on: rows with a value and rows without, in the order of reading."""
    back = cursor is not None and cursor.back
    sign = "-" if descending != back else ""
    nullable = any(field.null for field in rows.model._meta.concrete_fields if field.name == column)
    for is_null in sorted({False, nullable}, reverse=back):
        part = rows.filter(**{f"{column}__isnull": is_null}) if nullable else rows
        if cursor is not None and is_null == (cursor.value is None):
            yield part.filter(_beyond(column, cursor, downwards=bool(sign))).order_by(f"{sign}{column}", f"{sign}id")
        elif cursor is None or is_null != back:
            yield part.order_by(f"{sign}{column}", f"{sign}id")


def _beyond(column: str, cursor: Cursor, *, downwards: bool) -> Q:
    """(column, id) after the cursor, written so that one range of the index serves it."""
    edge, rest = ("lte", "gte") if downwards else ("gte", "lte")
    if cursor.value is None:
        return ~Q(**{f"id__{rest}": cursor.id})
    return Q(**{f"{column}__{edge}": cursor.value}) & ~Q(**{column: cursor.value, f"id__{rest}": cursor.id})
