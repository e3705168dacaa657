"""The wizard: bring a file, watch it being read, check what it would do, see what it did."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.paging import ListPage
from edinstvo.foundation.ui.watching import moving_part, watched
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisation as find_organisation
from edinstvo.registry.structure.actions.bring_structure import HEADS, MOST_BYTES, bring_structure
from edinstvo.registry.structure.models import StructurePlan
from edinstvo.registry.structure.permissions import require_bringing
from edinstvo.registry.structure.queries.plans import plan as find_plan
from edinstvo.registry.structure.queries.plans import plans, work_on
from edinstvo.registry.structure.web.forms import BringStructureForm
from edinstvo.registry.structure.web.planned import planned_context
from edinstvo.registry.structure.web.words import FILE_ERRORS

STEPS = (
    gettext_noop("File"),
    gettext_noop("Checking"),
    gettext_noop("Bring in"),
    gettext_noop("Done, can be undone"),
)
_SHOWN = 30


@require_http_methods(["GET", "POST"])
@signed_in
def start(request: Request) -> HttpResponse:
    """The first step: choose a file."""
    organisation = _organisation(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    today = {"founded_on": timezone.localdate()}
    form = BringStructureForm(*sent, actor=request.actor, organisation=organisation, initial=today)
    if form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        file = said["file"]
        plan = bring_structure(
            actor=request.actor,
            organisation=form.chosen(),
            file=store_file(actor=request.actor, name=file.name, chunks=file.chunks(), at=at, most_bytes=MOST_BYTES),
            founded_on=said["founded_on"],
            decision=said["decision"],
            at=at,
        )
        return redirect("structure:page", plan_id=plan.pk)
    context = {"form": form, "organisation": organisation, "steps": steps_of(), "step": 1}
    return render(request, "structure/start.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def brought(request: Request) -> HttpResponse:
    """The lists that were brought, newest first."""
    _require_somewhere(request.actor)
    before = id_typed(request.GET.get("before", ""))
    rows = plans(seen_by=request.actor)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: _SHOWN + 1])
    shown = found[:_SHOWN]
    more = f"?before={shown[-1].pk}" if len(found) > _SHOWN else ""
    pager = ListPage(shown=len(shown), start_url=reverse("structure:list") if before is not None else "", next_url=more)
    return render(request, "structure/list.html", {"plans": shown, "page": pager})


@require_GET
@signed_in
def page(request: Request, plan_id: int) -> HttpResponse:
    """Where a list stands: being read, to be checked, in the register, undone."""
    plan = seen_plan(request, plan_id)
    work = work_on(plan=plan)
    context = {"plan": plan, "organisation": plan.organisation, "steps": steps_of(), "step": _step(plan)}
    if work is not None and not work.is_finished:
        return render(request, "structure/working.html", context | watched(request, work, url=_progress_url(plan)))
    context["error"] = FILE_ERRORS.get(plan.error, "")
    context["trouble"] = work.error_text if work is not None and work.error else ""
    context |= planned_context(request, plan)
    return render(request, f"structure/{plan.state}.html", context)


@require_GET
@signed_in
def progress(request: Request, plan_id: int) -> HttpResponse:
    """How far the work on it is by now."""
    plan = seen_plan(request, plan_id)
    return moving_part(request, work_on(plan=plan), url=_progress_url(plan))


def seen_plan(request: Request, plan_id: int) -> StructurePlan:
    """The plan, or 404 where it is not the actor's to see."""
    try:
        return find_plan(plan_id=plan_id, seen_by=request.actor)
    except StructurePlan.DoesNotExist:
        raise Http404 from None


def steps_of() -> list[str]:
    """The names of the steps in the reader's language."""
    return [gettext(name) for name in STEPS]


def _step(plan: StructurePlan) -> int:
    return {"failed": 1, "committed": 4, "undone": 4}.get(plan.state, 2)


def _progress_url(plan: StructurePlan) -> str:
    return reverse("structure:progress", kwargs={"plan_id": plan.pk})


def _organisation(request: Request) -> Organisation | None:
    """The organisation that the address names, or the only one the actor keeps; None: it must be asked."""
    if inpo := request.GET.get("organisation", ""):
        try:
            found = find_organisation(inpo=inpo, seen_by=request.actor)
        except Organisation.DoesNotExist:
            raise Http404 from None
        require_bringing(request.actor, found)
        return found
    branches = _require_somewhere(request.actor)
    if len(branches) == 1 and branches[0].level in HEADS:
        return Organisation.objects.get(pk=branches[0].organisation_id)
    return None


def _require_somewhere(actor: Actor) -> tuple[Branch, ...]:
    branches = actor.branches(Power.MANAGE_ORGANISATIONS)
    if not branches:
        raise Http404
    return branches
