"""Moving: choose where to, see what goes along, then move."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.ui.fields import id_typed, search_words
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.organisations.actions.move_organisation import move_organisation
from edinstvo.registry.organisations.actions.request_move import request_move
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.queries.destinations import destinations_of
from edinstvo.registry.organisations.queries.reach import are_many, reach_of
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.rules import InpoMistyped
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.changing_forms import MoveForm
from edinstvo.registry.organisations.web.going_along import in_a_chain
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.refusing import cannot
from edinstvo.registry.organisations.web.words import REFUSALS, refuse

_SHOWN = 30


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def move(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """`?q=` are words to find the new place by, `?parent=` is the id of the one chosen."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    if organisation.parent_id is None:
        return cannot(
            request,
            organisation,
            question=_("Where does “%(name)s” move?") % {"name": organisation.short_name},
            reason=_("The union stands under nothing."),
            way_url=f"{address_of(organisation)}#below",
            way_words=_("See what belongs to it"),
        )
    parent = _chosen(request, organisation)
    if parent is None:
        return _choice(request, organisation)
    standing = {"parent": parent.pk, "version": organisation.version}
    form = MoveForm(request.POST or None, initial=standing | {"sign": standing_sign(ids=[organisation.pk, parent.pk])})
    if form.is_valid() and (done := _moved(request, organisation, parent, form)):
        if isinstance(done, Work):
            return redirect("organisations:act", work_id=done.pk)
        messages.success(request, _("Moved. The number (INPO) stays what it was."))
        return redirect(address_of(done))
    return _preview(request, organisation, parent, form)


def _chosen(request: Request, organisation: Organisation) -> Organisation | None:
    asked = id_typed(request.POST.get("parent", "") or request.GET.get("parent", ""))
    if asked is None:
        return None
    return destinations_of(organisation, seen_by=request.actor).filter(pk=asked).first()


def _choice(request: Request, organisation: Organisation) -> HttpResponse:
    typed = search_words(request.GET.get("q", ""))
    context: dict[str, Any] = {"organisation": organisation, "chain": chain_of(organisation), "typed": typed}
    try:
        found = destinations_of(organisation, seen_by=request.actor, text=typed).select_related("parent")
        rows = list(found[: _SHOWN + 1])
    except InpoMistyped:
        context["refusal"] = _("There is a mistake in the number: its digits do not fit together. Check each of them.")
        return render(request, "organisations/move_where.html", context, status=422)
    context |= {"rows": rows[:_SHOWN], "has_more": len(rows) > _SHOWN, "is_gone": request.method == "POST"}
    return render(request, "organisations/move_where.html", context, status=422 if context["is_gone"] else 200)


def _preview(request: Request, organisation: Organisation, parent: Organisation, form: MoveForm) -> HttpResponse:
    context = {
        "form": form,
        "organisation": organisation,
        "parent": parent,
        "chain": chain_of(organisation),
        "reach": reach_of(organisation, on=timezone.localdate()),
        "is_large": are_many(organisation_ids=[organisation.pk]),
        "stands": in_a_chain(chain_of(organisation)),
        "will_stand": in_a_chain([*chain_of(parent), parent]),
    }
    return render(request, "organisations/move.html", context, status=422 if form.errors else 200)


def _moved(
    request: Request, organisation: Organisation, parent: Organisation, form: MoveForm
) -> Organisation | Work | None:
    said = form.cleaned_data
    # A large one is only begun here, and done to the two that the page showed.
    move_or_ask = (
        partial(request_move, sign=said["sign"]) if are_many(organisation_ids=[organisation.pk]) else move_organisation
    )
    try:
        return move_or_ask(
            actor=request.actor,
            organisation=organisation,
            parent=parent,
            on=said["on"],
            at=timezone.now(),
            decision=said["decision"],
            expected_version=said["version"],
        )
    except REFUSALS as refusal:
        refuse(form, refusal)
    return None
