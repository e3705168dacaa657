"""Organisations as they stand today: one of them, the chain above it, a page of those below it."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.tallies.queries import figures
from edinstvo.registry.organisations.models import FederalSubject, Organisation, OrganisationType
from edinstvo.registry.organisations.permissions import visible_to
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS

# Everything above an organisation, whose names its page says: a group of a department lies five levels deep.
_ABOVE = "parent__parent__parent__parent__parent"
_LONGEST_NUMBER = 19


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after (or, going back, before) the organisation with this key and this id."""

    key: str
    id: int
    back: bool = False


@dataclass(frozen=True)
class Child:
    """An organisation in a list, with the figures of today: people on record in it and below, organisations below."""

    organisation: Organisation
    members: int
    organisations: int


@dataclass(frozen=True)
class ChildrenPage:
    """A page in the order of names, under `head`, and the cursors of its neighbours, None where there is none."""

    head: Child
    rows: list[Child]
    previous: Cursor | None
    next: Cursor | None


# How many open organisations stand right under the one of the row.
_BELOW = Coalesce(
    Subquery(
        Organisation.objects.filter(parent=OuterRef("pk"), closed_on=None)
        .order_by()
        .values("parent")
        .annotate(n=Count("pk"))
        .values("n")
    ),
    0,
)


def organisations(*, seen_by: Actor) -> QuerySet[Organisation]:
    """The organisations, open and closed, that the actor may see."""
    return Organisation.objects.filter(visible_to(seen_by))


def organisation(*, inpo: str, seen_by: Actor) -> Organisation:
    """The organisation with this ИНПО (ten digits); raises Organisation.DoesNotExist, for a foreign one too.

    Takes what stands in an address as it is: a text that the database could not even be asked for is no number either.
    """
    if not inpo.isdecimal():
        raise Organisation.DoesNotExist
    return _with_names(organisations(seen_by=seen_by)).get(inpo=inpo)


def part(*, id: int, seen_by: Actor) -> Organisation:
    """The subdivision or group with this id, which has no ИНПО; raises Organisation.DoesNotExist."""
    return organisations(seen_by=seen_by).get(pk=id, inpo=None)


def numbered(number: str, *, seen_by: Actor) -> Organisation:
    """The organisation of a `number_of`; raises Organisation.DoesNotExist, for nonsense too."""
    if not number.startswith("n"):
        return organisation(inpo=number, seen_by=seen_by)
    if not number[1:].isdecimal() or len(number) > _LONGEST_NUMBER:
        raise Organisation.DoesNotExist
    return part(id=int(number[1:]), seen_by=seen_by)


def number_of(place: Organisation) -> str:
    """How the place is named in the address of a list: by its ИНПО, a part of a primary by «n» and its id."""
    return place.inpo or f"n{place.pk}"


def by_id(*, id: int, seen_by: Actor) -> Organisation:
    """The organisation with this id, a part of a primary or not; raises Organisation.DoesNotExist."""
    return _with_names(organisations(seen_by=seen_by)).get(pk=id)


def heads_of(*, seen_by: Actor) -> list[Organisation]:
    """The organisations that head what the actor sees, none of them below another, in the order of names."""
    ids = [branch.organisation_id for branch in seen_by.branches(Power.SEE_ORGANISATIONS)]
    is_head = Q(type=OrganisationType.UNION) if 0 in ids else Q(pk__in=ids)
    heads = list(Organisation.objects.filter(is_head).order_by("name_key", "pk"))
    known = {head.pk for head in heads}
    return [head for head in heads if not known & set(head.chain_ids[:-1])]


def _with_names(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The rows with those above them, and with the names of the subjects that a regional one covers."""
    subjects = FederalSubject.objects.filter(organisations=OuterRef("pk")).order_by("name").values("name")
    return rows.select_related(_ABOVE).annotate(subject_names=ArraySubquery(subjects))  # type: ignore[no-redef]  # declared there


def chain_of(organisation: Organisation) -> list[Organisation]:
    """Those above the organisation, from the union down, without itself: their names are known to all below them.

    No query for one that `organisation` or `by_id` found.
    """
    chain: list[Organisation] = []
    above = organisation.parent
    while above is not None:
        chain.insert(0, above)
        above = above.parent
    return chain


def children_of(
    organisation: Organisation, *, seen_by: Actor, cursor: Cursor | None = None, size: int = 50, closed: bool = False
) -> ChildrenPage:
    """A page of what stands right under the organisation, or, with `closed`, of what stood there and was closed.

    What was closed on the day of its founding never stood: it was founded by mistake.
    """
    found = organisations(seen_by=seen_by).filter(parent=organisation, closed_on__isnull=not closed)
    if closed:
        found = found.filter(closed_on__gt=F("founded_on"))
    rows, previous, following = _page(found.annotate(below=_BELOW), cursor, size)
    members = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=[organisation.pk, *(row.pk for row in rows)])
    is_all = not closed and previous is None and following is None
    below = len(rows) if is_all else Organisation.objects.filter(parent=organisation, closed_on=None).count()
    return ChildrenPage(
        head=Child(organisation, members[organisation.pk], below),
        rows=[Child(row, members[row.pk], int(getattr(row, "below", 0))) for row in rows],
        previous=previous,
        next=following,
    )


def cursor_at(*, id: int, parent: Organisation, back: bool) -> Cursor | None:
    """The cursor that begins after (or, going back, before) this child of the parent; None when there is no such."""
    key = Organisation.objects.filter(pk=id, parent=parent).values_list("name_key", flat=True).first()
    return None if key is None else Cursor(key=key, id=id, back=back)


def with_figures(rows: list[Organisation]) -> list[Child]:
    """The organisations with their figures: two queries for any number of them."""
    ids = [row.pk for row in rows]
    members = figures(measure=OPEN_MEMBERSHIPS, organisation_ids=ids)
    below = Organisation.objects.filter(parent_id__in=ids, closed_on=None).values("parent_id").annotate(n=Count("pk"))
    counts = {group["parent_id"]: group["n"] for group in below}
    return [Child(organisation=row, members=members[row.pk], organisations=counts.get(row.pk, 0)) for row in rows]


def _page(
    found: QuerySet[Organisation], cursor: Cursor | None, size: int
) -> tuple[list[Organisation], Cursor | None, Cursor | None]:
    back = cursor is not None and cursor.back
    order = ("-name_key", "-pk") if back else ("name_key", "pk")
    rows = list(found.filter(_beyond(cursor)).order_by(*order)[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    if back:
        rows.reverse()
    if not rows:
        return rows, None, None
    before = Cursor(key=rows[0].name_key, id=rows[0].pk, back=True) if (has_more if back else cursor) else None
    after = Cursor(key=rows[-1].name_key, id=rows[-1].pk) if (back or has_more) else None
    return rows, before, after


def _beyond(cursor: Cursor | None) -> Q:
    if cursor is None:
        return Q()
    if cursor.back:
        return Q(name_key__lte=cursor.key) & (Q(name_key__lt=cursor.key) | Q(pk__lt=cursor.id))
    return Q(name_key__gte=cursor.key) & (Q(name_key__gt=cursor.key) | Q(pk__gt=cursor.id))
