"""The staff of an organisation: who is appointed, appointing, dismissing, letting them in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.second_factor import is_required_of
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.offices.actions.appoint_staff import appoint_staff
from edinstvo.registry.offices.actions.dismiss_staff import AppointmentEnded, dismiss_staff
from edinstvo.registry.offices.actions.holds_more import HoldsMore
from edinstvo.registry.offices.actions.invite_staff import VALID_FOR, invite_staff
from edinstvo.registry.offices.models import Appointment
from edinstvo.registry.offices.permissions import may_see_staff, roles_to_appoint
from edinstvo.registry.offices.queries.sight import ROLES
from edinstvo.registry.offices.queries.staff import appointment as find_appointment
from edinstvo.registry.offices.queries.staff import former_staff_of, staff_of
from edinstvo.registry.offices.web.forms import AppointForm, DismissForm
from edinstvo.registry.offices.web.pages import seen
from edinstvo.registry.offices.web.words import REFUSALS, refuse
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import chain_of

_SHOWN, _FORMER_SHOWN = 200, 30


@require_safe
@signed_in
def listed(request: Request, inpo: str) -> HttpResponse:
    """Who is of the staff today, and who was before."""
    place = _managed(request, inpo)
    roles = roles_to_appoint(request.actor, place)
    staff = staff_of(place, seen_by=request.actor)[:_SHOWN]
    context = {
        "organisation": place,
        "chain": chain_of(place),
        "may_appoint": bool(roles),
        "rows": [(one, ROLES[one.role], Role(one.role) in roles) for one in staff],
        "former": [(one, ROLES[one.role]) for one in former_staff_of(place, seen_by=request.actor)[:_FORMER_SHOWN]],
    }
    return render(request, "offices/staff.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def appoint(request: Request, inpo: str) -> HttpResponse:
    """Who, as what, from which day and by which decision; a second click leads where the first one did."""
    place = _managed(request, inpo)
    roles = roles_to_appoint(request.actor, place)
    if not roles:
        raise Http404
    choices = [(role.value, ROLES[role]) for role in roles]
    form = AppointForm(request.POST or None, roles=choices, initial={"since": timezone.localdate()})
    if form.is_valid():
        said = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            made = appoint_staff(actor=request.actor, organisation=place, at=timezone.now(), **said)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The appointment is entered. Now make a link by which they come in."))
            return redirect("offices:staff-link", appointment_id=made.pk)
    context = {"organisation": place, "chain": chain_of(place), "form": form}
    return render(request, "offices/appoint.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def dismiss(request: Request, appointment_id: int) -> HttpResponse:
    """Ask from which day and by which decision, then end it."""
    held = _kept(request, appointment_id)
    form = DismissForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    if form.is_valid() and _dismissed(request, held, form):
        messages.success(request, _("The appointment is ended. Its powers have ended with it."))
        return redirect(_list_of(held))
    context = {
        "question": _("End the appointment?"),
        "consequences": _(
            "%(name)s: %(office)s. Their next click will find them without the powers of the appointment."
        )
        % {"name": held.user.name, "office": ROLES[held.role]},
        "form": form,
        "verb": _("End the appointment"),
        "busy": _("Ending…"),
        "kind": "danger",
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": _list_of(held),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _dismissed(request: Request, held: Appointment, form: DismissForm) -> bool:
    on, decision = form.cleaned_data["ended_on"], form.cleaned_data["decision"]
    try:
        dismiss_staff(actor=request.actor, appointment_id=held.pk, on=on, decision=decision, at=timezone.now())
    except REFUSALS as refusal:
        refuse(form, refusal, day_field="ended_on")
        return False
    return True


@require_http_methods(["GET", "POST"])
@signed_in
@never_cache
def link(request: Request, appointment_id: int) -> HttpResponse:
    """Make a link by which they come in and choose a password: shown once, here; a second one replaces the first."""
    held = _kept(request, appointment_id)
    url = ""
    if request.method == "POST":
        try:
            token = invite_staff(actor=request.actor, appointment_id=held.pk, at=timezone.now())
        except AppointmentEnded:
            return redirect(_list_of(held))
        except HoldsMore:
            messages.warning(request, _("This login holds powers that you do not hold yourself: ask the level above."))
            return redirect(_list_of(held))
        url = request.build_absolute_uri(reverse("access:one-time-link", args=[token]))
    place = held.organisation
    context = {
        "held": held,
        "role": ROLES[held.role],
        "organisation": place,
        "chain": chain_of(place),
        "link": url,
        "days": VALID_FOR.days,
        "needs_two": place.level is not None and is_required_of([(Role(held.role), place.level)]),
    }
    return render(request, "offices/staff_link.html", context)


def _managed(request: Request, inpo: str) -> Organisation:
    place = seen(request, inpo=inpo)
    if not may_see_staff(request.actor, place):
        raise Http404
    return place


def _kept(request: Request, appointment_id: int) -> Appointment:
    """An appointment that goes on and that the actor could give, or 404."""
    try:
        held = find_appointment(id=appointment_id, seen_by=request.actor)
    except Appointment.DoesNotExist:
        raise Http404 from None
    if not held.is_open or Role(held.role) not in roles_to_appoint(request.actor, held.organisation):
        raise Http404
    return held


def _list_of(held: Appointment) -> str:
    return reverse("offices:staff", kwargs={"inpo": held.organisation.inpo})
