"""Which regions have built their structure, what the others lack, and the region's own word for it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power
from edinstvo.foundation.ui.fields import PastDayField
from edinstvo.insight.indicators.queries.primaries import ACCESS, NUMBER
from edinstvo.insight.indicators.queries.structure import regions_seen, structures_today
from edinstvo.insight.indicators.web.primaries import page_of, primaries_url, region_of
from edinstvo.insight.indicators.web.sheets import KINDS
from edinstvo.insight.indicators.web.structure_lines import StructureLine, in_order, region_url
from edinstvo.registry.organisations.actions.confirm_structure import confirm_structure
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from edinstvo.registry.organisations.actions.refuse_other_version import EditedMeanwhile
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding
from edinstvo.registry.organisations.actions.state_change import NothingChanges
from edinstvo.registry.organisations.models import Organisation

_SENTENCES: dict[type[Exception], tuple[str | None, Any]] = {
    DayNotCome: ("on", gettext_lazy("This day has not come yet.")),
    BeforeFounding: ("on", gettext_lazy("The organisation was founded later.")),
    NothingChanges: ("primaries", gettext_lazy("This number is confirmed already.")),
    OrganisationClosed: (None, gettext_lazy("The organisation did not stand any more on that day.")),
    EditedMeanwhile: (None, gettext_lazy("Somebody has changed the organisation meanwhile. Look, and save once more.")),
}


class ConfirmationForm(forms.Form):
    """How many primaries there are by the region's own list, from which day on, and who says so."""

    primaries = forms.IntegerField(
        label=gettext_lazy("Primary organisations by the region's list"),
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short n", "autocomplete": "off"}),
        help_text=gettext_lazy("Count them by that list, not by the register: it shows whom the register lacks"),
        error_messages={"required": gettext_lazy("Write how many there are by the region's own list")},
    )
    on = PastDayField(label=gettext_lazy("From which day"))
    decision = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=200,
        help_text=gettext_lazy("Whose, of which date and number"),
        error_messages={"required": gettext_lazy("Say whose decision it is, its date and number: the act rests on it")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
@signed_in
def structure(request: Request) -> HttpResponse:
    """All regions that somebody sees; one alone is shown by itself."""
    lines = lines_seen(request)
    ready = sum(line.built.is_built for line in lines)
    may_remind = ready < len(lines) and request.actor.may(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
    context = {"lines": lines, "ready": ready, "on": timezone.localdate(), "may_remind": may_remind}
    context |= {"file_url": reverse("indicators:structure-file"), "kinds": KINDS}
    return render(request, "indicators/structure.html", context)


def lines_seen(request: Request) -> list[StructureLine]:
    """The regions that somebody sees, those that lack the most first; 404 where there is none."""
    regions = regions_seen(seen_by=request.actor) if request.actor.may(Power.SEE_ORGANISATIONS) else []
    if not regions:
        raise Http404
    built = structures_today(regions, on=timezone.localdate())
    return in_order(StructureLine(region, one) for region, one in zip(regions, built, strict=True))


@require_http_methods(["GET", "POST"])
@signed_in
def region(request: Request, inpo: str) -> HttpResponse:
    """One region: what it confirmed, what the register holds, which primaries lack what; and the confirmation."""
    place = region_of(request, inpo)
    [built] = structures_today([place], on=timezone.localdate())
    may_confirm = request.actor.may(Power.MANAGE_ORGANISATIONS, at=place)
    # The number is left for the region to say: one that stood there already would be confirmed unread.
    form = ConfirmationForm(request.POST or None, initial={"version": place.version}) if may_confirm else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid() and _confirmed(request, place, form):
        messages.success(request, _("The number of primary organisations is confirmed."))
        return redirect(region_url(place))
    context: dict[str, Any] = {"region": place, "built": built, "form": form, "on": timezone.localdate()}
    context["urls"] = {"all": primaries_url(place), **{lack: primaries_url(place, lack) for lack in (ACCESS, NUMBER)}}
    context |= page_of(request, place, ACCESS, total=built.without_access) if built.without_access else {}
    return render(request, "indicators/region.html", context, status=422 if form is not None and form.errors else 200)


def _confirmed(request: Request, place: Organisation, form: ConfirmationForm) -> bool:
    said = dict(form.cleaned_data)
    version = said.pop("version")
    try:
        confirm_structure(actor=request.actor, organisation=place, at=timezone.now(), expected_version=version, **said)
    except tuple(_SENTENCES) as refusal:
        field, sentence = _SENTENCES[type(refusal)]
        form.add_error(field, str(sentence))
        return False
    return True
