"""What is done to a list of organisations: answer, commit, undo, lay aside, compare again. Each a POST."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.models import State
from edinstvo.registry.structure.actions.answer_row import NoSuchAnswer, answer_row
from edinstvo.registry.structure.actions.drop_structure import drop_structure
from edinstvo.registry.structure.actions.match_again import match_again
from edinstvo.registry.structure.actions.request_work import request_work
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.queries.plans import rows_to_commit
from edinstvo.registry.structure.web.forms import AnswerForm
from edinstvo.registry.structure.web.pages import seen_plan


@require_POST
@signed_in
def answer(request: Request, plan_id: int, position: int) -> HttpResponse:
    """Say which organisation a row means; all rows are compared again."""
    plan = seen_plan(request, plan_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data["answer"]
    try:
        answer_row(actor=request.actor, plan_id=plan.pk, position=position, answer=said, on=timezone.localdate())
    except (NoSuchAnswer, WrongState):
        messages.info(request, _("This has been answered already, or is not asked."))
    return redirect("structure:page", plan_id=plan_id)


@require_POST
@signed_in
def commit(request: Request, plan_id: int) -> HttpResponse:
    """Bring the checked list in. A second click finds the first one's work and watches it."""
    return _requested(request, seen_plan(request, plan_id), State.COMMITTED)


@require_http_methods(["GET", "POST"])
@signed_in
def undo(request: Request, plan_id: int) -> HttpResponse:
    """Ask, with what follows, then take the list back."""
    plan = seen_plan(request, plan_id)
    if plan.state in (State.READING, State.FAILED, State.PLANNED):
        messages.info(request, _("Nothing of this list is in the register, so there is nothing to undo."))
        return redirect("structure:page", plan_id=plan.pk)
    if request.method == "GET" and plan.state == State.COMMITTED:
        return _asked_about_undoing(request, plan)
    return _requested(request, plan, State.UNDONE)


@require_POST
@signed_in
def drop(request: Request, plan_id: int) -> HttpResponse:
    """Lay the list aside and go back to the first step."""
    plan = seen_plan(request, plan_id)
    try:
        drop_structure(actor=request.actor, plan_id=plan.pk, at=timezone.now())
    except WrongState:
        return _dealt_with(request, plan)
    return redirect(f"{reverse('structure:start')}?organisation={plan.organisation.inpo}")


@require_POST
@signed_in
def again(request: Request, plan_id: int) -> HttpResponse:
    """Compare the list with the register once more."""
    plan = seen_plan(request, plan_id)
    try:
        match_again(actor=request.actor, plan_id=plan.pk, on=timezone.localdate(), at=timezone.now())
    except WrongState:
        return _dealt_with(request, plan)
    return redirect("structure:page", plan_id=plan_id)


def _requested(request: Request, plan: StructurePlan, to: State) -> HttpResponse:
    try:
        request_work(actor=request.actor, plan_id=plan.pk, to=to, at=timezone.now())
    except WrongState:
        return _dealt_with(request, plan)
    return redirect("structure:page", plan_id=plan.pk)


def _dealt_with(request: Request, plan: StructurePlan) -> HttpResponse:
    messages.info(request, _("This list has been dealt with already."))
    return redirect("structure:page", plan_id=plan.pk)


def _asked_about_undoing(request: Request, plan: StructurePlan) -> HttpResponse:
    rows = rows_to_commit(plan)
    context = {
        "question": _("Undo the import of “%(name)s”?") % {"name": plan.file_name},
        "consequences": ngettext(
            "%(n)s row will be taken back: a new organisation never stood, what was told of a known one is as before. "
            "It is kept if something stands on it by now, and you will see it.",
            "%(n)s rows will be taken back: new organisations never stood, what was told of known ones is as before. "
            "Those on which something stands by now will be kept, and you will see which.",
            rows,
        )
        % {"n": rows},
        "verb": _("Undo the import"),
        "busy": _("Undoing…"),
        "way_out": _("Leave as it is"),
        "act_url": request.path,
        "back_url": reverse("structure:page", kwargs={"plan_id": plan.pk}),
        "kind": "danger",
    }
    return render(request, "ui/confirm.html", context)
