"""The tree of organisations, and the page of one of them: today, or on a past day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import date_parts, search_words
from edinstvo.foundation.ui.figures import percent
from edinstvo.foundation.ui.paging import page_asked, pager_by_key
from edinstvo.registry.organisations.models import Organisation, OrganisationType
from edinstvo.registry.organisations.permissions import may_found_below, may_manage, may_see, may_state_figures
from edinstvo.registry.organisations.queries.branch_on import chain_on, people_elsewhere_on, people_on, stood_below
from edinstvo.registry.organisations.queries.contacts import contact_of
from edinstvo.registry.organisations.queries.figures import coverage_of
from edinstvo.registry.organisations.queries.history import tree_on, was_on
from edinstvo.registry.organisations.queries.search import search_organisations
from edinstvo.registry.organisations.queries.standing import (
    by_id,
    chain_of,
    children_of,
    cursor_at,
    heads_of,
    organisation,
    with_figures,
)
from edinstvo.registry.organisations.queries.timeline import Happening, timeline_of
from edinstvo.registry.organisations.queries.types import other_types, union_stands
from edinstvo.registry.organisations.rules import InpoMistyped, Place, looks_like_inpo
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.facts_in_words import heads_in_words
from edinstvo.registry.organisations.web.telling import told_of

_SHOWN = 50
# Below whom whole lists of organisations are brought.
_HEADS_OF_LISTS = (Level.REGION, Level.TERRITORY)
# What the timeline tells that is stated by those who manage organisations, and by those who keep members.
_MANAGED, _KEPT = ("renamed", "type", "institution"), ("contact", "workforce", "declared")


@require_safe
@signed_in
def tree(request: Request) -> HttpResponse:
    """The heads of the actor's branches with what stands under the only one; or what a search finds."""
    if not request.actor.may(Power.SEE_ORGANISATIONS):
        raise Http404
    if typed := search_words(request.GET.get("q", "")):
        return _search(request, typed)
    heads = heads_of(seen_by=request.actor)
    context: dict[str, Any] = {"heads": with_figures(heads) if len(heads) != 1 else []}
    context["may_bring_structure"] = bool(heads) and request.actor.may(Power.MANAGE_ORGANISATIONS)
    if len(heads) == 1:
        context |= {"organisation": heads[0], **_below(request, heads[0])}
    elif not heads:
        may_begin = request.actor.may(Power.MANAGE_ORGANISATIONS, at=Place())
        context["may_found_union"] = may_begin and not union_stands()
    return render(request, "organisations/tree.html", context)


@require_safe
@signed_in
def page(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """One organisation as it stands, or, with `?on=`, as it stood; one that has moved away as it stood here only."""
    day, is_typed_wrong = _day(request.GET.get("on", ""))
    is_to_come = day is not None and day > timezone.localdate()
    try:
        shown = seen(request, inpo=inpo, id=id)
    except Http404:
        if day is None or is_to_come:
            raise
        return _stood_here(request, day, inpo=inpo, id=id)
    if id and shown.inpo:
        return redirect(address_of(shown))
    context = {"organisation": shown, "chain": chain_of(shown), "on": day, "is_day_wrong": is_typed_wrong}
    context["is_day_to_come"] = is_to_come
    if day is not None and not is_to_come:
        return render(request, "organisations/page_on.html", context | _stood(request, shown, day))
    return render(request, "organisations/page.html", context | _stands(request, shown))


def seen(request: Request, *, inpo: str = "", id: int = 0) -> Organisation:
    """The organisation of the address, or 404 where it is not the actor's to see."""
    try:
        return organisation(inpo=inpo, seen_by=request.actor) if inpo else by_id(id=id, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None


def _search(request: Request, typed: str) -> HttpResponse:
    """What is found; a number leads to its organisation at once, a wrong digit is told."""
    context: dict[str, Any] = {"typed": typed}
    try:
        told = search_organisations(typed, seen_by=request.actor).select_related("parent", "region")
        found = list(told[: _SHOWN + 1])
    except InpoMistyped:
        context["refusal"] = _("There is a mistake in the number: its digits do not fit together. Check each of them.")
        return render(request, "organisations/found_by.html", context, status=422)
    if found and looks_like_inpo(typed):
        return redirect(address_of(found[0]))
    context |= {"rows": with_figures(found[:_SHOWN]), "has_more": len(found) > _SHOWN}
    return render(request, "organisations/found_by.html", context)


def _below(request: Request, above: Organisation) -> dict[str, Any]:
    """A page of what stands right under the organisation, with its pager."""
    is_closed, asked = "closed" in request.GET, page_asked(request)
    cursor = cursor_at(id=asked[0], parent=above, back=asked[1]) if asked else None
    below = children_of(above, seen_by=request.actor, cursor=cursor, size=_SHOWN, closed=is_closed)
    kept = {"closed": ""} if is_closed else {}
    pager = pager_by_key(
        below,
        name=lambda row: row.organisation.short_name,
        url=lambda **at: f"?{urlencode({**at, **kept})}",
        total=None if is_closed else below.head.organisations,
    )
    return {"below": below, "head": below.head, "pager": pager, "is_closed": is_closed}


def _stands(request: Request, shown: Organisation) -> dict[str, Any]:
    below, timeline = _below(request, shown), timeline_of(shown)
    papers = next((line for line in timeline if line.kind == "declared" and not line.is_undone), None)
    # Of the union the people are not added up: of all its primaries it is a matter of summaries, not of a page.
    counts = shown.parent_id is not None
    coverage = coverage_of(shown, on=timezone.localdate(), counts_members=counts) if shown.inpo or not counts else None
    return {
        **below,
        **_open_acts(request, shown, is_empty=not (below["head"].organisations or below["head"].members)),
        "timeline": told_of(shown, timeline),
        "declared": _declared(papers.heads, on=papers.on, counted=below["head"].members) if papers else None,
        "coverage_said": percent(coverage.percent, places=1)
        if coverage and coverage.percent is not None and counts
        else "",
        "coverage": coverage,
        "subjects": shown.subject_names if shown.covers_subjects else [],
        "contact": contact_of(shown, on=timezone.localdate()) if _has(timeline, "contact") else None,
    }


def _open_acts(request: Request, shown: Organisation, *, is_empty: bool) -> dict[str, Any]:
    """What the actor may do with the organisation as it stands."""
    actor, is_manager = request.actor, may_manage(request.actor, shown)
    keeps = may_state_figures(actor, shown)
    is_managed, founds = shown.is_open and is_manager, shown.is_open and may_found_below(request.actor, shown)
    return {
        "may_found": founds and shown.may_have_parts,
        "may_manage": is_managed,
        "may_move": is_managed and shown.parent_id is not None and not shown.covers_subjects,
        "may_change_type": is_managed and bool(other_types(shown)),
        # What never stood (a founding or a split taken back) is no closing by mistake.
        "may_reopen": is_manager and not shown.is_open and shown.closed_on != shown.founded_on,
        "may_state_figures": shown.is_open and bool(shown.inpo) and keeps,
        "may_take_back": (*(_MANAGED if is_manager else ()), *(_KEPT if keeps else ())),
        "may_bring_structure": founds and shown.level in _HEADS_OF_LISTS,
        "may_close": is_managed and is_empty and shown.parent_id is not None,
        "may_bring_list": shown.is_open and shown.keeps_members and actor.may(Power.IMPORT_MEMBERS, at=shown),
        "may_read_journal": actor.may(Power.READ_JOURNAL, at=shown),
    }


def _declared(heads: Sequence[int], *, on: date | None, counted: int) -> dict[str, Any] | None:
    """What the papers count, until as many are counted here: then the record has moved."""
    if counted >= sum(heads):
        return None
    return {"on": on, "total": sum(heads), "said": heads_in_words(heads)}


def _has(timeline: list[Happening], kind: str) -> bool:
    return any(line.kind == kind and not line.is_undone for line in timeline)


def _stood(request: Request, shown: Organisation, day: date) -> dict[str, Any]:
    """The organisation on a past day; `?known=` asks what was known of it at the end of another one."""
    known_on, is_typed_wrong = _day(request.GET.get("known", ""))
    was = was_on(shown, on=day, known_on=known_on)
    # A number counted by what is known today: beside what was known then it would only mislead.
    people = people_on(shown, on=day) if known_on is None else None
    return {
        "known_on": known_on,
        "is_day_wrong": is_typed_wrong,
        "was": was,
        "type": OrganisationType(was.type).label if was.type else "",
        "chain_then": chain_on(shown, on=day, known_on=known_on),
        "people": people,
        "declared": _declared(was.declared, on=was.declared_on, counted=people) if people is not None else None,
        "elsewhere": _elsewhere(request, shown, day) if known_on is None else 0,
        "stood": tree_on(shown, on=day, known_on=known_on, seen_by=request.actor, levels=1),
    }


def _stood_here(request: Request, day: date, *, inpo: str, id: int) -> HttpResponse:
    """One that others keep today, on a day on which it stood in the actor's branch; 404 for any other."""
    known_on, _is_wrong = _day(request.GET.get("known", ""))
    try:
        shown = stood_below(inpo=inpo, id=id, on=day, known_on=known_on, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None
    context = {"organisation": shown, "chain": [], "on": day, "is_kept_elsewhere": True, **_stood(request, shown, day)}
    for above in context["chain_then"]:
        # Those that went along are called as they were called here.
        if not may_see(request.actor, above):
            above.short_name = was_on(above, on=day, known_on=known_on).short_name or above.short_name
    return render(request, "organisations/page_on.html", context)


def _elsewhere(request: Request, shown: Organisation, day: date) -> int:
    """How many of the people counted are in no list of the reader's; told to nobody who has no list here."""
    may_list = request.actor.may(Power.SEE_MEMBERS, at=shown)
    return people_elsewhere_on(shown, on=day, seen_by=request.actor) if may_list else 0


def _day(typed: str) -> tuple[date | None, bool]:
    """(the day, whether what was typed is none)."""
    parts = date_parts(typed)
    try:
        return (date(*parts), False) if parts else (None, bool(typed.strip()))
    except ValueError:
        return None, True
