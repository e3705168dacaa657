"""Renaming and closing, with what to show when somebody else was faster."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.journal.queries import entries_about
from edinstvo.foundation.tallies.queries import figure
from edinstvo.foundation.ui.moments import moment
from edinstvo.foundation.ui.people import initials
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.forms import ClosingForm, RenameForm
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.words import REFUSALS, refuse, what_stands_below


@require_http_methods(["GET", "POST"])
@signed_in
def rename(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """State another name from a day on."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    stands = {name: getattr(organisation, name) for name in ("name", "short_name", "version")}
    form = RenameForm(_chosen(request, organisation) if request.method == "POST" else None, initial=stands)
    if form.is_valid():
        if _keeps_what_stands(request, form, organisation):
            return redirect(address_of(organisation))
        try:
            _rename(request, organisation, form)
        except EditedMeanwhile as refusal:
            return _conflict(request, form, refusal.organisation)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The new name is entered."))
            return redirect(address_of(organisation))
    context = {"form": form, "organisation": organisation, "chain": chain_of(organisation)}
    return render(request, "organisations/rename.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def close(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """Ask, with what follows, then close."""
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    form = ClosingForm(request.POST or None, initial={"version": organisation.version})
    if form.is_valid():
        try:
            _close(request, organisation, form)
        except EditedMeanwhile as refusal:
            organisation = refusal.organisation
            form = _asked_again(request, organisation)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The organisation is closed. Its number is never given to another."))
            return redirect(address_of(organisation))
    return _question(request, organisation, form)


def _chosen(request: Request, organisation: Organisation) -> Mapping[str, Any]:
    """What was sent; after a conflict, for each field the one that the person kept."""
    chosen = request.POST.copy()
    for field in ("name", "short_name"):
        if request.POST.get(f"keep-{field}") == "theirs":
            chosen[field] = getattr(organisation, field)
    return chosen


def _keeps_what_stands(request: Request, form: RenameForm, organisation: Organisation) -> bool:
    """Whether, after a conflict, the person kept everything that the other one saved."""
    said = (form.cleaned_data["name"], form.cleaned_data["short_name"])
    return any(name.startswith("keep-") for name in request.POST) and said == (
        organisation.name,
        organisation.short_name,
    )


def _rename(request: Request, organisation: Organisation, form: RenameForm) -> None:
    said = dict(form.cleaned_data)
    rename_organisation(
        actor=request.actor,
        organisation=organisation,
        at=timezone.now(),
        expected_version=said.pop("version"),
        **said,
    )


def _close(request: Request, organisation: Organisation, form: ClosingForm) -> None:
    close_organisation(
        actor=request.actor,
        organisation=organisation,
        on=form.cleaned_data["on"],
        at=timezone.now(),
        decision=form.cleaned_data["decision"],
        expected_version=form.cleaned_data["version"],
    )


def _conflict(request: Request, form: RenameForm, stands: Organisation) -> HttpResponse:
    """Both versions side by side; what is chosen comes back here."""
    yours = form.cleaned_data
    kept = [("name", yours["name"]), ("short_name", yours["short_name"]), ("decision", yours["decision"])]
    kept.append(("on", form.data["on"]))
    context = {
        "words": _who_was_faster(request, stands),
        "rows": [
            ("name", _("Full name"), yours["name"], stands.name),
            ("short_name", _("Short name"), yours["short_name"], stands.short_name),
        ],
        "hidden": format_html_join("", '<input type="hidden" name="{}" value="{}">', kept),
        "act_url": request.path,
        "back_url": address_of(stands),
        "version": stands.version,
    }
    return render(request, "ui/conflict.html", context, status=409)


def _who_was_faster(request: Request, stands: Organisation) -> str:
    entry = entries_about(type="organisation", id=stands.pk, seen_by=request.actor).first()
    if entry is None:
        return _("Somebody has changed the record since you opened it. Compare and save what is right.")
    return _("%(who)s changed the record: %(when)s. Compare and save what is right.") % {
        "who": initials(entry.actor_name),
        "when": moment(entry.at, now=timezone.now()),
    }


def _asked_again(request: Request, stands: Organisation) -> ClosingForm:
    """The same question about the organisation as it stands now."""
    again = ClosingForm({**request.POST.dict(), "version": stands.version})
    again.add_error(
        None,
        _("The record has changed since you opened it: now it is “%(name)s”. Look again before you close it.")
        % {"name": stands.name},
    )
    return again


def _question(request: Request, organisation: Organisation, form: ClosingForm) -> HttpResponse:
    question = _("Close “%(name)s”?") % {"name": organisation.short_name}
    below = organisation.children.filter(closed_on=None).count()
    members = figure(measure=OPEN_MEMBERSHIPS, organisation_id=organisation.pk)
    if below or members:
        reason = what_stands_below(organisations=below, members=members)
        context = {
            "question": question,
            "reason": reason,
            "organisation": organisation,
            "chain": chain_of(organisation),
        }
        return render(request, "organisations/cannot_close.html", context, status=422 if form.is_bound else 200)
    context = {
        "question": question,
        "consequences": _("Its page, its number and its history stay. Nobody can be admitted there any more."),
        "form": form,
        "verb": _("Close the organisation"),
        "busy": _("Closing…"),
        "way_out": _("Leave it open"),
        "act_url": request.path,
        "back_url": address_of(organisation),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
