"""Set a category for a whole list: say how many, ask, watch, show what became of each."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import PastDayField
from edinstvo.foundation.ui.once import acts_once
from edinstvo.foundation.ui.watching import going_on, moving_part
from edinstvo.registry.members.actions.ask_categories import ask_categories, those_concerned
from edinstvo.registry.members.actions.ask_of_many import CountChanged, TooMany
from edinstvo.registry.members.actions.undo_categories import UNDOING, NothingToUndo, ask_undo
from edinstvo.registry.members.models import BulkAct, Category
from edinstvo.registry.members.queries.asked import MOST_AT_ONCE, at_most, came_of, own, places_for, undone_in, works_on
from edinstvo.registry.members.web.listing import Asked, asked_of
from edinstvo.registry.members.web.pages import sent, to_be_corrected

REASONS = {
    "ended": gettext_lazy("not on record any more"),
    "power": gettext_lazy("not in your branch any more"),
    "day": gettext_lazy("a category is known from a later day, or the stay began later"),
}


# Nothing is chosen beforehand: the first category of the list would be given to everybody by one press.
_UNSAID = gettext_lazy("Choose the category")


class CategoriesForm(forms.Form):
    """Which category and since when. `count` is how many the person agreed to."""

    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=[("", _UNSAID), *Category.choices])
    since = PastDayField(label=gettext_lazy("Category since"))
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_AT_ONCE)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def ask(request: Request) -> HttpResponse:
    """Say how many are concerned, then start the work for exactly those."""
    asked, on = asked_of(request), timezone.localdate()
    if not places_for(Power.KEEP_MEMBERS, organisation=asked.place, seen_by=request.actor):
        raise Http404
    if asked.form.is_mistyped:
        return to_be_corrected(request)
    form = CategoriesForm(sent(request), initial={"since": on})
    if form.is_valid() and (act := _started(request, asked, form)):
        return redirect("members:categories", act_id=act.pk)
    count = at_most(those_concerned(filters=asked.filters, on=on, seen_by=request.actor)).count()
    context = {"form": form, "asked": asked, "count": count, "most": MOST_AT_ONCE}
    return render(request, "members/ask_categories.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def page(request: Request, act_id: int) -> HttpResponse:
    """How far it is, or what came of it; a press of its button gives everybody back what they had."""
    act = _seen(request, act_id)
    if request.method == "POST":
        return _undoing(request, act)
    work = works_on([act]).get(act.pk)
    if work is not None and not work.is_finished and (act.done_at is None or work.kind == UNDOING):
        back = reverse("members:list"), _("Union members")
        return going_on(request, work, url=_progress_url(act), lead=act.words, back=back)
    context: dict[str, Any] = {"act": act, "work": work, "category": act.get_category_display()}
    context |= came_of(act, reasons=REASONS, seen_by=request.actor)
    if act.undone_at:
        context |= undone_in(act, seen_by=request.actor)
    context["may_undo"] = bool(act.done_at and act.undone_at is None and context["done"])
    return render(request, "members/categories.html", context)


@require_GET
@signed_in
def progress(request: Request, act_id: int) -> HttpResponse:
    """How far it is by now."""
    act = _seen(request, act_id)
    return moving_part(request, works_on([act]).get(act.pk), url=_progress_url(act))


def _started(request: Request, asked: Asked, form: CategoriesForm) -> BulkAct | None:
    said = form.cleaned_data
    try:
        return ask_categories(
            actor=request.actor,
            filters=asked.filters,
            words=asked.in_full,
            category=said["category"],
            since=said["since"],
            expected=said["count"],
            on=timezone.localdate(),
            at=timezone.now(),
        )
    except CountChanged:
        form.add_error(None, _("The list has changed meanwhile. Look at the number above and press the button again."))
    except TooMany:
        form.add_error(None, _("These are too many at once. Narrow the list, for example to one organisation."))
    return None


def _undoing(request: Request, act: BulkAct) -> HttpResponse:
    try:
        ask_undo(actor=request.actor, act_id=act.pk, at=timezone.now())
    except NothingToUndo:
        messages.warning(request, _("It is undone already, or there is nothing to undo."))
    except PowerMissing:
        messages.warning(request, _("You may no longer do this there. Nothing was done."))
    return redirect("members:categories", act_id=act.pk)


def _seen(request: Request, act_id: int) -> BulkAct:
    act = own(BulkAct, seen_by=request.actor).filter(pk=act_id).first()
    if act is None:
        raise Http404
    return act


def _progress_url(act: BulkAct) -> str:
    return reverse("members:categories-progress", args=[act.pk])
