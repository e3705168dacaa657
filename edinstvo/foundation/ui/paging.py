"""A page of a long list: who it runs from and to, and whose name the next one begins with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode

from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.moments import moment

Row_co = TypeVar("Row_co", covariant=True)


class _Neighbour(Protocol):
    @property
    def id(self) -> int: ...


class PageByKey(Protocol[Row_co]):
    """A page in an order of its own, and the rows its neighbours begin with; None where there is none."""

    @property
    def rows(self) -> Sequence[Row_co]: ...
    @property
    def previous(self) -> _Neighbour | None: ...
    @property
    def next(self) -> _Neighbour | None: ...


class PageInTime(Protocol[Row_co]):
    """A page of what happened, newest first, and the ids to go on from."""

    @property
    def rows(self) -> Sequence[Row_co]: ...
    @property
    def newer(self) -> int | None: ...
    @property
    def older(self) -> int | None: ...


@dataclass(frozen=True)
class ListPage:
    """What the pager under a list says. `first` and `last` are names shown; empty addresses are disabled links.

    `total` is None when nobody counted; above a thousand it is said as «больше 1 000».
    """

    shown: int
    first: str = ""
    last: str = ""
    total: int | None = None
    start_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    next_name: str = ""


def page_asked(request: HttpRequest) -> tuple[int, bool] | None:
    """(id of a neighbour, whether the page goes back from it); no name ever stands in an address."""
    for name in ("after", "before"):
        if (typed := id_typed(request.GET.get(name, ""))) is not None:
            return typed, name == "before"
    return None


def pager_by_key(
    page: PageByKey[Row_co], *, name: Callable[[Row_co], str], url: Callable[..., str], total: int | None = None
) -> ListPage:
    """The line under such a page; `url(before=…)` and `url(after=…)` are the addresses of its neighbours."""
    first, last = (name(page.rows[0]), name(page.rows[-1])) if page.rows else ("", "")
    return ListPage(
        shown=len(page.rows),
        first=first,
        last=last,
        total=total,
        start_url=url() if page.previous else "",
        previous_url=url(before=page.previous.id) if page.previous else "",
        next_url=url(after=page.next.id) if page.next else "",
    )


def pager_in_time(page: PageInTime[Row_co], *, at: Callable[[Row_co], datetime], kept: Mapping[str, str]) -> ListPage:
    """The line under such a page; `kept` are the filters of its address."""
    first, last = (_said(at(page.rows[0])), _said(at(page.rows[-1]))) if page.rows else ("", "")
    return ListPage(
        shown=len(page.rows),
        first=first,
        last=last,
        start_url=f"?{urlencode(kept)}" if page.newer else "",
        previous_url=f"?{urlencode({**kept, 'after': str(page.newer)})}" if page.newer else "",
        next_url=f"?{urlencode({**kept, 'before': str(page.older)})}" if page.older else "",
    )


def _said(at: datetime) -> str:
    return moment(at, now=timezone.now())
