"""Founding: the union once, then organisations one under another."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.drafts import draft_done, draft_for
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.organisations.actions.found_organisation import found_organisation
from edinstvo.registry.organisations.actions.found_union import found_union
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_everywhere, require_founding_below
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.queries.types import types_below, union_stands
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.forms import FoundForm, UnionForm, found_form
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.refusing import cannot
from edinstvo.registry.organisations.web.words import REFUSALS, refuse

_DRAFT = "organisations-found"


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def found(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Found an organisation right under this one."""
    parent = seen(request, inpo=inpo, id=id)
    require_founding_below(request.actor, parent)
    if not parent.is_open:
        return _nothing_more(request, parent)
    types = types_below(parent)
    draft = draft_for(request, _DRAFT, parent.pk)
    form = found_form(parent, types, request.POST or None, initial=draft.initial if draft else None)
    if form.is_valid() and (founded := _founded(request, parent, form)):
        draft_done(request, _DRAFT, parent.pk)
        messages.success(request, _said(founded))
        return redirect(address_of(founded))
    context = {"form": form, "organisation": parent, "chain": chain_of(parent), "types": types, "draft": draft}
    return render(request, "organisations/found.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def found_the_union(request: Request) -> HttpResponse:
    """The very first step of an empty register."""
    require_everywhere(request.actor)
    form = UnionForm(request.POST or None)
    if form.is_valid():
        try:
            union = found_union(actor=request.actor, at=timezone.now(), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The union is founded. Now found its regional organisations."))
            return redirect(address_of(union))
    elif union_stands():
        raise Http404
    return render(request, "organisations/found_union.html", {"form": form}, status=422 if form.errors else 200)


def _nothing_more(request: Request, closed: Organisation) -> HttpResponse:
    return cannot(
        request,
        closed,
        question=_("Found an organisation"),
        reason=_("“%(name)s” has been closed: nothing stands under it any more.") % {"name": closed.short_name},
        way_url=address_of(closed.parent or closed),
        way_words=_("To the organisation above"),
    )


def _founded(request: Request, parent: Organisation, form: FoundForm) -> Organisation | None:
    try:
        return found_organisation(actor=request.actor, parent=parent, at=timezone.now(), **form.cleaned_data)
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None


def _said(founded: Organisation) -> str:
    if founded.number:
        return _("Founded. The number (INPO) is %(number)s.") % {"number": founded.number}
    return _("Founded without a number: parts of a primary have none.")
