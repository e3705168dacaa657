"""Remind the regions that lack their structure: whom it reaches is said first."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.once import acts_once
from edinstvo.insight.indicators.actions.remind_unbuilt import NobodyToRemind, RemindedToday, remind_unbuilt
from edinstvo.insight.indicators.queries.unbuilt import reminded_on, unbuilt_today


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def remind(request: Request) -> HttpResponse:
    """Who would be reminded, and how many; a press of the button reminds exactly those."""
    if not request.actor.may(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION):
        raise Http404
    if request.method == "POST":
        _reminded(request)
        return redirect("indicators:structure")
    today = timezone.localdate()
    lacking = unbuilt_today(on=today, seen_by=request.actor)
    reached = [one for one in lacking if set(one.people) - {request.actor.user_id}]
    context = {
        "lacking": lacking,
        "reached": reached,
        "unreached": [one for one in lacking if one not in reached],
        "people": sum(len(set(one.people) - {request.actor.user_id}) for one in reached),
        "reminded": reminded_on(today),
    }
    return render(request, "indicators/remind.html", context)


def _reminded(request: Request) -> None:
    try:
        made = remind_unbuilt(actor=request.actor, on=timezone.localdate(), at=timezone.now())
    except RemindedToday:
        messages.warning(request, _("They were reminded today already. Remind them tomorrow, or call them."))
    except NobodyToRemind:
        messages.warning(
            request, _("There is nobody to remind: every structure is built, or nobody there has a login.")
        )
    else:
        said = ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", made.people)
        messages.success(request, said % {"count": number(made.people)})
