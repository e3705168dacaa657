"""Taking back what never was so: a move, a closing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.organisations.actions.reopen_organisation import reopen_organisation
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.queries.history import last_move
from edinstvo.registry.organisations.queries.reach import reach_of
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.changing_forms import TakingBackForm
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.words import REFUSALS, in_a_chain, refuse, what_goes_along


@require_http_methods(["GET", "POST"])
@signed_in
def undo(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, with both chains and what goes back along, then take the last move back."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    moved = last_move(organisation)
    if moved is None or not organisation.is_open:
        raise Http404
    question = {
        "question": _("Take the move of %(day)s back?") % {"day": day(moved.on)},
        "consequences": _("Now: %(now)s. Afterwards: %(back)s. It goes back as if it had never moved: %(what)s.")
        % {
            "now": in_a_chain(chain_of(organisation)),
            "back": in_a_chain([*chain_of(moved.back_to), moved.back_to]),
            "what": what_goes_along(reach_of(organisation, on=timezone.localdate())),
        },
        "verb": _("Take the move back"),
        "busy": _("Taking back…"),
        "way_out": _("Leave it where it is"),
        "said": _("The move is taken back."),
    }
    return _asked(request, organisation, lambda **said: undo_move(on=moved.on, **said), question)


@require_http_methods(["GET", "POST"])
@signed_in
def reopen(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, then take the closing back."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    if organisation.is_open:
        raise Http404
    question = {
        "question": _("Open “%(name)s” again?") % {"name": organisation.short_name},
        "consequences": _("It will stand as if it had never been closed. That it was entered as closed stays known."),
        "verb": _("Open it again"),
        "busy": _("Opening…"),
        "way_out": _("Leave it closed"),
        "said": _("The organisation stands again."),
    }
    return _asked(request, organisation, reopen_organisation, question)


def _asked(
    request: Request, organisation: Organisation, act: Callable[..., Organisation], question: dict[str, Any]
) -> HttpResponse:
    form = TakingBackForm(request.POST or None, initial={"version": organisation.version})
    if form.is_valid():
        try:
            act(
                actor=request.actor,
                organisation=organisation,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"],
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, question["said"])
            return redirect(address_of(organisation))
    context = {"form": form, "act_url": request.path, "back_url": address_of(organisation), **question}
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
