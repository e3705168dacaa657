"""The primaries of a region behind the numbers of its structure: all of them, or those that lack something."""

from datetime import date

from django.db.models import QuerySet

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.indicators.queries.structure import with_access_on
from edinstvo.registry.members.queries.listing import Cursor, Page, keyset_page
from edinstvo.registry.organisations.models import PRIMARY_TYPES, Organisation
from edinstvo.registry.organisations.queries.standing import organisations

# What may be asked for the lack of: a chair who can sign in, a number (ИНПО).
ACCESS, NUMBER = "access", "number"


def primaries_of(
    region: Organisation, *, lacks: str, on: date, seen_by: Actor, cursor: Cursor | None = None, size: int
) -> Page[Organisation]:
    """A page of those that stand today, `on`, in the order of names; `lacks` "" asks for all of them."""
    rows = _standing(region, seen_by).select_related("parent")
    if lacks == ACCESS:
        rows = rows.exclude(pk__in=with_access_on(on, regions=[region.pk]))
    elif lacks == NUMBER:
        rows = rows.filter(inpo=None)
    return keyset_page(rows, column="name_key", descending=False, cursor=cursor, size=size)


def cursor_at(*, id: int, region: Organisation, back: bool, seen_by: Actor) -> Cursor | None:
    """The cursor after (or, going back, before) this primary; None when the region has no such."""
    key = _standing(region, seen_by).filter(pk=id).values_list("name_key", flat=True).first()
    return None if key is None else Cursor(value=key, id=id, back=back)


def _standing(region: Organisation, seen_by: Actor) -> QuerySet[Organisation]:
    return organisations(seen_by=seen_by).filter(region=region, type__in=PRIMARY_TYPES, closed_on=None)
