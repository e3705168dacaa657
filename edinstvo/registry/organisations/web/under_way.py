"""A large act: started by its form, watched on a page of its own, which leads on when it is done."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.queries import work_of
from edinstvo.foundation.ui.watching import going_on, moving_part


@require_GET
@signed_in
def act(request: Request, work_id: int) -> HttpResponse:
    """How far it is, or why it was not done; once it is done, the page of the organisation."""
    work = _seen(request, work_id)
    if work.state == Work.State.DONE:
        messages.success(request, _("Done: %(act)s") % {"act": work.title_text})
        return redirect(work.result_url)
    back = reverse("organisations:part", kwargs={"id": work.organisation_id}), str(work.title_values["name"])
    if work.is_finished:
        return render(request, "organisations/act.html", {"work": work, "back": back})
    return going_on(request, work, url=_progress_url(work), lead="", back=back)


@require_GET
@signed_in
def progress(request: Request, work_id: int) -> HttpResponse:
    """The moving part; when the work has ended the whole page comes anew."""
    work = _seen(request, work_id)
    return moving_part(request, work, url=_progress_url(work))


def _seen(request: Request, work_id: int) -> Work:
    work = work_of(work_id=work_id, seen_by=request.actor)
    if work is None or "sign" not in work.parameters:
        raise Http404
    return work


def _progress_url(work: Work) -> str:
    return reverse("organisations:act-progress", args=[work.pk])
