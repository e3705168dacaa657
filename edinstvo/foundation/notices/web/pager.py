"""The pages of a list of notices, in words."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import HttpRequest

from edinstvo.foundation.notices.models import Notice
from edinstvo.foundation.notices.queries import Page, page_of
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.paging import ListPage, pager_in_time


def page_asked(request: HttpRequest, found: QuerySet[Notice]) -> Page:
    """The page of an address: `before` or `after` an id; what is no number is nothing."""
    before, after = id_typed(request.GET.get("before", "")), id_typed(request.GET.get("after", ""))
    return page_of(found, before=before, after=after)


def pager_of(page: Page, kept: Mapping[str, str]) -> ListPage:
    """The pager, which keeps the filters."""
    return pager_in_time(page, at=lambda notice: notice.created_at, kept=kept)
