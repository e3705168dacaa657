"""What was said to the person who is signed in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.notices.actions.mark_read import mark_read
from edinstvo.foundation.notices.queries import told_to, unread_by
from edinstvo.foundation.notices.web.pager import page_asked, pager_of


@require_safe
@signed_in
def mine(request: Request) -> HttpResponse:
    """The newest first."""
    page = page_asked(request, told_to(seen_by=request.actor))
    context = {
        "lines": [(notice, _address(notice.link)) for notice in page.rows],
        "pager": pager_of(page, {}),
        "unread": unread_by(seen_by=request.actor),
    }
    return render(request, "notices/mine.html", context)


def _address(link: str) -> str:
    """The address of a page by its name and ids, or "" in a house without it."""
    name, *ids = link.split() or [""]
    try:
        # As it is written: a number of an organisation may begin with a nought.
        return reverse(name, args=ids)
    except NoReverseMatch:
        return ""


@require_POST
@signed_in
def read(request: Request, notice_id: int) -> HttpResponse:
    """Mark one read; somebody else's stays as it is."""
    mark_read(actor=request.actor, notice_id=notice_id, at=timezone.now())
    return redirect("notices:mine")


@require_POST
@signed_in
def read_all(request: Request) -> HttpResponse:
    """Mark all of them read."""
    mark_read(actor=request.actor, at=timezone.now())
    return redirect("notices:mine")
