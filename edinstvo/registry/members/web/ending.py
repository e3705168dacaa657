"""Ending a membership: the question, with what follows from it, then the act."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.change_member import EditedMeanwhile
from edinstvo.registry.members.actions.end_membership import EndedAlready, end_membership
from edinstvo.registry.members.models import EndReason
from edinstvo.registry.members.queries.person import PersonSeen
from edinstvo.registry.members.web.conflicts import version_of, versions_in, who_was_faster
from edinstvo.registry.members.web.forms import EndForm
from edinstvo.registry.members.web.pages import seen_person, sent
from edinstvo.registry.members.web.words import REFUSALS, refuse


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def end(request: Request, person_id: int) -> HttpResponse:
    """Ask from which day and why, then end."""
    seen = seen_person(request, person_id)
    if not seen.may_keep:
        raise Http404
    if not seen.current.is_open:
        return redirect("members:page", person_id)
    form = EndForm(sent(request), initial={"ended_on": timezone.localdate(), "version": version_of(seen)})
    if form.is_valid():
        try:
            _end(request, seen, form)
        except EndedAlready:
            return redirect("members:page", person_id)
        except EditedMeanwhile as refusal:
            form = EndForm({**request.POST.dict(), "version": version_of(seen)})
            form.add_error(None, who_was_faster(request, refusal.membership))
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The membership is ended."))
            return redirect("members:page", person_id)
    return _question(request, seen, form)


def _end(request: Request, seen: PersonSeen, form: EndForm) -> None:
    end_membership(
        actor=request.actor,
        membership_id=seen.current.pk,
        expected=versions_in(form.cleaned_data["version"]),
        ended_on=form.cleaned_data["ended_on"],
        reason=EndReason(form.cleaned_data["reason"]),
        decision=form.cleaned_data["decision"],
        on=timezone.localdate(),
        at=timezone.now(),
    )


def _question(request: Request, seen: PersonSeen, form: EndForm) -> HttpResponse:
    said = {"name": seen.person.full_name, "place": seen.current.organisation.short_name}
    context = {
        "question": _("End the membership?"),
        "consequences": _(
            "%(name)s will be on record in “%(place)s” no more. The record and its history stay here; "
            "you can admit the person again as the same one."
        )
        % said,
        "form": form,
        "verb": _("End the membership"),
        "busy": _("Ending…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": reverse("members:page", args=[seen.person.pk]),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
