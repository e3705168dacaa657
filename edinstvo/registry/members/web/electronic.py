"""Keep a whole list of records here that were kept on paper: say how many, then do it."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import id_typed
from edinstvo.foundation.ui.figures import number
from edinstvo.foundation.ui.once import acts_once
from edinstvo.registry.members.actions.ask_of_many import CountChanged, TooMany
from edinstvo.registry.members.actions.keep_electronically import keep_electronically, on_paper
from edinstvo.registry.members.queries.asked import MOST_AT_ONCE, at_most, places_for
from edinstvo.registry.members.web.listing import Asked, asked_of
from edinstvo.registry.members.web.pages import to_be_corrected


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def electronic(request: Request) -> HttpResponse:
    """How many of the list are on paper; a press of the button takes exactly those over."""
    asked, on = asked_of(request), timezone.localdate()
    if not places_for(Power.KEEP_MEMBERS, organisation=asked.place, seen_by=request.actor):
        raise Http404
    if asked.form.is_mistyped:
        return to_be_corrected(request)
    refusal = ""
    if request.method == "POST":
        try:
            people = keep_electronically(
                actor=request.actor,
                filters=asked.filters,
                words=asked.in_full,
                expected=id_typed(request.POST.get("count", "")) or 0,
                on=on,
                at=timezone.now(),
            )
        except CountChanged:
            refusal = _("The list has changed meanwhile. Look at the number below and press the button again.")
        except TooMany:
            refusal = _("These are too many at once. Narrow the list, for example to one organisation.")
        else:
            said = ngettext("%(people)s record is electronic now.", "%(people)s records are electronic now.", people)
            messages.success(request, said % {"people": number(people)})
            return redirect(f"{_list()}?{asked.question}")
    return _page(request, asked, on=on, refusal=refusal)


def _page(request: Request, asked: Asked, *, on: date, refusal: str) -> HttpResponse:
    count = at_most(on_paper(filters=asked.filters, on=on, seen_by=request.actor)).count()
    context = {"asked": asked, "count": count, "most": MOST_AT_ONCE, "refusal": refusal}
    return render(request, "members/electronic.html", context, status=422 if refusal else 200)


def _list() -> str:
    return reverse("members:list")
