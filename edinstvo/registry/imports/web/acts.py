"""What is done to a list: commit, undo, lay aside, read again. Each a POST; those that matter are asked about first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.figures import number
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.drop_plan import drop_plan
from edinstvo.registry.imports.actions.plan_again import plan_again
from edinstvo.registry.imports.actions.request_commit import request_commit
from edinstvo.registry.imports.actions.request_undo import request_undo
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.queries.plans import rows_to_commit
from edinstvo.registry.imports.web.pages import seen_plan


@require_POST
@signed_in
def commit(request: Request, plan_id: int) -> HttpResponse:
    """Bring the checked list in. A second click finds the first one's work and watches it."""
    plan = seen_plan(request, plan_id)
    try:
        request_commit(actor=request.actor, plan_id=plan.pk, at=timezone.now())
    except WrongState:
        messages.info(request, _("This list has been dealt with already."))
    return redirect("imports:page", plan_id=plan_id)


@require_http_methods(["GET", "POST"])
@signed_in
def undo(request: Request, plan_id: int) -> HttpResponse:
    """Ask, with what follows, then take the list back."""
    plan = seen_plan(request, plan_id)
    back = reverse("imports:page", kwargs={"plan_id": plan_id})
    if plan.state != State.COMMITTED:
        is_over = plan.state in (State.UNDONE, State.DROPPED)
        waiting = _("Nothing of this list is in the register, so there is nothing to undo.")
        messages.info(request, _("This list has been dealt with already.") if is_over else waiting)
        return redirect(back)
    if request.method == "GET":
        return _asked_about_undoing(request, plan, back)
    try:
        request_undo(actor=request.actor, plan_id=plan.pk, at=timezone.now())
    except WrongState:
        messages.info(request, _("This list has been dealt with already."))
    return redirect(back)


@require_POST
@signed_in
def drop(request: Request, plan_id: int) -> HttpResponse:
    """Lay the list aside and go back to the first step."""
    plan = seen_plan(request, plan_id)
    try:
        drop_plan(actor=request.actor, plan_id=plan.pk, at=timezone.now())
    except WrongState:
        messages.info(request, _("This list has been dealt with already."))
        return redirect("imports:page", plan_id=plan_id)
    if not plan.organisation.is_open:
        return redirect("imports:list")
    inpo = plan.organisation.inpo
    return redirect(reverse("imports:start") + (f"?organisation={inpo}" if inpo else ""))


@require_POST
@signed_in
def again(request: Request, plan_id: int) -> HttpResponse:
    """Check the list against the register once more."""
    plan = seen_plan(request, plan_id)
    try:
        plan_again(actor=request.actor, plan_id=plan.pk, at=timezone.now())
    except WrongState:
        messages.info(request, _("This list has been dealt with already."))
    return redirect("imports:page", plan_id=plan_id)


def _asked_about_undoing(request: Request, plan: ImportPlan, back: str) -> HttpResponse:
    rows = rows_to_commit(plan)
    context = {
        "question": _("Undo the import of “%(name)s”?") % {"name": plan.file_name},
        "consequences": ngettext(
            "%(n)s row will be taken back. If it has been edited since, it will be kept, and you will see it.",
            "%(n)s rows will be taken back. Those edited since will be kept, and you will see which.",
            rows,
        )
        % {"n": number(rows)},
        "verb": _("Undo the import"),
        "busy": _("Undoing…"),
        "way_out": _("Leave as it is"),
        "act_url": request.path,
        "back_url": back,
        "kind": "danger",
    }
    return render(request, "ui/confirm.html", context)
