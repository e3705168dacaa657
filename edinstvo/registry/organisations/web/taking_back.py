"""Taking back what never was so: a move, a closing, a statement."""

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
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.organisations.actions.reopen_organisation import reopen_organisation
from edinstvo.registry.organisations.actions.request_move import request_undo_move
from edinstvo.registry.organisations.actions.take_back_fact import STATEMENTS, take_back_fact
from edinstvo.registry.organisations.actions.take_back_founding import take_back_founding
from edinstvo.registry.organisations.actions.undo_move import undo_move
from edinstvo.registry.organisations.models import (
    Contact,
    DatedFact,
    DeclaredHeads,
    Organisation,
    OrganisationInstitution,
    OrganisationKind,
    OrganisationName,
    Workforce,
)
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.queries.history import Moved, held_before, is_no_move_any_more, last_move
from edinstvo.registry.organisations.queries.reach import are_many, reach_of
from edinstvo.registry.organisations.queries.signs import standing_sign
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.changing_forms import TakingBackForm, UndoMoveForm
from edinstvo.registry.organisations.web.facts_in_words import fact_in_words
from edinstvo.registry.organisations.web.going_along import in_a_chain, what_goes_along
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.words import REFUSALS, refuse

Act = Callable[..., Organisation | Work]
# By the words of the timeline.
_KINDS: dict[str, type[DatedFact]] = {
    "renamed": OrganisationName,
    "type": OrganisationKind,
    "institution": OrganisationInstitution,
    "contact": Contact,
    "workforce": Workforce,
    "declared": DeclaredHeads,
}


@require_http_methods(["GET", "POST"])
@signed_in
def undo(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, with both chains and what goes back along, then take the last move back."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    if request.method == "POST" and is_no_move_any_more(
        organisation, fact_id=id_typed(request.POST.get("move", "")) or 0
    ):
        messages.info(request, _("This move is taken back or corrected already: see what has changed."))
        return redirect(address_of(organisation))
    moved = last_move(organisation)
    if moved is None or not organisation.is_open:
        raise Http404
    sign = standing_sign(ids=[organisation.pk, moved.back_to.pk])
    standing = {"version": organisation.version, "sign": sign, "move": moved.fact_id}
    form = UndoMoveForm(request.POST or None, initial=standing)
    return _asked(
        request, organisation, _taking_back(organisation, moved, form), _of_undoing(organisation, moved), form
    )


@require_http_methods(["GET", "POST"])
@signed_in
def reopen(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, then take the closing back."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    # What was founded by mistake and taken back never stood: there is nothing to open.
    if organisation.is_open or organisation.closed_on == organisation.founded_on:
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


@require_http_methods(["GET", "POST"])
@signed_in
def founding(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, then take the founding back; of one that never stood there is nothing to ask."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    if organisation.parent_id is None:
        raise Http404
    if not organisation.is_open:
        return redirect(address_of(organisation))
    question = {
        "question": _("Take the founding of “%(name)s” back?") % {"name": organisation.short_name},
        "consequences": _(
            "It never stood: it goes out of the tree, its number is given to no other. The journal keeps it."
        ),
        "verb": _("Take the founding back"),
        "busy": _("Taking back…"),
        "way_out": _("Leave it"),
        "kind": "danger",
        "said": _("The founding is taken back: it never stood."),
    }
    form = TakingBackForm(request.POST or None, initial={"version": organisation.version})
    return _asked(request, organisation, take_back_founding, question, form)


@require_http_methods(["GET", "POST"])
@signed_in
def take_back(request: Request, kind: str, fact_id: int, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, with what holds then, and take back what was stated; a second time there is nothing to ask."""
    organisation = seen(request, inpo=inpo, id=id)
    fact = _fact(organisation, kind, fact_id)
    STATEMENTS[type(fact)].require(request.actor, organisation)
    if fact.known_until is not None:
        return redirect(address_of(organisation))
    back = held_before(fact)
    if back is None and STATEMENTS[type(fact)].is_of_every_one:
        raise Http404
    question = {
        "question": _("Take back what was entered of %(day)s?") % {"day": day(fact.valid_from)},
        "consequences": _("Entered from that day on: %(now)s. Afterwards: %(back)s. The history keeps both.")
        % {"now": fact_in_words(fact), "back": fact_in_words(back) if back else _("unknown")},
        "verb": _("Take it back"),
        "busy": _("Taking back…"),
        "way_out": _("Leave it"),
        "said": _("It is taken back: it never was so."),
    }
    form = TakingBackForm(request.POST or None, initial={"version": organisation.version})
    return _asked(request, organisation, partial(_of_fact, fact), question, form)


def _of_undoing(organisation: Organisation, moved: Moved) -> dict[str, Any]:
    return {
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


def _fact(organisation: Organisation, kind: str, fact_id: int) -> DatedFact:
    model = _KINDS.get(kind)
    fact = model._default_manager.filter(pk=fact_id).first() if model else None
    if fact is None or fact.organisation_id != organisation.pk:
        raise Http404
    return fact


def _of_fact(fact: DatedFact, *, organisation: Organisation, **said: Any) -> Organisation:
    return take_back_fact(fact=fact, **said)


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
