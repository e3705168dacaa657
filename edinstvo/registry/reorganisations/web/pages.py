"""Merging, splitting and taking back: choose, see what it touches, then act."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.ui.fields import id_typed, search_words
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.reach import are_many, reach_of
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.queries.standing import by_id
from edinstvo.registry.organisations.rules import MOST_AT_ONCE, InpoMistyped
from edinstvo.registry.reorganisations.actions.merge_organisation import merge_organisation
from edinstvo.registry.reorganisations.actions.request_reorganisation import request_merge, request_undo
from edinstvo.registry.reorganisations.actions.undo_reorganisation import undo_reorganisation
from edinstvo.registry.reorganisations.models import Kind, Reorganisation
from edinstvo.registry.reorganisations.permissions import may_reorganise
from edinstvo.registry.reorganisations.queries.parts import reorganisation, target, targets_of
from edinstvo.registry.reorganisations.web.forms import MergeForm, TakeBackForm
from edinstvo.registry.reorganisations.web.words import REFUSALS, refuse

_SHOWN = 30


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def merge(request: Request, organisation_id: int) -> HttpResponse:
    """`?q=` are words to find the other one by, `?to=` is the id of the one chosen."""
    source = seen(request, organisation_id)
    if not source.is_open:
        return closed_already(request, source)
    into = _chosen(request, source)
    if into is None:
        return _choice(request, source)
    seen_as = {"to": into.pk, "version": source.version, "sign": standing_sign(ids=[source.pk, into.pk])}
    form = MergeForm(request.POST or None, initial=seen_as)
    if form.is_valid() and (act := _merged(request, source, into, form)):
        if isinstance(act, Work):
            return redirect("organisations:act", work_id=act.pk)
        messages.success(request, _done(source, act))
        return redirect(page_of(act.target))
    on = timezone.localdate()
    context = {"form": form, "organisation": source, "target": into, "reach": reach_of(source, on=on)}
    context |= {"back_url": page_of(source), "is_large": are_many(organisation_ids=[source.pk])}
    return render(request, "reorganisations/merge.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def undo(request: Request, reorganisation_id: int) -> HttpResponse:
    """Ask why, then take it back."""
    try:
        act = reorganisation(id=reorganisation_id, seen_by=request.actor)
    except Reorganisation.DoesNotExist:
        raise Http404 from None
    if not may_reorganise(request.actor, act.source):
        raise Http404
    if act.undone_at is not None:
        return redirect(page_of(act.source))
    form = TakeBackForm(request.POST or None, initial={"sign": standing_sign(ids=[act.source_id, act.target_id])})
    if form.is_valid() and (done := _taken_back(request, act, form)):
        if isinstance(done, Work):
            return redirect("organisations:act", work_id=done.pk)
        _tell_taken_back(request, done.lost_mandates)
        return redirect(page_of(act.source))
    return _question(request, act, form)


def _tell_taken_back(request: Request, lost: int) -> None:
    if not lost:
        messages.success(request, _("Taken back: everything stands as before."))
        return
    said = ngettext(
        "Taken back. %(n)s mandate does not go on, because somebody else holds the office or its holder has left: "
        "look at the offices.",
        "Taken back. %(n)s mandates do not go on, because somebody else holds the office or the holder has left: "
        "look at the offices.",
        lost,
    )
    messages.warning(request, said % {"n": number(lost)})


def seen(request: Request, organisation_id: int) -> Organisation:
    """The organisation that the actor may reorganise; 404 for any other."""
    try:
        found = by_id(id=organisation_id, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None
    if not may_reorganise(request.actor, found):
        raise Http404
    return found


def closed_already(request: Request, organisation: Organisation) -> HttpResponse:
    """To its page, with what is known: a second tab, or somebody else, has been faster."""
    said = _("“%(name)s” is closed already. What became of it stands below under “Reorganisations”.")
    messages.info(request, said % {"name": organisation.short_name})
    return redirect(page_of(organisation))


def page_of(organisation: Organisation) -> str:
    """The address of its page."""
    return reverse("organisations:part", kwargs={"id": organisation.pk})


def _chosen(request: Request, source: Organisation) -> Organisation | None:
    asked = id_typed(request.POST.get("to", "") or request.GET.get("to", ""))
    return None if asked is None else target(source, id=asked, seen_by=request.actor)


def _choice(request: Request, source: Organisation) -> HttpResponse:
    typed = search_words(request.GET.get("q", ""))
    context: dict[str, Any] = {"organisation": source, "typed": typed, "search_url": request.path}
    context["back_url"] = page_of(source)
    try:
        rows = list(targets_of(source, seen_by=request.actor, text=typed)[: _SHOWN + 1]) if typed else []
    except InpoMistyped:
        context["refusal"] = _("There is a mistake in the number: its digits do not fit together. Check each of them.")
        return render(request, "reorganisations/merge_where.html", context, status=422)
    context |= {"rows": rows[:_SHOWN], "has_more": len(rows) > _SHOWN, "is_gone": request.method == "POST"}
    return render(request, "reorganisations/merge_where.html", context, status=422 if context["is_gone"] else 200)


def _done(source: Organisation, act: Reorganisation) -> str:
    if source.keeps_members:
        return _("Done. All people of “%(name)s” are on record here.") % {"name": source.short_name}
    return ngettext(
        "Done. %(n)s organisation of “%(name)s” stands here now, with everybody on its record.",
        "Done. %(n)s organisations of “%(name)s” stand here now, with everybody on their record.",
        len(act.moved),
    ) % {"n": number(len(act.moved)), "name": source.short_name}


def _merged(
    request: Request, source: Organisation, into: Organisation, form: MergeForm
) -> Reorganisation | Work | None:
    said = form.cleaned_data
    is_large = are_many(organisation_ids=[source.pk])
    merge_or_ask = partial(request_merge, sign=said["sign"]) if is_large else merge_organisation
    try:
        return merge_or_ask(
            actor=request.actor,
            kind=Kind(said["kind"]),
            source=source,
            target=into,
            on=said["on"],
            decision=said["decision"],
            expected_version=said["version"],
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None


def _taken_back(request: Request, act: Reorganisation, form: TakeBackForm) -> Reorganisation | Work | None:
    said, at = form.cleaned_data, timezone.now()
    try:
        # Those who went over by moves of their organisations are counted there.
        if act.people > MOST_AT_ONCE or are_many(organisation_ids=act.moved):
            return request_undo(actor=request.actor, act=act, reason=said["reason"], at=at, sign=said["sign"])
        return undo_reorganisation(actor=request.actor, reorganisation_id=act.pk, reason=said["reason"], at=at)
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None


def _question(request: Request, act: Reorganisation, form: TakeBackForm) -> HttpResponse:
    context = {
        "question": _("Take the reorganisation back?"),
        "consequences": _(
            "“%(source)s” stands again, its people are on its record as if they had never left, and what was moved "
            "comes back. Mandates that ended with it go on, unless somebody else holds the office by now."
        )
        % {"source": act.source.short_name},
        "form": form,
        "verb": _("Take it back"),
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": page_of(act.source),
    }
    if act.kind == Kind.SPLIT:
        context["consequences"] = _(
            "The people of “%(target)s” are on the record of “%(source)s” as if they had never left; the new "
            "organisation is closed."
        ) % {"source": act.source.short_name, "target": act.target.short_name}
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
