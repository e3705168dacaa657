"""The summaries of an organisation: ask for one of any day, and find those that were counted."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.queue.models import Work
from edinstvo.foundation.ui.fields import PastDayField
from edinstvo.foundation.ui.moments import day_short
from edinstvo.foundation.ui.once import acts_once
from edinstvo.foundation.ui.paging import page_asked, pager_by_key
from edinstvo.foundation.ui.watching import moving_part, watched
from edinstvo.insight.indicators.actions.ask_summary import BaseTooLate, ask_summary
from edinstvo.insight.indicators.models import Summary
from edinstvo.insight.indicators.queries.summaries import summaries_of, summary, works_that_count
from edinstvo.insight.indicators.web.asking import asked_here, asked_of
from edinstvo.registry.members.queries.listing import Cursor, keyset_page
from edinstvo.registry.organisations.models import Organisation
from edinstvo.registry.organisations.queries.standing import number_of

_SHOWN = 50
_FIRST_YEAR = 1900


class SummaryForm(forms.Form):
    """Of which day, beside which base day, and whose year of cards."""

    as_of = PastDayField(label=_("As of"))
    base = PastDayField(
        label=_("Base day"),
        help_text=_(
            "Shares are taken of those who were on record on it; who came and went is counted from the next day"
        ),
    )
    year = forms.IntegerField(
        label=_("Year of the cards issued"),
        required=False,
        min_value=_FIRST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short n", "autocomplete": "off"}),
        help_text=_("If it is empty: the year before that of the base day"),
    )

    def clean(self) -> dict[str, Any]:
        """Nothing is counted of years that have not come, or of so long ago."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("as_of", "base"):
            if said.get(name) is not None and said[name].year < _FIRST_YEAR:
                self.add_error(name, _("Nothing is known of so long ago. Check the year"))
        year, as_of = said.get("year"), said.get("as_of")
        if year is not None and as_of is not None and year > as_of.year:
            self.add_error("year", _("This year begins after the day of the figures"))
        return said


@require_http_methods(["GET", "POST"])
@signed_in
@acts_once
def summaries(request: Request) -> HttpResponse:
    """Those of one organisation, `?organisation=`, and the question for another one."""
    place = _place(request)
    form = SummaryForm(request.POST if request.method == "POST" else None, initial=_usual(timezone.localdate()))
    if form.is_valid():
        asked = _asked(request, place, form)
        if asked is not None:
            return redirect("indicators:summary", asked.pk)
    context = {"place": place, "form": form, "board_url": asked_of(request).board_url, **_page(request, place)}
    return render(request, "indicators/summaries.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def progress(request: Request, summary_id: int) -> HttpResponse:
    """How far the counting is by now."""
    one = seen_summary(request, summary_id)
    return moving_part(request, works_that_count([one]).get(one.pk), url=_progress_url(one))


def seen_summary(request: Request, summary_id: int) -> Summary:
    """The summary, or 404."""
    try:
        return summary(id=summary_id, seen_by=request.actor)
    except Summary.DoesNotExist:
        raise Http404 from None


def going_on(request: Request, one: Summary, work: Work) -> dict[str, Any]:
    """What the page shows while it is being counted."""
    return {"is_going_on": True, **watched(request, work, url=_progress_url(one))}


def _page(request: Request, place: Organisation) -> dict[str, Any]:
    found = page_asked(request)
    cursor = Cursor(value=found[0], id=found[0], back=found[1]) if found else None
    rows = summaries_of(place, seen_by=request.actor)
    page = keyset_page(rows, column="id", descending=True, cursor=cursor, size=_SHOWN)
    works = works_that_count(page.rows)
    pager = pager_by_key(
        page, name=lambda one: day_short(one.as_of), url=lambda **at: f"{summaries_url(place)}&{urlencode(at)}"
    )
    lines = [(one, works.get(one.pk)) for one in page.rows]
    return {"lines": lines, "pager": pager, "has_pages": page.previous or page.next}


def summaries_url(place: Organisation) -> str:
    return f"{reverse('indicators:summaries')}?organisation={number_of(place)}"


def _asked(request: Request, place: Organisation, form: SummaryForm) -> Summary | None:
    said = form.cleaned_data
    year = said["year"] or said["base"].year - 1
    days = {"as_of": said["as_of"], "base": said["base"], "year": year}
    try:
        return ask_summary(actor=request.actor, organisation=place, at=timezone.now(), **days)
    except BaseTooLate:
        form.add_error("base", _("This is later than the day of the figures. Name an earlier one"))
        return None


def _usual(today: date) -> dict[str, date]:
    return {"as_of": today, "base": today.replace(month=1, day=1)}


def _place(request: Request) -> Organisation:
    _asked, place = asked_here(request)
    if not request.actor.may(Power.SEE_MEMBERS, at=place):
        raise Http404
    return place


def _progress_url(one: Summary) -> str:
    return reverse("indicators:summary-progress", args=[one.pk])
