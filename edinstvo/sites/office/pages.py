"""The office's own pages: home, where I act, help, the chair's guide."""

from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.journal.web.verbs import VERBS
from edinstvo.registry.offices.queries.sight import losses_unread, lost_office
from edinstvo.sites.office.glance import glance
from edinstvo.sites.office.help import TOPICS, template_of
from edinstvo.sites.office.next_acts import next_acts
from edinstvo.sites.office.whereabouts import (
    act_in,
    acting_branch,
    acting_organisation,
    branches_of,
    heads_of,
    key_of,
)

_LOSSES_SHOWN = 3


@require_safe
@signed_in
def home(request: Request) -> HttpResponse:
    """My organisation at a glance, and what to do next."""
    here = acting_organisation(request)
    if here is None:
        may_found = request.actor.may(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
        lost = lost_office(seen_by=request.actor)
        return render(request, "office/no_place.html", {"may_found": may_found, "lost": lost})
    today = timezone.localdate()
    seen = glance(organisation=here, on=today, seen_by=request.actor)
    context = {
        "here": here,
        "seen": seen,
        "acts": next_acts(seen),
        "losses": losses_unread(seen_by=request.actor, most=_LOSSES_SHOWN),
        "may_act": seen.may_import or seen.may_keep or seen.may_found,
        "lately": [(VERBS.get(entry.verb, entry.verb), entry) for entry in seen.lately],
        "today": today,
        "branches": len(branches_of(request.actor)),
    }
    return render(request, "office/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def where(request: Request) -> HttpResponse:
    """Choose the organisation to act in, for those who have several."""
    if request.method == "POST":
        act_in(request, request.POST.get("branch", ""))
        return redirect("office:home")
    heads = heads_of(branches_of(request.actor))
    places = [(key_of(branch), head) for branch, head in heads.items()]
    current = acting_branch(request)
    return render(request, "office/where.html", {"places": places, "current": key_of(current) if current else ""})


@require_safe
@signed_in
def help_index(request: Request) -> HttpResponse:
    """Every help there is, by page."""
    return render(request, "office/help.html", {"topics": TOPICS})


@require_safe
@signed_in
def help_page(request: Request, topic: str) -> HttpResponse:
    """The help of one page as a page of its own."""
    if topic not in TOPICS:
        raise Http404
    return render(request, "office/help_page.html", {"title": TOPICS[topic], "text": template_of(topic)})


@require_safe
@signed_in
def guide(request: Request) -> HttpResponse:
    """The chair's guide: from the first sign-in to the first undone list; for printing, with large pictures."""
    context = {"text": template_of("guide"), "large_pictures": "large" in request.GET}
    return render(request, "office/guide.html", context)


# A database that is down cannot open a transaction: the answer must not need one.
@transaction.non_atomic_requests
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 "ok" when pages and database answer, 503 otherwise; for the launcher and for balancers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
