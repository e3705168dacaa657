"""Taking back what never was so: a move, a closing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.organisations.actions.reopen_organisation import reopen_organisation
from edinstvo.registry.organisations.actions.request_move import request_undo_move
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.queries.history import Moved, last_move
from edinstvo.registry.organisations.queries.reach import are_many, reach_of
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.changing_forms import TakingBackForm, UndoMoveForm
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.words import REFUSALS, in_a_chain, refuse, what_goes_along

Act = Callable[..., Organisation | Work]


@require_http_methods(["GET", "POST"])
@signed_in
def undo(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, with both chains and what goes back along, then take the last move back."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    moved = last_move(organisation)
    if moved is None or not organisation.is_open:
        raise Http404
    standing = {"version": organisation.version, "sign": standing_sign(ids=[organisation.pk, moved.back_to.pk])}
    form = UndoMoveForm(request.POST or None, initial=standing)
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
    return _asked(request, organisation, _taking_back(organisation, moved, form), question, form)


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
    form = TakingBackForm(request.POST or None, initial={"version": organisation.version})
    return _asked(request, organisation, reopen_organisation, question, form)


def _taking_back(organisation: Organisation, moved: Moved, form: UndoMoveForm) -> Act:
    """A large one is only begun here, and done to the two that the page showed."""
    if not are_many(organisation_ids=[organisation.pk]):
        return partial(undo_move, on=moved.on)
    sign = form.cleaned_data["sign"] if form.is_valid() else ""
    return partial(request_undo_move, on=moved.on, parent=moved.back_to, sign=sign)


def _asked(
    request: Request, organisation: Organisation, act: Act, question: dict[str, Any], form: TakingBackForm
) -> HttpResponse:
    if form.is_valid():
        try:
            done = act(
                actor=request.actor,
                organisation=organisation,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"],
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            if isinstance(done, Work):
                return redirect("organisations:act", work_id=done.pk)
            messages.success(request, question["said"])
            return redirect(address_of(organisation))
    context = {"form": form, "act_url": request.path, "back_url": address_of(organisation), **question}
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
