"""Stating what an organisation is, or what is counted there, from a day on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.registry.organisations.actions.change_type import change_type
from edinstvo.registry.organisations.actions.declare_heads import declare_heads
from edinstvo.registry.organisations.actions.set_institution import set_institution
from edinstvo.registry.organisations.actions.state_contacts import FIELDS, Reached, state_contacts
from edinstvo.registry.organisations.actions.state_workforce import state_workforce
from edinstvo.registry.organisations.models import Institution, Organisation, OrganisationType
from edinstvo.registry.organisations.permissions import require_managing, require_stating_figures
from edinstvo.registry.organisations.queries.contacts import contact_of
from edinstvo.registry.organisations.queries.figures import declared_of, workforce_of
from edinstvo.registry.organisations.queries.reach import reach_of
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.queries.types import other_types, types_that_fit
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.changing_forms import (
    ContactsForm,
    HeadsForm,
    InstitutionForm,
    StatementForm,
    TypeForm,
    WorkforceForm,
)
from edinstvo.registry.organisations.web.misplaced import does_not_stand
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.refusing import cannot
from edinstvo.registry.organisations.web.words import REFUSALS, refuse


@require_http_methods(["GET", "POST"])
@signed_in
def change_kind(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Of which type it is; the preview says what stands below."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    others, types = other_types(organisation), types_that_fit(organisation)
    if not others:
        raise Http404
    if not types:
        return _nothing_fits(request, organisation, others[0])
    form = TypeForm(request.POST or None, types=types, initial={"version": organisation.version})
    words = {
        "heading": _("Change the kind of the organisation"),
        "lead": _("The number (INPO), the members and everything below stay where they are."),
        "verb": _("Change the kind"),
        "said": _("The new kind is entered."),
        "reach": reach_of(organisation, on=timezone.localdate()),
    }
    return _stated(request, organisation, form, change_type, words, type=OrganisationType)


def _nothing_fits(request: Request, organisation: Organisation, type: str) -> HttpResponse:
    """Whatever it may become stands elsewhere: it moves first."""
    above = organisation.parent or organisation
    reason = does_not_stand(type, above.short_name, above.type)
    return cannot(
        request,
        organisation,
        question=_("Change the kind of the organisation"),
        reason=" ".join([reason, _("Move it under another organisation first, then change its kind.")]),
        way_url=address_of(organisation, "move"),
        way_words=_("Move under another organisation"),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def institution(request: Request, inpo: str) -> HttpResponse:
    """In what kind of institution it stands."""
    organisation = seen(request, inpo=inpo)
    require_managing(request.actor, organisation)
    standing = {"version": organisation.version, "institution": organisation.institution}
    words = {
        "heading": _("Kind of institution"),
        "lead": _("Reports are broken down by it."),
        "verb": _("Save"),
        "said": _("The kind of institution is entered."),
    }
    form = InstitutionForm(request.POST or None, initial=standing)
    return _stated(request, organisation, form, set_institution, words, institution=Institution)


@require_http_methods(["GET", "POST"])
@signed_in
def workforce(request: Request, inpo: str) -> HttpResponse:
    """How many work and study there."""
    organisation = seen(request, inpo=inpo)
    require_stating_figures(request.actor, organisation)
    if not organisation.keeps_members:
        raise Http404
    known = workforce_of(organisation, on=timezone.localdate())
    standing = {"version": organisation.version, **_known(known, "workers", "students")}
    words = {
        "heading": _("How many work and study here"),
        "lead": _("The coverage is counted from it: which part of them are members."),
        "verb": _("Save"),
        "said": _("The figures are entered."),
    }
    return _stated(request, organisation, WorkforceForm(request.POST or None, initial=standing), state_workforce, words)


@require_http_methods(["GET", "POST"])
@signed_in
def contacts(request: Request, inpo: str) -> HttpResponse:
    """Who chairs it, and how it is reached."""
    organisation = seen(request, inpo=inpo)
    require_stating_figures(request.actor, organisation)
    known = contact_of(organisation, on=timezone.localdate())
    standing = {"version": organisation.version, **_known(known, *FIELDS)}
    words = {
        "heading": _("Chair and contacts"),
        "lead": _("Whom to turn to there. What the chair may do is said by the mandate, not here."),
        "verb": _("Save"),
        "said": _("The contacts are entered."),
    }
    return _stated(request, organisation, ContactsForm(request.POST or None, initial=standing), _state_contacts, words)


def _state_contacts(**said: Any) -> Organisation:
    reached = Reached(**{name: " ".join(said.pop(name).split()) for name in FIELDS})
    return state_contacts(contacts=reached, **said)


@require_http_methods(["GET", "POST"])
@signed_in
def heads(request: Request, inpo: str) -> HttpResponse:
    """How many members the papers count."""
    organisation = seen(request, inpo=inpo)
    require_stating_figures(request.actor, organisation)
    known = declared_of(organisation, on=timezone.localdate())
    standing = {"version": organisation.version, **_known(known, "workers", "students", "retired")}
    words = {
        "heading": _("Members by the papers"),
        "lead": _("It stands beside the counted members until everybody has been entered."),
        "verb": _("Save"),
        "said": _("The figures are entered."),
    }
    return _stated(request, organisation, HeadsForm(request.POST or None, initial=standing), declare_heads, words)


def _stated(
    request: Request,
    organisation: Organisation,
    form: StatementForm,
    act: Callable[..., Organisation],
    words: dict[str, Any],
    **kinds: Callable[[str], Any],
) -> HttpResponse:
    """The form, or what its act answers; `kinds` make of a field's text what the act takes."""
    if form.is_valid():
        said = {**form.cleaned_data, **{name: kind(form.cleaned_data[name]) for name, kind in kinds.items()}}
        version = said.pop("version")
        try:
            act(
                actor=request.actor,
                organisation=organisation,
                at=timezone.now(),
                expected_version=version,
                **said,
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, words["said"])
            return redirect(address_of(organisation))
    context = {"form": form, "organisation": organisation, "chain": chain_of(organisation), **words}
    return render(request, "organisations/state.html", context, status=422 if form.errors else 200)


def _known(fact: object, *names: str) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in names} if fact is not None else {}
