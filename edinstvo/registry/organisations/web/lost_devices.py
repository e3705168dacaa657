"""Somebody below has lost the device with which they sign in: the second step is taken away from them."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.actions.reset_second_factor import (
    NoSecondFactor,
    require_power_over,
    reset_second_factor,
)
from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.logins import LONGEST, tidy_login
from edinstvo.foundation.access.models import User
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.access.queries import grants_of
from edinstvo.foundation.access.second_factor import means_of
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.organisations.models import Organisation


class LostDeviceForm(forms.Form):
    """Whose it is, and how one knows that they are the one who asks."""

    login = forms.CharField(label=gettext_lazy("Login"), max_length=LONGEST)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("How you know that it is they who ask: came in person, called from the known number"),
    )
    is_sure = forms.BooleanField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@acts_once
def lost_device(request: Request) -> HttpResponse:
    """Ask whose it is; ask again with their name; take it away."""
    if not request.actor.may(Power.MANAGE_ORGANISATIONS):
        raise Http404
    form = LostDeviceForm(request.POST or None)
    user = _person(request, form) if request.method == "POST" and form.is_valid() else None
    if user is None:
        return render(request, "organisations/lost_device.html", {"form": form}, status=422 if form.is_bound else 200)
    if not form.cleaned_data["is_sure"]:
        return _ask(request, user, form)
    return _take_away(request, user, form)


def _person(request: Request, form: LostDeviceForm) -> User | None:
    """The user, if they have a second step and the actor has the powers over them; the form says so if not."""
    user = User.objects.filter(login=tidy_login(form.cleaned_data["login"])).first()
    try:
        if user and means_of(user).are_set:
            grants = grants_of(user, on=timezone.localdate())
            require_power_over(actor=request.actor, grants=grants, places=_places(user))
            return user
    except PowerMissing:
        pass
    # One sentence for all: which logins there are elsewhere is nobody's business.
    form.add_error("login", _("No such login below you, or it has no second step. Check it letter by letter"))
    return None


def _ask(request: Request, user: User, form: LostDeviceForm) -> HttpResponse:
    context = {
        "question": _("Take the second step away from %(name)s?") % {"name": user.name},
        "consequences": _(
            "All their sessions end. With the next sign-in the password is enough, and where the second step is "
            "required they set it up anew"
        ),
        "verb": _("Take it away"),
        "busy": _("One moment…"),
        "way_out": _("Leave it as it is"),
        "act_url": request.path,
        "back_url": request.path,
        "hidden": _hidden({**form.cleaned_data, "is_sure": "on"}),
    }
    return render(request, "ui/confirm.html", context)


def _take_away(request: Request, user: User, form: LostDeviceForm) -> HttpResponse:
    try:
        reset_second_factor(
            actor=request.actor,
            user=user,
            on=timezone.localdate(),
            at=timezone.now(),
            places=_places(user),
            reason=form.cleaned_data["reason"],
        )
    except NoSecondFactor:
        messages.info(request, _("It was taken away already"))
    else:
        messages.success(request, _("The second step of %(name)s is taken away") % {"name": user.name})
    return redirect("organisations:lost-device")


def _places(user: User) -> dict[int, Organisation]:
    ids = grants_of(user, on=timezone.localdate()).values_list("organisation_id", flat=True)
    return {place.pk: place for place in Organisation.objects.filter(pk__in=list(ids))}


def _hidden(values: dict[str, str]) -> SafeString:
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', values.items())
