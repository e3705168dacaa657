"""Taking the login of a chair known by name alone away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.registry.offices.actions.take_login_away import take_login_away
from edinstvo.registry.offices.permissions import require_entering
from edinstvo.registry.offices.rules import OfficeCode
from edinstvo.registry.offices.web.addresses import offices_address
from edinstvo.registry.offices.web.pages import seen


@require_http_methods(["GET", "POST"])
@signed_in
def take_away(request: Request, inpo: str) -> HttpResponse:
    """Ask, with what follows, then do it. The organisation is that of the chair."""
    place = seen(request, inpo=inpo)
    require_entering(request.actor, place, OfficeCode.CHAIR)
    if request.method == "POST":
        if take_login_away(actor=request.actor, organisation=place, at=timezone.now()):
            messages.success(request, _("The login is taken away. Its letter and its powers have ended."))
        else:
            messages.info(request, _("There is no such login here any more."))
        return redirect(offices_address(place))
    context = {
        "question": _("Take the login away?"),
        "consequences": _(
            "Whoever the list of organisations names as the chair of “%(name)s” will come in no more by it: the letter "
            "and the powers end at once. A chair of the record is ended under “Bodies and offices” instead."
        )
        % {"name": place.short_name},
        "verb": _("Take the login away"),
        "busy": _("Ending…"),
        "way_out": _("Leave it"),
        "act_url": request.path,
        "back_url": offices_address(place),
        "kind": "danger",
    }
    return render(request, "ui/confirm.html", context)
