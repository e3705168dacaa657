"""Organisations page by page, in an order that is no column of theirs."""

from collections.abc import Callable, Sequence
from typing import Any

from edinstvo.foundation.ui.paging import pager_by_key
from edinstvo.registry.members.queries.listing import Cursor, Page
from edinstvo.registry.organisations.models import Organisation

SHOWN = 50


def page_of(rows: Sequence[Organisation], found: tuple[int, bool] | None) -> Page[Organisation]:
    """So many of them, after or before the one that the address names."""
    ids = [row.pk for row in rows]
    first = 0
    if found and found[0] in ids:
        at = ids.index(found[0])
        first = max(0, at - SHOWN) if found[1] else at + 1
    shown = list(rows[first : first + SHOWN])
    before = Cursor(value=None, id=ids[first], back=True) if first and shown else None
    after = Cursor(value=None, id=ids[first + SHOWN - 1]) if first + SHOWN < len(ids) else None
    return Page(shown, before, after)


def pager_of(page: Page[Organisation], url: Callable[..., str]) -> dict[str, Any]:
    """What a template says under the page; `url(after=…)` is the address of a neighbour."""
    pager = pager_by_key(page, name=lambda row: row.short_name, url=url)
    return {"pager": pager, "has_pages": page.previous or page.next}
