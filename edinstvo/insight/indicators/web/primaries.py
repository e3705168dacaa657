"""The primaries behind a number of a region's structure, page by page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.paging import page_asked, pager_by_key
from edinstvo.insight.indicators.queries.primaries import ACCESS, NUMBER, cursor_at, primaries_of
from edinstvo.insight.indicators.queries.structure import structures_today
from edinstvo.registry.organisations.models import REGIONAL_TYPES, Organisation
from edinstvo.registry.organisations.queries.standing import organisation

_SHOWN = 50
# What is asked for, as it stands in the address.
_WORDS = {
    "": _("all in the register"),
    ACCESS: _("whose chair cannot sign in"),
    NUMBER: _("without a number (INPO)"),
}


@require_safe
@signed_in
def primaries(request: Request, inpo: str) -> HttpResponse:
    """Those of the region, or with `?lacks=` those that lack access or a number."""
    place, today = region_of(request, inpo), timezone.localdate()
    lacks = asked if (asked := request.GET.get("lacks", "")) in _WORDS else ""
    [built] = structures_today([place], on=today)
    counts = {"": built.primaries, ACCESS: built.without_access, NUMBER: built.without_number}
    context: dict[str, Any] = {"region": place, "on": today, **page_of(request, place, lacks, total=counts[lacks])}
    context["chips"] = [(primaries_url(place, one), words, counts[one], one == lacks) for one, words in _WORDS.items()]
    context["may_issue"] = lacks == ACCESS and request.actor.may(Power.MANAGE_ORGANISATIONS, at=place)
    return render(request, "indicators/primaries.html", context)


def page_of(request: Request, place: Organisation, lacks: str, *, total: int) -> dict[str, Any]:
    """The `rows` of the page that the address asks for, and its `pager`; `has_pages` where one does not hold all."""
    cursor = None
    if found := page_asked(request):
        cursor = cursor_at(id=found[0], region=place, back=found[1], seen_by=request.actor)
    page = primaries_of(place, lacks=lacks, on=timezone.localdate(), seen_by=request.actor, cursor=cursor, size=_SHOWN)
    pager = pager_by_key(
        page, name=lambda row: row.short_name, url=lambda **at: primaries_url(place, lacks, **at), total=total
    )
    return {"rows": page.rows, "pager": pager, "has_pages": page.previous or page.next}


def region_of(request: Request, inpo: str) -> Organisation:
    """The region of the address, which stands and is the actor's to see; 404 otherwise."""
    try:
        found = organisation(inpo=inpo, seen_by=request.actor)
    except Organisation.DoesNotExist:
        raise Http404 from None
    if found.type not in REGIONAL_TYPES or not found.is_open:
        raise Http404
    return found


def primaries_url(place: Organisation, lacks: str = "", **at: Any) -> str:
    """The address of the list of a region's primaries."""
    said = {name: str(value) for name, value in {"lacks": lacks, **at}.items() if value}
    address = reverse("indicators:primaries", args=[place.inpo])
    return f"{address}?{urlencode(said)}" if said else address
