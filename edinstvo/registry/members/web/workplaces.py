"""Second workplaces: entered, ended or taken back, and the list of those who work in an organisation besides."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.end_workplace import end_workplace, take_back_workplace
from edinstvo.registry.members.actions.state_workplace import Workplace, state_workplace
from edinstvo.registry.members.models import Membership, SecondWorkplace
from edinstvo.registry.members.queries.workplaces import also_here, workplace
from edinstvo.registry.members.web.life_forms import EndWorkplaceForm, WorkplaceForm
from edinstvo.registry.members.web.life_words import REFUSALS, refuse
from edinstvo.registry.members.web.listing import asked_of
from edinstvo.registry.members.web.looks import note_also_here
from edinstvo.registry.members.web.pages import seen_person, sent
from edinstvo.registry.members.web.where import choice, chosen
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import number_of

_MOST = 200


@require_safe
@signed_in
def here(request: Request) -> HttpResponse:
    """Who works in the organisation (and below it) and is on record elsewhere."""
    if not request.actor.may(Power.SEE_MEMBERS):
        raise Http404
    asked = asked_of(request)
    if asked.place is None:
        raise Http404
    rows = also_here(organisation=asked.place, seen_by=request.actor, size=_MOST + 1)
    note_also_here(request, asked.place)
    kept = request.actor.may(Power.KEEP_MEMBERS, at=asked.place)
    context = {"asked": asked, "place": asked.place, "rows": rows[:_MOST], "has_more": len(rows) > _MOST, "kept": kept}
    return render(request, "members/also_here.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def add(request: Request, person_id: int) -> HttpResponse:
    """`?q=` are words to find the organisation by, `?to=` is the id of the one chosen, `?employer` asks for words."""
    seen = seen_person(request, person_id)
    if not seen.may_keep:
        raise Http404
    if not seen.current.is_open:
        return redirect("members:page", person_id)
    target = chosen(request)
    if target is None and "employer" not in request.GET:
        return choice(request, seen, template="members/workplace_where.html")
    initial = {"to": target.pk if target else None, "since": timezone.localdate()}
    form = WorkplaceForm(sent(request), is_of_the_register=target is not None, initial=initial)
    if form.is_valid() and _stated(request, seen.current, target, form):
        messages.success(request, _("The second workplace is entered. It is no membership."))
        return redirect("members:page", person_id)
    context = {"form": form, "seen": seen, "person": seen.person, "target": target}
    return render(request, "members/workplace.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def end(request: Request, workplace_id: int) -> HttpResponse:
    """Ask since when they work there no more, or whether they never did."""
    try:
        fact = workplace(id=workplace_id, seen_by=request.actor)
    except SecondWorkplace.DoesNotExist:
        raise Http404 from None
    back_url = _back(request, fact)
    form = EndWorkplaceForm(sent(request), initial={"ended_on": timezone.localdate()})
    if form.is_valid():
        try:
            _end(request, fact, form)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The second workplace is entered as it was."))
            return redirect(back_url)
    return _question(request, fact, form, back_url)


def _question(request: Request, fact: SecondWorkplace, form: EndWorkplaceForm, back_url: str) -> HttpResponse:
    said = {"name": fact.person.full_name, "place": fact.place_name}
    context = {
        "question": _("End the second workplace?"),
        "consequences": _("%(name)s works in “%(place)s” besides. The membership is not touched.") % said,
        "form": form,
        "verb": _("Save"),
        "kind": "main",
        "busy": _("Saving…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": back_url,
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def note_from_admission(request: Request, stay: Membership, place: Organisation, said: dict[str, Any]) -> str:
    """Somebody who admits a member of another organisation has them as a second workplace; returns where to go then.

    Raises one of REFUSALS.
    """
    on = timezone.localdate()
    told = Workplace(organisation_id=place.pk, position=said["position"], since=said["registered_on"] or on)
    state_workplace(actor=request.actor, stay_id=stay.pk, said=told, on=on, at=timezone.now())
    messages.success(request, _("The second workplace is entered. It is no membership."))
    return _here_url(place)


def _end(request: Request, fact: SecondWorkplace, form: EndWorkplaceForm) -> None:
    said, at = form.cleaned_data, timezone.now()
    if said["never_was"]:
        take_back_workplace(actor=request.actor, workplace_id=fact.pk, why=said["why"], at=at)
        return
    end_workplace(
        actor=request.actor,
        workplace_id=fact.pk,
        ended_on=said["ended_on"],
        why=said["why"],
        on=timezone.localdate(),
        at=at,
    )


def _stated(request: Request, stay: Membership, target: Organisation | None, form: WorkplaceForm) -> bool:
    said = form.cleaned_data
    told = Workplace(
        organisation_id=target.pk if target else None,
        employer=said.get("employer", ""),
        position=said["position"],
        since=said["since"],
    )
    try:
        state_workplace(actor=request.actor, stay_id=stay.pk, said=told, on=timezone.localdate(), at=timezone.now())
    except REFUSALS as refusal:
        refuse(form, refusal)
        return False
    return True


def _back(request: Request, fact: SecondWorkplace) -> str:
    """Whoever sees the person goes back to their page; the other organisation to its list."""
    seen = Membership.objects.filter(request.actor.scope(Power.SEE_MEMBERS), person_id=fact.person_id)
    if seen.exists() or fact.organisation is None:
        return reverse("members:page", args=[fact.person_id])
    return _here_url(fact.organisation)


def _here_url(place: Organisation) -> str:
    return f"{reverse('members:also-here')}?organisation={number_of(place)}"
