"""A consent for a whole list: say how many, ask, watch, show what became of each."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.queue.tokens import stream_address
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.consents.actions.ask_many import MOST_AT_ONCE, ask_for_list, those_concerned
from edinstvo.registry.consents.models import ManyConsents
from edinstvo.registry.consents.queries.many import outcomes_of, refused_in
from edinstvo.registry.consents.web.asked import Question, question_of
from edinstvo.registry.consents.web.forms import ManyForm
from edinstvo.registry.consents.web.missing import details_of
from edinstvo.registry.consents.web.words import REASONS, REFUSALS, refuse
from edinstvo.registry.members.models import Outcome
from edinstvo.registry.members.queries.asked import own, works_on


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def ask(request: Request) -> HttpResponse:
    """Say how many are concerned, then start the work for exactly those."""
    on = timezone.localdate()
    question = question_of(request, on=on)
    form = ManyForm(request.POST or None, initial={"given_on": on, "channel": "paper"})
    if form.is_valid() and (act := _started(request, question, form)):
        return redirect("consents:act", act_id=act.pk)
    count = len(those_concerned(question.asked, on=on, seen_by=request.actor))
    context = {"question": question, "form": form, "count": count, "most": MOST_AT_ONCE, "back_url": question.url()}
    return render(request, "consents/ask_many.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def page(request: Request, act_id: int) -> HttpResponse:
    """How far it is, or what came of it."""
    act = _seen(request, act_id)
    work = works_on([act]).get(act.pk)
    context: dict[str, Any] = {"act": act, "work": work}
    if act.done_at is None and work is not None and not work.is_finished:
        return render(request, "consents/many_going_on.html", {**context, **_watched(request, act, work)})
    counted = outcomes_of(act)
    context["rows"] = [(row, REASONS[reason]) for row, reason in refused_in(act, seen_by=request.actor)]
    context |= {name: counted.get(name, 0) for name in (Outcome.DONE, Outcome.SAME, Outcome.REFUSED)}
    return render(request, "consents/many.html", context)


@require_GET
@signed_in
def progress(request: Request, act_id: int) -> HttpResponse:
    """The moving part; when the work has ended the whole page comes anew."""
    act = _seen(request, act_id)
    work = works_on([act]).get(act.pk)
    if work is None or work.is_finished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "consents/_many_progress.html", {"work": work, **_watched(request, act, work)})


def _started(request: Request, question: Question, form: ManyForm) -> ManyConsents | None:
    try:
        return ask_for_list(
            actor=request.actor,
            asked=question.asked,
            words=question.in_words,
            details=details_of(form.cleaned_data),
            expected=form.cleaned_data["count"] or 0,
            on=timezone.localdate(),
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None


def _seen(request: Request, act_id: int) -> ManyConsents:
    act = own(ManyConsents, seen_by=request.actor).select_related("kind").filter(pk=act_id).first()
    if act is None:
        raise Http404
    return act


def _watched(request: Request, act: ManyConsents, work: Work) -> dict[str, Any]:
    return {
        "total": work.total or None,
        "url": reverse("consents:progress", args=[act.pk]),
        "live_url": stream_address(work_id=work.pk, scheme=request.scheme or "http", host=request.get_host()),
    }
