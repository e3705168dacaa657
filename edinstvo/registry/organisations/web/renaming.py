"""Renaming, and what to do when somebody else was faster."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.journal.queries import entries_about
from edinstvo.foundation.ui.merging import Changed, three_ways
from edinstvo.foundation.ui.moments import moment
from edinstvo.foundation.ui.people import initials
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.queries.standing import chain_of
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.forms import RenameForm
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.words import REFUSALS, refuse

_NAMES = ("name", "short_name")


@require_http_methods(["GET", "POST"])
@signed_in
def rename(request: Request, inpo: str = "", id: int = 0) -> HttpResponse:
    """State another name from a day on."""
    return _answer(request, inpo, id)


def _answer(request: Request, inpo: str, id: int) -> HttpResponse:
    organisation = seen(request, inpo=inpo, id=id)
    require_managing(request.actor, organisation)
    if request.method != "POST":
        return _page(request, organisation, RenameForm(initial=_stands(organisation)))
    sent = _chosen(request.POST, organisation)
    form = RenameForm(sent)
    changed = _changed_meanwhile(form, organisation)
    if changed is not None:
        sent = _put(sent, organisation, changed.theirs)
        if changed.contested:
            return _conflict(request, form, organisation, changed, sent)
        form = RenameForm({**sent.dict(), "version": organisation.version})
    if form.is_valid():
        if _keeps_what_stands(form, organisation):
            return redirect(address_of(organisation))
        try:
            _rename(request, organisation, form)
        except EditedMeanwhile:
            # Somebody saved between our reading and our saving: read and compare once more.
            return _answer(request, inpo, id)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return _renamed(request, organisation, changed)
    return _page(request, organisation, form)


def _stands(organisation: Organisation) -> dict[str, Any]:
    names = {name: getattr(organisation, name) for name in _NAMES}
    return {**names, **{f"was_{name}": value for name, value in names.items()}, "version": organisation.version}


def _chosen(sent: QueryDict, organisation: Organisation) -> QueryDict:
    """What was sent; after a conflict, for each name the one that the person kept."""
    return _put(sent, organisation, [name for name in _NAMES if sent.get(f"keep-{name}") == "theirs"])


def _put(sent: QueryDict, organisation: Organisation, names: list[str]) -> QueryDict:
    """What was sent, with these names as they stand now."""
    data = sent.copy()
    for name in names:
        data[name] = getattr(organisation, name)
    return data


def _changed_meanwhile(form: RenameForm, organisation: Organisation) -> Changed | None:
    """Who changed which name since the form was opened; None where nobody else changed the organisation."""
    if not form.is_valid() or form.cleaned_data["version"] == organisation.version:
        return None
    said = form.cleaned_data
    was = {name: said[f"was_{name}"] for name in _NAMES}
    return three_ways(
        opened=was if was["name"] else None,
        yours={name: " ".join(said[name].split()) for name in _NAMES},
        theirs={name: getattr(organisation, name) for name in _NAMES},
    )


def _keeps_what_stands(form: RenameForm, organisation: Organisation) -> bool:
    """Whether, after a conflict, the person kept everything that the other one saved."""
    is_chosen = any(name.startswith("keep-") for name in form.data)
    return is_chosen and all(form.cleaned_data[name] == getattr(organisation, name) for name in _NAMES)


def _rename(request: Request, organisation: Organisation, form: RenameForm) -> None:
    said = form.cleaned_data
    rename_organisation(
        actor=request.actor,
        organisation=organisation,
        name=said["name"],
        short_name=said["short_name"],
        on=said["on"],
        at=timezone.now(),
        decision=said["decision"],
        expected_version=said["version"],
    )


def _conflict(
    request: Request, form: RenameForm, stands: Organisation, changed: Changed, sent: QueryDict
) -> HttpResponse:
    """Both sides of the names that both changed; what is chosen comes back here."""
    labels = {"name": _("Full name"), "short_name": _("Short name")}
    kept = [(name, sent.get(name, "")) for name in (*_NAMES, "decision", "on")]
    kept += [(f"was_{name}", getattr(stands, name)) for name in _NAMES]
    context = {
        "words": _who_was_faster(request, stands),
        "rows": [(name, labels[name], form.cleaned_data[name], getattr(stands, name)) for name in changed.contested],
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


def _renamed(request: Request, organisation: Organisation, changed: Changed | None) -> HttpResponse:
    """The organisation's page, which says what of its names somebody else changed in the meantime."""
    if changed is not None and changed.theirs:
        kept = ", ".join(f"“{getattr(organisation, name)}”" for name in changed.theirs)
        said = _("The new name is entered. What somebody else changed meanwhile is kept too: %(names)s.")
        messages.success(request, said % {"names": kept})
    else:
        messages.success(request, _("The new name is entered."))
    return redirect(address_of(organisation))


def _page(request: Request, organisation: Organisation, form: RenameForm) -> HttpResponse:
    context = {"form": form, "organisation": organisation, "chain": chain_of(organisation)}
    return render(request, "organisations/rename.html", context, status=422 if form.errors else 200)
