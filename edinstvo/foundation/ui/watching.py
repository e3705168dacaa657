"""Background work as a page shows it while it goes on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.tokens import stream_address


def watched(request: Request, work: Work, *, url: str) -> dict[str, Any]:
    """What `ui/_work.html` shows of the work; `url` is where `moving_part` answers."""
    return {
        "work": work,
        "words": work.stage_text or work.title_text,
        "total": work.total or None,
        "progress_url": url,
        "live_url": stream_address(work_id=work.pk, scheme=request.scheme or "http", host=request.get_host()),
    }


def moving_part(request: Request, work: Work | None, *, url: str) -> HttpResponse:
    """The moving part of the page anew; when the work has ended the whole page comes anew."""
    if work is None or work.is_finished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "ui/_work.html", watched(request, work, url=url))


def going_on(request: Request, work: Work, *, url: str, lead: str, back: tuple[str, str]) -> HttpResponse:
    """The page of work that has not ended, and nothing else on it; `back` is (address, words) of where it was asked."""
    context = {"lead": lead, "back": back, **watched(request, work, url=url)}
    return render(request, "ui/work.html", context)
