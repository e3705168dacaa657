"""A large act: started by its form, watched on a page of its own, which leads on when it is done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.queries import work_of
from edinstvo.foundation.queue.tokens import stream_address


@require_GET
@signed_in
def act(request: Request, work_id: int) -> HttpResponse:
    """How far it is, or why it was not done; once it is done, the page of the organisation."""
    work = _seen(request, work_id)
    if work.state == Work.State.DONE:
        messages.success(request, _("Done: %(act)s") % {"act": work.title_text})
        return redirect(work.result_url)
    back_url = reverse("organisations:part", kwargs={"id": work.organisation_id})
    context = {"work": work, "back_url": back_url, **_watched(request, work)}
    return render(request, "organisations/act.html", context)


@require_GET
@signed_in
def progress(request: Request, work_id: int) -> HttpResponse:
    """The moving part; when the work has ended the whole page comes anew."""
    work = _seen(request, work_id)
    if work.is_finished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "organisations/_act_progress.html", {"work": work, **_watched(request, work)})


def _seen(request: Request, work_id: int) -> Work:
    work = work_of(work_id=work_id, seen_by=request.actor)
    if work is None or "sign" not in work.parameters:
        raise Http404
    return work


def _watched(request: Request, work: Work) -> dict[str, Any]:
    return {
        "total": work.total or None,
        "url": reverse("organisations:act-progress", args=[work.pk]),
        "live_url": stream_address(work_id=work.pk, scheme=request.scheme or "http", host=request.get_host()),
    }
