"""Closing: the question, with what stands in its way, then the act."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.branches import Level
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.tallies.queries import figure
from edinstvo.foundation.ui.moments import day
from edinstvo.registry.organisations.actions.close_organisation import close_organisation
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.permissions import require_managing
from edinstvo.registry.organisations.rules import OPEN_MEMBERSHIPS
from edinstvo.registry.organisations.web.addresses import address_of
from edinstvo.registry.organisations.web.forms import ClosingForm
from edinstvo.registry.organisations.web.pages import seen
from edinstvo.registry.organisations.web.refusing import cannot
from edinstvo.registry.organisations.web.words import REFUSALS, refuse, what_stands_below


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


def _close(request: Request, organisation: Organisation, form: ClosingForm) -> None:
    close_organisation(
        actor=request.actor,
        organisation=organisation,
        on=form.cleaned_data["on"],
        at=timezone.now(),
        decision=form.cleaned_data["decision"],
        expected_version=form.cleaned_data["version"],
    )


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
    if reason := _what_stands_in_its_way(organisation):
        return cannot(request, organisation, question=question, reason=reason, **_way_on(organisation))
    context = {
        "question": question,
        "consequences": _(
            "Its page, its number and its history stay. Nobody can be admitted there any more. "
            "Was it founded by mistake? Name the day of its founding, %(day)s: then it never stood."
        )
        % {"day": day(organisation.founded_on)},
        "form": form,
        "verb": _("Close the organisation"),
        "busy": _("Closing…"),
        "way_out": _("Leave it open"),
        "act_url": request.path,
        "back_url": address_of(organisation),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _what_stands_in_its_way(organisation: Organisation) -> str:
    """Why it could not be closed whatever were said; "" where it can."""
    if organisation.closed_on is not None:
        return _("It was closed on %(day)s already.") % {"day": day(organisation.closed_on)}
    if organisation.parent_id is None:
        return _("The union itself is not closed here. Its organisations are closed one by one.")
    below = organisation.children.filter(closed_on=None).count()
    members = figure(measure=OPEN_MEMBERSHIPS, organisation_id=organisation.pk)
    if not below and not members:
        return ""
    # Regional organisations are not merged here (docs/decisions/0015).
    way = "" if organisation.level is Level.REGION else _("Or let everything go over: “Reorganisations” on its page.")
    return f"{what_stands_below(organisations=below, members=members)} {way}".strip()


def _way_on(organisation: Organisation) -> dict[str, str]:
    if not organisation.is_open:
        return {"way_url": address_of(organisation, "reopen"), "way_words": _("It was closed by mistake")}
    return {"way_url": f"{address_of(organisation)}#below", "way_words": _("See what belongs to it")}
