"""Merging two records of one person: likely pairs, the other record, what would become of both, the act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import id_typed, search_words
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.lock_people import RecordsChanged
from edinstvo.registry.members.actions.merge_people import merge_people
from edinstvo.registry.members.models import Person
from edinstvo.registry.members.queries.duplicates import likely_duplicates
from edinstvo.registry.members.queries.pairs import Pair, pair_of
from edinstvo.registry.members.queries.person import PersonSeen, person_seen
from edinstvo.registry.members.queries.places import places_around
from edinstvo.registry.members.queries.search import search
from edinstvo.registry.members.web.listing import asked_of
from edinstvo.registry.members.web.merge_forms import MergeForm
from edinstvo.registry.members.web.merge_preview import contested_in, preview_of
from edinstvo.registry.members.web.merge_words import REFUSALS, WHY, sentence
from edinstvo.registry.members.web.pages import seen_person, sent
from edinstvo.registry.organisations.models import OrganisationType

_FOUND, _PAGE = 20, 50


@require_safe
@signed_in
def duplicates(request: Request) -> HttpResponse:
    """Likely pairs of a branch (`?organisation=`), `?skip=` of them passed over; above a region, one to choose."""
    if not request.actor.may(Power.KEEP_MEMBERS):
        raise Http404
    place, skip = asked_of(request).place, id_typed(request.GET.get("skip", "")) or 0
    context: dict[str, Any] = {"place": place, "skip": skip, "next": skip + _PAGE, "previous": max(skip - _PAGE, 0)}
    if place is not None and place.type == OrganisationType.UNION:
        around = places_around(place, seen_by=request.actor)
        context["regions"] = [one for one in around if one.parent_id == place.pk and one.inpo]
        return render(request, "members/duplicates.html", context)
    pairs, context["has_more"] = likely_duplicates(seen_by=request.actor, organisation=place, skip=skip, size=_PAGE)
    context["pairs"] = [(pair.one, pair.other, WHY[pair.why]) for pair in pairs]
    return render(request, "members/duplicates.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def merge(request: Request, person_id: int) -> HttpResponse:
    """`?q=` are words to find the other record by, `?other=` is the id of the one chosen."""
    seen = seen_person(request, person_id)
    if not seen.may_keep:
        raise Http404
    other = _other(request, seen)
    pair = pair_of(kept_id=person_id, other_id=other.person.pk) if other else None
    if other is None or pair is None:
        return _choice(request, seen)
    form = MergeForm(sent(request))
    refused = _tried(request, pair, form) if form.is_bound else None
    if form.is_bound and refused is None:
        messages.success(request, _("The records are one now. If that was wrong, take them apart on this page."))
        return redirect("members:page", person_id)
    context = preview_of(pair, seen, other, actor=request.actor) | {"seen": seen, "person": seen.person}
    if isinstance(refused, RecordsChanged):
        context["changed"] = sentence(refused)
    elif refused is not None:
        context["refusal"] = sentence(refused)
    # What was seen is what stands on this page, whatever was sent.
    context |= {"form": form, "fresh": MergeForm(initial={"other": other.person.pk, "seen": pair.mark})}
    return render(request, "members/merge.html", context, status=422 if form.is_bound else 200)


def _tried(request: Request, pair: Pair, form: MergeForm) -> Exception | None:
    """Merge them; the refusal, where it is refused."""
    if not form.is_valid():
        return RecordsChanged()
    try:
        _merge(request, pair, form)
    except REFUSALS as refusal:
        return refusal
    return None


def _merge(request: Request, pair: Pair, form: MergeForm) -> None:
    chosen = [name for name in contested_in(pair) if request.POST.get(f"keep-{name}") == "theirs"]
    merge_people(
        actor=request.actor,
        kept_id=pair.kept.pk,
        other_id=pair.other.pk,
        chosen=chosen,
        seen=form.cleaned_data["seen"],
        at=timezone.now(),
    )


def _other(request: Request, seen: PersonSeen) -> PersonSeen | None:
    """The record chosen, if the actor sees anything of it."""
    id_ = id_typed(request.POST.get("other", "") or request.GET.get("other", "")) or 0
    if not id_ or id_ == seen.person.pk:
        return None
    try:
        return person_seen(person_id=id_, seen_by=request.actor)
    except Person.DoesNotExist:
        return None


def _choice(request: Request, seen: PersonSeen) -> HttpResponse:
    typed = search_words(request.GET.get("q", ""))
    words = typed or " ".join(part for part in (seen.person.last_name, seen.person.first_name) if part)
    found = search(text=words, on=timezone.localdate(), seen_by=request.actor, most=_FOUND + 2)
    others = [row for row in found if row.person_id != seen.person.pk]
    # Looked for by surname and name alone, since the patronymic may be what is wrong; the very name is first.
    rows = others if typed else sorted(others, key=lambda row: row.name_key != seen.current.name_key)
    context = {"seen": seen, "person": seen.person, "typed": typed, "rows": rows[:_FOUND]}
    context |= {"has_more": len(rows) > _FOUND, "is_gone": request.method == "POST"}
    return render(request, "members/merge_whom.html", context, status=422 if context["is_gone"] else 200)
