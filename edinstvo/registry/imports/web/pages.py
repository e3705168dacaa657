"""The wizard: bring a file, watch it being read, check what it would do, see what it did."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.foundation.ui.fields import id_typed, search_words
from edinstvo.foundation.ui.paging import ListPage
from edinstvo.foundation.ui.watching import moving_part, watched
from edinstvo.registry.imports.actions.bring_list import bring_list
from edinstvo.registry.imports.actions.request_commit import COMMITTING
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.queries.places import places_for_lists
from edinstvo.registry.imports.queries.plans import plan as find_plan
from edinstvo.registry.imports.queries.plans import plans, work_on
from edinstvo.registry.imports.web.forms import MOST_BYTES, BringForm
from edinstvo.registry.imports.web.planned import planned_context
from edinstvo.registry.imports.web.words import FILE_ERRORS
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import organisation as find_organisation
from edinstvo.registry.organisations.rules import InpoMistyped

_PLACES_SHOWN = 30
STEPS = (
    gettext_noop("File"),
    gettext_noop("Columns"),
    gettext_noop("Checking"),
    gettext_noop("Bring in"),
    gettext_noop("Done, can be undone"),
)


@require_http_methods(["GET", "POST"])
@signed_in
def start(request: Request) -> HttpResponse:
    """The first step: choose a file."""
    organisation = _organisation(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(*sent, actor=request.actor, organisation=organisation)
    if form.is_valid():
        file = form.cleaned_data["file"]
        at = timezone.now()
        stored = store_file(actor=request.actor, name=file.name, chunks=file.chunks(), at=at, most_bytes=MOST_BYTES)
        plan = bring_list(actor=request.actor, organisation=form.chosen(), file=stored, at=at)
        return redirect("imports:page", plan_id=plan.pk)
    context: dict[str, object] = {"form": form, "organisation": organisation, "steps": steps_of(), "step": 1}
    context |= _places(request) if organisation is None and request.method == "GET" else {}
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


def _places(request: Request) -> dict[str, object]:
    """The organisations to choose from, found by `?q=`."""
    typed = search_words(request.GET.get("q", ""))
    try:
        found = list(places_for_lists(text=typed, seen_by=request.actor)[: _PLACES_SHOWN + 1])
    except InpoMistyped:
        said = gettext("There is a mistake in the number: its digits do not fit together. Check each of them.")
        return {"typed": typed, "refusal": said}
    return {"typed": typed, "places": found[:_PLACES_SHOWN], "has_more": len(found) > _PLACES_SHOWN}


@require_GET
@signed_in
def brought(request: Request) -> HttpResponse:
    """The lists that were brought, newest first."""
    _require_somewhere(request.actor)
    before = id_typed(request.GET.get("before", ""))
    rows = plans(seen_by=request.actor)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    shown = list(rows[:31])
    more = shown[30:] and f"?before={shown[29].pk}"
    pager = ListPage(
        shown=len(shown[:30]), start_url=reverse("imports:list") if before is not None else "", next_url=more or ""
    )
    return render(request, "imports/list.html", {"plans": shown[:30], "page": pager})


@require_GET
@signed_in
def page(request: Request, plan_id: int) -> HttpResponse:
    """Where a list stands: being read, to be checked, in the register, undone."""
    plan = seen_plan(request, plan_id)
    work = work_on(plan=plan)
    if work is not None and not work.is_finished:
        context = {"plan": plan, **watched(request, work, url=_progress_url(plan)), **_place(plan)}
        if work.kind == COMMITTING:
            context["step"] = 4
        return render(request, "imports/working.html", context)
    trouble = work.error_text if work is not None and work.error else ""
    context = {"plan": plan, "error": FILE_ERRORS.get(plan.error, ""), "trouble": trouble, **_place(plan)}
    context |= planned_context(request, plan)
    return render(request, f"imports/{plan.state}.html", context)


@require_GET
@signed_in
def progress(request: Request, plan_id: int) -> HttpResponse:
    """How far the work on it is by now."""
    plan = seen_plan(request, plan_id)
    return moving_part(request, work_on(plan=plan), url=_progress_url(plan))


def seen_plan(request: Request, plan_id: int) -> ImportPlan:
    """The plan, or 404 where it is not the actor's to see."""
    try:
        return find_plan(plan_id=plan_id, seen_by=request.actor)
    except ImportPlan.DoesNotExist:
        raise Http404 from None


def _progress_url(plan: ImportPlan) -> str:
    return reverse("imports:progress", kwargs={"plan_id": plan.pk})


def _place(plan: ImportPlan) -> dict[str, object]:
    step = {"reading": 2, "failed": 1, "planned": 3, "committed": 5, "undone": 5, "dropped": 3}[plan.state]
    if plan.state == State.FAILED and plan.file_id is not None:
        step = 2
    return {"steps": steps_of(), "step": step, "organisation": plan.organisation}


def steps_of() -> list[str]:
    """The names of the steps in the reader's language."""
    return [gettext(name) for name in STEPS]


def _organisation(request: Request) -> Organisation | None:
    """The organisation that the address names, or the only one the actor brings lists into; None: it must be asked."""
    if inpo := request.GET.get("organisation", ""):
        try:
            found = find_organisation(inpo=inpo, seen_by=request.actor)
        except Organisation.DoesNotExist:
            raise Http404 from None
        request.actor.require(Power.IMPORT_MEMBERS, at=found)
        return found if found.keeps_members else None
    branches = _require_somewhere(request.actor)
    if len(branches) == 1 and branches[0].level is Level.PRIMARY:
        return Organisation.objects.get(pk=branches[0].organisation_id)
    return None


def _require_somewhere(actor: Actor) -> tuple[Branch, ...]:
    branches = actor.branches(Power.IMPORT_MEMBERS)
    if not branches:
        raise Http404
    return branches
