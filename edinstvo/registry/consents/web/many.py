"""A consent for a whole list: say how many, ask, watch, show what became of each."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.foundation.ui.watching import going_on, moving_part
from edinstvo.registry.consents.actions.ask_many import ask_for_list
from edinstvo.registry.consents.models import ManyConsents
from edinstvo.registry.consents.queries.missing import lacking
from edinstvo.registry.consents.web.asked import Question, question_of
from edinstvo.registry.consents.web.forms import ManyForm
from edinstvo.registry.consents.web.missing import details_of
from edinstvo.registry.consents.web.words import REASONS, REFUSALS, refuse
from edinstvo.registry.members.queries.asked import MOST_AT_ONCE, at_most, came_of, own, works_on


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
    count = at_most(lacking(question.asked, on=on, seen_by=request.actor)).count()
    context = {"question": question, "form": form, "count": count, "most": MOST_AT_ONCE, "back_url": question.url()}
    return render(request, "consents/ask_many.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def page(request: Request, act_id: int) -> HttpResponse:
    """How far it is, or what came of it."""
    act = _seen(request, act_id)
    work = works_on([act]).get(act.pk)
    if act.done_at is None and work is not None and not work.is_finished:
        back = reverse("consents:missing"), _("Missing consents")
        return going_on(request, work, url=_progress_url(act), lead=act.words, back=back)
    context = {"act": act, "work": work, **came_of(act, reasons=REASONS, seen_by=request.actor)}
    return render(request, "consents/many.html", context)


@require_GET
@signed_in
def progress(request: Request, act_id: int) -> HttpResponse:
    """How far it is by now."""
    act = _seen(request, act_id)
    return moving_part(request, works_on([act]).get(act.pk), url=_progress_url(act))


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


def _progress_url(act: ManyConsents) -> str:
    return reverse("consents:progress", args=[act.pk])
