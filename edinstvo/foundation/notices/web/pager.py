"""The pages of a list of notices, in words."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode

from edinstvo.foundation.notices.models import Notice
from edinstvo.foundation.notices.queries import Page, page_of
from edinstvo.foundation.ui.moments import moment
from edinstvo.foundation.ui.paging import ListPage


def page_asked(request: HttpRequest, found: QuerySet[Notice]) -> Page:
    """The page of an address: `before` or `after` an id; what is no number is nothing."""
    return page_of(found, before=_id(request.GET.get("before")), after=_id(request.GET.get("after")))


def pager_of(page: Page, kept: Mapping[str, str]) -> ListPage:
    """The pager, which keeps the filters."""
    moments = [moment(notice.created_at, now=timezone.now()) for notice in page.rows] or [""]
    return ListPage(
        shown=len(page.rows),
        first=moments[0],
        last=moments[-1],
        start_url=f"?{urlencode(kept)}" if page.newer else "",
        previous_url=f"?{urlencode({**kept, 'after': str(page.newer)})}" if page.newer else "",
        next_url=f"?{urlencode({**kept, 'before': str(page.older)})}" if page.older else "",
    )


def _id(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) <= 18 else None
